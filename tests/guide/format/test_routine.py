"""The definition: each model says in its fields what its keys are, and says it whole."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from guide.format.definition import alternatives, definition, field_names
from guide.format.routine import (
    BASED_ON,
    Between,
    Group,
    Move,
    Phase,
    Prompt,
    Rest,
    Routine,
    Selection,
    Settings,
    Step,
)
from tests.guide import strategies

MODELS: list[type[Any]] = [
    *(Prompt, Phase, Move, Rest, Between, Group, Selection, Settings, Routine)
]
DERIVED = {"place", "at", "held", "rest", "name"}
"""Fields that no key of their own is written for: they follow from where or how others are."""


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_defined(model: type[Any]) -> None:
    """Every field is written with a key, or derived from how the others are written."""
    written = set(field_names(model).values())
    assert {one.name for one in fields(model)} - written <= DERIVED


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_documented(model: type[Any]) -> None:
    """Every key says what it expects and what it means, in one sentence."""
    for key in (*definition(model).values(), BASED_ON):
        assert key.kind.expects
        assert key.doc.endswith(".")
        assert key.only_with is None or key.only_with in alternatives(model)


def test_required_keys() -> None:
    """Little is required: a title and steps, a title and phases."""
    required = {m.__name__: [k.name for k in definition(m).values() if k.required] for m in MODELS}
    assert required == {
        "Prompt": ["say"],
        "Phase": [],
        "Move": ["title"],
        "Rest": ["rest"],
        "Between": [],
        "Group": ["steps"],
        "Selection": ["choose", "of"],
        "Settings": [],
        "Routine": ["title", "steps"],
    }
    assert alternatives(Phase) == ("for", "hold")
    assert alternatives(Move) == ("hold", "each")


@given(strategies.routines)
def test_models_are_sound(routine: Routine) -> None:
    """In a routine that was read, every range is upright and every cue fits at its longest."""
    assert routine.title
    for move in _moves(routine.steps):
        assert move.title
        assert move.phases
        assert 1 <= move.reps.low <= move.reps.high
        for phase in move.phases:
            longest_s = max(phase.length.high, phase.up_to or 0)
            assert 0 < phase.length.low <= phase.length.high
            assert all(0 <= cue.at.within(longest_s) < longest_s for cue in phase.cues)
            assert phase.held is False or (phase.tone is None and phase.up_to is None)
            assert phase.place is not None
        assert move.place is not None


def _moves(steps: tuple[Step, ...]) -> list[Move]:
    return [move for step in steps for move in _moves_of(step)]


def _moves_of(step: Step) -> list[Move]:
    if isinstance(step, Move):
        return _with_easier(step)
    return _moves(step.steps if isinstance(step, Group) else step.of)


def _with_easier(move: Move) -> list[Move]:
    return [move, *(_with_easier(move.easier) if move.easier else [])]
