"""The page of every moment, at the sizes that terminals have."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from guide.language.languages import WITH_WORDS
from guide.language.words import words_of
from guide.screen.keys import KEYS, label_in
from guide.screen.picture import draw
from guide.screen.saying import HEADLINES, question
from guide.session.commands import Verb
from tests.guide.screen.moments import MOMENTS, SECOND, breathing, moment

if TYPE_CHECKING:
    from guide.session.now import Now

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = [(60, 20), (80, 24), (200, 50)]


def text_of(now: Now, width: int, height: int, helping: bool = False) -> list[str]:
    """The rows of a moment as a terminal shows them, without their looks."""
    rows = draw(now, width, height, helping)
    return ["".join(span.text for span in row) for row in rows]


def snapshot(width: int, height: int) -> str:
    """All moments at one size, and the help."""
    pages = {name: text_of(now, width, height) for name, now in MOMENTS.items()}
    pages["help"] = text_of(MOMENTS["hold"], width, height, helping=True)
    lines = []
    for name, rows in pages.items():
        lines += [f"== {name}", *(row.rstrip() for row in rows), ""]
    return "\n".join(lines)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_state_looks_as_it_was_looked_at(width: int, height: int) -> None:
    """The pages are kept as text; to keep new ones: python -m tests.guide.screen.test_picture."""
    kept = (SNAPSHOTS / f"{width}x{height}.txt").read_text("utf-8")
    assert snapshot(width, height) == kept


@given(
    now=st.sampled_from(list(MOMENTS.values())),
    width=st.integers(1, 240),
    height=st.integers(1, 70),
    helping=st.booleans(),
)
def test_a_page_is_exactly_as_large_as_the_terminal(
    now: Now, width: int, height: int, helping: bool
) -> None:
    """No row is too long or too short, whatever the size, so nothing runs over."""
    rows = text_of(now, width, height, helping)
    assert [cell_len(row) for row in rows] == [width] * height


@given(
    texts=st.lists(st.text(max_size=80), min_size=7, max_size=7),
    size=st.sampled_from([*SIZES, (40, 12)]),
    clock=st.booleans(),
)
@settings(max_examples=200)
def test_any_text_keeps_its_place(texts: list[str], size: tuple[int, int], clock: bool) -> None:
    """Titles in any script, signs that move a cursor, nothing at all: the page stays whole."""
    names = ("title", "routine", "instruction", "side", "phase", "caption", "next_title")
    now = moment(**dict(zip(names, texts, strict=True)), phase_frames=45 * SECOND * clock)
    rows = text_of(now, *size)
    assert [cell_len(row) for row in rows] == [size[0]] * size[1]
    assert not any(ord(character) < 32 for row in rows for character in row)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_countdown_is_the_largest_thing(width: int, height: int) -> None:
    """Its digits are at least a third as high as the terminal."""
    without = text_of(moment(phase=None, side=None, reps=1), width, height)
    solid = [row for row in without if "███" in row]
    assert len(solid) >= height // 3


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_countdown_stays_where_it_is(width: int, height: int) -> None:
    """From 45 to 1 the size of the digits does not change, so that nothing jumps."""
    heights = set()
    for seconds in range(1, 46):
        now = moment(phase_left=seconds * SECOND, phase=None, side=None, reps=1)
        rows = text_of(now, width, height)
        heights.add(tuple(y for y, row in enumerate(rows) if "███" in row and y > 5)[-1])
    assert len(heights) == 1


@pytest.mark.parametrize("size", SIZES)
def test_the_shape_of_the_breath_grows_and_shrinks(size: tuple[int, int]) -> None:
    """It is largest between breathing in and out, and smallest between out and in."""

    def area(now: Now) -> int:
        return sum(row.count("█") for row in text_of(now, *size))

    steps = [0.0, 0.3, 0.5, 0.7, 1.0]
    rising = [area(breathing(share)) for share in steps]
    falling = [area(breathing(share, "falling")) for share in steps]
    assert rising == sorted(rising) and rising[0] < rising[-1]
    assert falling == sorted(falling, reverse=True) and falling[0] > falling[-1]


def test_an_alarm_fills_the_screen() -> None:
    """Light and dark are exchanged on every cell: it is seen without colour."""
    looks = {span.look for row in draw(MOMENTS["alarm"], 80, 24) for span in row}
    assert looks == {"reverse"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["alarm", "asking", "lost"])
def test_the_help_hides_nothing_that_is_asked(size: tuple[int, int], name: str) -> None:
    """It gives way to an alarm, the question and a lost device, and is there again afterwards."""
    assert draw(MOMENTS[name], *size, helping=True) == draw(MOMENTS[name], *size)
    assert "close this help" in " ".join(text_of(MOMENTS["hold"], *size, helping=True))


@pytest.mark.parametrize("size", [*SIZES, (60, 16), (40, 12)])
def test_the_help_shows_every_key(size: tuple[int, int]) -> None:
    """In a word each where there is little room."""
    shown = text_of(MOMENTS["hold"], *size, helping=True)
    rows = " ".join(" ".join(shown).split())
    for label, short in [(key.label, key.short.text) for key in KEYS] + [
        ("Ctrl-C", "end"),
        ("?", "close"),
    ]:
        assert f"{label} " in rows
        assert size[1] > 16 or f"{label} {short}" in rows


@pytest.mark.parametrize("language", WITH_WORDS)
def test_every_language_has_room_on_the_smallest_terminal(language: str) -> None:
    """Keys with what they do, the question with its answers, and headlines: none is cut off."""
    words = words_of(language)
    helped = text_of(moment(language=language), 40, 12, helping=True)
    rows = " ".join(" ".join(helped).split())
    for key in KEYS:
        assert f"{label_in(words, key.label)} {words.of(key.short)}" in rows
    assert "…" not in rows
    asked = text_of(moment(MOMENTS["asking"], language=language), 40, 12)[-1]
    assert "…" not in asked and asked.rstrip().endswith(f"n {question(0, words).split(' ')[-1]}")
    for state in HEADLINES:
        shown = " ".join(text_of(moment(state=state, language=language), 40, 12))
        assert words.gettext("{time} left").replace("{time}", "8:12") in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *(("de", "„Langsam.“"), ("es", "«Langsam.»"), ("fr", "«\u00a0Langsam.\u00a0»")),
        *(("pl", "„Langsam.”"), ("en", "“Langsam.”"), ("la", "“Langsam.”")),
    ],
)
def test_what_is_said_has_the_quotation_marks_of_its_language(language: str, said: str) -> None:
    """In any place: on a narrow screen they stay with their words."""
    for size in ((40, 12), (80, 24)):
        rows = text_of(moment(caption="Langsam.", language=language), *size)
        assert said in [row.strip() for row in rows]


@pytest.mark.parametrize("language", WITH_WORDS)
def test_the_usual_keys_are_shown_in_every_language(language: str) -> None:
    """On a terminal of the usual size: to pause, to go on, when it hurts, and to end."""
    row = text_of(moment(language=language), 80, 24)[-1]
    for key in KEYS:
        if key.verb in (Verb.TOGGLE, Verb.NEXT, Verb.HURTS, Verb.BACK, Verb.QUIT):
            assert words_of(language).of(key.short) in row


def test_the_question_is_never_cut_off() -> None:
    """Also on the smallest terminal."""
    assert "End the session?   y/q yes   n no" in text_of(MOMENTS["asking"], 40, 12)[-1]


@pytest.mark.parametrize("size", [*SIZES, (60, 16), (40, 12)])
@pytest.mark.parametrize("name", ["lost", "paused", "ready", "alarm"])
def test_what_to_press_is_never_cut_off(size: tuple[int, int], name: str) -> None:
    """However long it takes to say what is wrong."""
    rows = " ".join(" ".join(text_of(MOMENTS[name], *size)).split())
    assert re.search(r"Press (s|space|n|any key)\b", rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "said",
    [
        "Stop. Lower your hips to the floor, one bone of the spine after the other.",
        "Bring both knees to the chest with your hands, roll to the side and push yourself up.",
    ],
)
def test_how_to_come_out_is_shown_whole_after_it_hurts(size: tuple[int, int], said: str) -> None:
    """It comes before what the rest is for, at every size, and the offers stay in the last row."""
    now = replace(MOMENTS["hurt"], caption=said)
    rows = text_of(now, *size)
    assert f"“{said}”" in " ".join(" ".join(rows).split())
    assert rows[-1].strip().startswith("e easier form")


@pytest.mark.parametrize("size", SIZES)
def test_the_keys_to_go_back_and_to_end_are_always_shown(size: tuple[int, int]) -> None:
    """With those to pause, to go on and to stop a move that hurts."""
    last = text_of(MOMENTS["hold"], *size)[-1]
    for key in ("space pause", "n next", "x it hurts", "p back", "q end", "? help"):
        assert key in last


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
@pytest.mark.parametrize("name", ["safety", "silent"])
def test_words_that_matter_are_shown_whole(size: tuple[int, int], name: str) -> None:
    """What is said for safety, and in a session without sound, on every terminal."""
    assert MOMENTS[name].caption in " ".join(" ".join(text_of(MOMENTS[name], *size)).split())


if __name__ == "__main__":
    for width, height in SIZES:
        path = SNAPSHOTS / f"{width}x{height}.txt"
        path.write_text(snapshot(width, height), "utf-8")
