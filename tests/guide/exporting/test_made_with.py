"""What an export was made with, as one line that is found again in whatever file it stands."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from guide.exporting import made_with
from guide.exporting.made_with import MadeWith, find_made_with, fingerprint
from guide.problems.problem import Place
from tests.guide.plans import phase, plan, step

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
MADE = st.builds(
    MadeWith,
    st.from_regex(r"[0-9]\.[0-9]{1,3}(\.dev1\+a-b)?", fullmatch=True),
    WORDS,
    WORDS,
    st.lists(st.tuples(st.sampled_from(["level", "set", "fit_s"]), WORDS)).map(tuple),
)


@given(MADE, st.binary(max_size=50), st.binary(max_size=50), st.integers(0, 80))
def test_it_is_found_again_wherever_it_stands(
    made: MadeWith, before: bytes, after: bytes, at: int
) -> None:
    """Also across the blocks that a file is read in."""
    line = str(made).encode()
    start = b"\0" * (made_with._BLOCK - at) + before + b"\n"
    assert find_made_with(io.BytesIO(start + line + b"\n" + after)) == made


@given(MADE)
def test_it_is_markup_of_no_format(made: MadeWith) -> None:
    """One line of plain ASCII, so that nothing has to be escaped."""
    line = str(made)
    assert line.isascii()
    assert line.isprintable()
    assert not set("<>&\"'[]{}\\") & set(line)


def test_where_a_plan_was_read_from_is_nothing_of_it() -> None:
    """All else is: a word, a second, a sound, and how the user has words said."""
    one = plan(step(phase(3.0), title="Fold"), title="Short")
    moved = replace(one, place=Place("elsewhere.yaml", 7, 1))
    assert fingerprint(one, ()) == fingerprint(moved, ())
    others = [
        fingerprint(replace(one, title="Shorter"), ()),
        fingerprint(plan(step(phase(4.0), title="Fold"), title="Short"), ()),
        fingerprint(one, (("yoga", "yo ga"),)),
        fingerprint(replace(one, before=("a", "b")), ()),
        fingerprint(replace(one, before=("ab",)), ()),
    ]
    assert len({fingerprint(one, ()), *others}) == 6
