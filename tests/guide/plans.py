"""Plans for tests: short ways to write one, and a strategy for every plan there can be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from guide.fitting.plan import Plan, PlanPhase, PlanStep
from guide.format.routine import Offset, Prompt, Settings


def phase(seconds: float = 10.0, held: bool = True, **changes: Any) -> PlanPhase:
    """A phase of ``seconds``, silent unless told otherwise."""
    values: dict[str, Any] = {
        "name": None,
        "up_to_s": seconds,
        "say": None,
        "brief": None,
        "tone": None,
        "alarm": False,
        "until_ready": False,
        "cues": (),
        "place": None,
    }
    return PlanPhase(seconds=seconds, held=held, **{**values, **changes})


def step(*phases: PlanPhase, title: str = "Move", **changes: Any) -> PlanStep:
    """A step of ``phases``, once, on no side, unless told otherwise."""
    values: dict[str, Any] = {
        "reps": 1,
        "sides": (),
        "say": None,
        "brief": None,
        "safety": None,
        "rest": False,
        "place": None,
    }
    return PlanStep(title=title, phases=phases or (phase(),), **{**values, **changes})


def plan(*steps: PlanStep, settings: Settings | None = None, **changes: Any) -> Plan:
    """A plan of ``steps``."""
    values: dict[str, Any] = {"title": "Plan", "language": "en", "before": (), "after": ()}
    settings = settings or Settings(countdown=0, change_over_s=0.0, halfway=False)
    return Plan(steps=steps, settings=settings, place=None, **{**values, **changes})


def cue(at: Offset, say: str, brief: str | None = None) -> Prompt:
    """A prompt inside a phase."""
    return Prompt(at, say, brief)


_seconds = st.floats(0.05, 600, allow_nan=False).map(lambda s: round(s, 3))
_words = st.text("abc. ", min_size=1, max_size=60).filter(str.strip) | st.sampled_from(
    ["Reach your {side} arm.", "Number {rep} of {reps}.", "{remaining} of {duration}, {next}."]
)
_offsets = st.builds(Offset, _seconds, st.none(), st.booleans()) | st.builds(
    Offset, st.none(), st.floats(0, 1), st.booleans()
)
_cues = st.lists(
    st.builds(Prompt, _offsets, _words, st.none() | _words), max_size=4, unique_by=lambda p: p.at
).map(tuple)


@st.composite
def phases(draw: st.DrawFn) -> PlanPhase:
    """Any phase, held or paced."""
    held = draw(st.booleans())
    seconds = draw(_seconds)
    return phase(
        seconds,
        held,
        name=draw(st.none() | st.sampled_from(["in", "out"])),
        up_to_s=seconds if held else seconds * draw(st.sampled_from([1, 1.5, 3])),
        say=draw(st.none() | _words),
        brief=draw(st.none() | st.just("") | _words),
        tone=None if held else draw(st.sampled_from([None, "rising", "falling"])),
        alarm=draw(st.booleans()),
        cues=draw(_cues),
    )


@st.composite
def steps(draw: st.DrawFn) -> PlanStep:
    """Any step."""
    sides = draw(st.sampled_from([(), ("left", "right"), ("left", "far right", "back")]))
    return step(
        *draw(st.lists(phases(), min_size=1, max_size=4)),
        title=draw(st.sampled_from(["Cat-cow", "Child's pose"])),
        reps=draw(st.integers(1, 4)),
        sides=sides,
        count_reps=draw(st.booleans()),
        alternating=bool(sides) and draw(st.booleans()),
        lead=draw(st.none() | _words),
        say=draw(st.none() | _words),
        brief=draw(st.none() | _words),
        safety=draw(st.none() | _words),
        rest=draw(st.booleans()),
    )


plans = st.builds(
    lambda steps, before, after, *settings: plan(
        *steps, before=tuple(before), after=tuple(after), settings=Settings(*settings)
    ),
    st.lists(steps(), min_size=1, max_size=4),
    st.lists(st.just("Be kind to yourself."), max_size=2),
    st.lists(st.just("Drink some water."), max_size=2),
    st.integers(0, 10),
    st.floats(0, 20),
    st.booleans(),
    st.sampled_from((0.0, 0.5, 3.0)),
    st.booleans(),
    st.integers(0, 10),
)
