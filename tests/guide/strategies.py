"""Hypothesis strategies: every valid routine there can be, as data, as YAML and as a model."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from guide.format.kinds import REFERENCE
from guide.reading.source import read_routine
from tests.bells import write_bells

if TYPE_CHECKING:
    from guide.format.routine import Routine

Document = dict[str, Any]
MOVES = ("childs-pose", "hip-lifts", "rest", "massage-hold")
"""Names of moves to be found in the library, bundled or the corpus'."""

_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"
)
_SHORT = st.text("abc xyz", min_size=1, max_size=20).filter(str.strip)
_ODD = st.sampled_from(
    ("{x} or {side}", "}", "<break time='3s'/>", "$(ls)", "- - [[x]]", "no: #1", "🧘")
)
_ANY = st.text(_CHARACTERS, min_size=1, max_size=60).filter(lambda text: text.split())
texts = (_SHORT | _ODD | _ANY).filter(lambda text: not re.match(rf"\s*\$*{REFERENCE}", text))
"""Plain words, of any script, and all that is legal but odd; but none that is a parameter."""


def _said(*names: str) -> st.SearchStrategy[str]:
    """Texts in which ``names`` may be filled in."""
    braced = texts.map(lambda text: text.replace("{", "{{").replace("}", "}}"))
    filled = st.tuples(braced, st.sampled_from(names), braced).map(
        lambda t: f"{t[0]}{{{t[1]}}}{t[2]}"
    )
    return braced | filled if names else braced


def _maybe(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """Mappings with any of these keys."""
    return st.fixed_dictionaries({}, optional=strategies)


_seconds = st.integers(1, 120)
_WRITTEN = ("{}s", "{} s", "{}", "{} sec", "0:{:02}")


@st.composite
def lengths(draw: st.DrawFn, wait: bool = True) -> tuple[str | int, int]:
    """A length of time or a range as it is written, and its high end in seconds."""
    low = draw(_seconds)
    high = low + draw(st.integers(0, 60))
    if wait and draw(st.booleans()) and draw(st.booleans()):
        return f"{low}s+", low
    if low == high or draw(st.booleans()):
        style = draw(st.sampled_from(_WRITTEN[: None if low < 60 else -1]))
        return (low if style == "{}" else style.format(low)), low
    return draw(st.sampled_from(("{}s-{}s", "{}-{}s", "{} s \N{EN DASH} {} s"))).format(
        low, high
    ), high


@st.composite
def cues(draw: st.DrawFn, high_s: int, names: tuple[str, ...]) -> Document:
    """Cues of a phase that lasts up to ``high_s``."""
    words = _said(*names, "remaining")
    cue = words | st.builds(lambda say, brief: {"say": say, "brief": brief}, words, words)
    moments = (
        st.integers(0, high_s - 1).map("{}s".format)
        | st.integers(1, high_s).map("-{}s".format)
        | st.integers(0, 99).map("{}%".format)
        | st.integers(1, 100).map("-{}%".format)
    )
    return draw(st.dictionaries(moments, cue, max_size=3))


@st.composite
def phases(draw: st.DrawFn, names: tuple[str, ...]) -> Document:
    """A phase, paced or held."""
    held = draw(st.booleans())
    length, high_s = draw(lengths(wait=held))
    phase: Document = {"hold" if held else "for": length}
    phase |= draw(_maybe(phase=texts, say=_said(*names), brief=_said(*names) | st.just("")))
    phase |= draw(_maybe(alarm=st.booleans(), cues=cues(high_s, names)))
    if not held:
        up_to = st.integers(high_s, high_s + 30).map("{}s".format)
        phase |= draw(_maybe(up_to=up_to, tone=st.sampled_from(("rising", "falling"))))
    return phase


_optional = st.just({}) | st.fixed_dictionaries(
    {"optional": st.just(True)}, optional={"priority": st.integers(1, 9)}
)


@st.composite
def moves(draw: st.DrawFn, sided: bool | None = None) -> Document:
    """A move written in place."""
    sides = draw(st.lists(texts.map(_tidy), min_size=1, max_size=4, unique=True))
    sided = draw(st.booleans()) if sided is None else sided
    in_move = ("title", "reps", "next", "duration", *(("side",) if sided else ()))
    in_phase = (*in_move, "rep")
    words = _said(*in_move)
    move: Document = {"title": draw(texts)} | ({"sides": sides} if sided else {})
    move |= draw(_maybe(say=words, brief=words, safety=words | st.just(""), lead=words))
    move |= draw(_optional)
    if sided and len(sides) > 1:
        move |= draw(_maybe(vary=st.sampled_from(("each-side", "each-rep"))))
    move |= draw(_maybe(come_out=words, easier=_easier(words), count_reps=st.booleans()))
    move |= draw(
        _maybe(reps=counts, equipment=st.lists(texts, max_size=2), note=texts, source=texts)
    )
    if draw(st.booleans()):
        return move | {"each": draw(st.lists(phases(in_phase), min_size=1, max_size=3))}
    length, high_s = draw(lengths())
    beside = _maybe(cues=cues(high_s, in_phase), alarm=st.booleans())
    return move | {"hold": length} | draw(beside)


counts = st.integers(1, 5) | st.tuples(st.integers(1, 3), st.integers(3, 6)).map(
    lambda ends: f"{ends[0]}-{ends[1]}"
)


def _easier(words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """The name of a move, or changes."""
    changes = _maybe(title=texts, reps=counts, say=words | st.just(""), note=texts).filter(bool)
    chains = st.builds(
        lambda changes, easier: {**changes, "easier": easier},
        changes,
        st.sampled_from(MOVES) | changes,
    )
    return st.sampled_from(MOVES) | changes | chains


_changes = st.builds(
    lambda move, changes: {"move": move, **changes},
    st.sampled_from(MOVES),
    _maybe(title=texts, reps=counts, say=_said("title", "next"), note=texts),
)
_rests = st.builds(
    lambda length, rest: {"rest": length[0], **rest},
    lengths(),
    _maybe(say=_said("title", "next", "duration"), optional=st.booleans(), note=texts),
)
_between = st.builds(
    lambda length, rest: {"rest": length[0], **rest}, lengths(), _maybe(say=_said("next"))
) | st.builds(lambda words: {"say": words}, _said("next"))
steps = st.recursive(
    st.sampled_from(MOVES) | _changes | _rests | moves(),
    lambda inner: (
        st.builds(
            lambda inner, rest: {"steps": inner, **rest},
            st.lists(inner, min_size=1, max_size=3),
            _maybe(repeat=st.integers(1, 3), between=_between),
        )
        | st.lists(inner, min_size=2, max_size=3).map(lambda of: {"choose": len(of) - 1, "of": of})
    ),
    max_leaves=4,
)
"""A step in any of its forms."""

settings = _maybe(
    countdown=st.integers(0, 10),
    change_over=st.integers(0, 20).map("{}s".format),
    halfway=st.booleans(),
    wake=st.integers(0, 3).map("{}s".format),
    count_reps=st.booleans(),
    count_out=st.integers(0, 10),
)

documents: st.SearchStrategy[Document] = st.builds(
    lambda title, steps, rest: {"title": title, "steps": steps, **rest},
    texts,
    st.lists(steps, min_size=1, max_size=4),
    _maybe(
        summary=texts,
        language=st.sampled_from(("en", "es", "de-AT")),
        equipment=texts | st.lists(texts, max_size=2),
        before=_said("title") | st.lists(_said("title"), max_size=2),
        after=st.lists(_said("title"), max_size=2),
        settings=settings,
        between=_between,
        source=texts,
        note=texts,
        say_as=st.dictionaries(texts.map(str.lower), texts, max_size=2).filter(
            lambda words: len({" ".join(word.split()).lower() for word in words}) == len(words)
        ),
    ),
)
"""Valid routines, as data."""


def as_block(document: Document) -> str:
    """YAML as people write it."""
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


def as_flow(document: Document) -> str:
    """YAML with brackets and braces."""
    return str(
        yaml.safe_dump(document, allow_unicode=True, sort_keys=False, default_flow_style=True)
    )


def as_json(document: Document) -> str:
    """JSON, which is YAML too."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def read(text: str) -> Routine:
    """The routine of a text, its sounds beside it; raises RoutineError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "routine.yaml")
        path.write_text(text, encoding="utf-8", newline="")
        if "sounds:" in text:
            write_bells(path.parent, text)
        return read_routine(path)


routines = documents.map(as_block).map(read)
"""Valid routines, as models."""


def _tidy(text: str) -> str:
    return " ".join(text.split())
