"""The bundled content, compiled with the real eSpeak voice: nothing too long, lengths as told."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from audio.clip import SAMPLE_RATE, to_frames, to_seconds
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiler import Compiler
from guide.fit import Level, settle
from guide.routine import Routine
from guide.sounds import Sounds
from guide.source import read_move, read_routine
from guide.talk import Talk
from guide.timeline import Timeline
from tests.routines.bundled import MOVES, ROUTINES, path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABOUT_MIN = {
    "spasm-relief": 10,
    "gentle-stretches": 6,
    "massage-holds": 12,
    "heat-and-ice": 60,
    "daily-back-care": 5,
    "slow-breathing": 5,
}


@pytest.fixture(scope="module")
def sounds() -> Iterator[Sounds]:
    """Everything as it sounds with the bundled voice."""
    voice = open_voice(Parameters(engine="espeak"))
    yield Sounds(voice)
    voice.close()


def compiled(file: Path, sounds: Sounds, level: Level, talk: Talk = "full") -> Timeline:
    routine = read_routine(file)
    compiler = Compiler(settle(routine, level), sounds, talk)
    return Timeline.of(routine.title, SAMPLE_RATE, compiler.sections())


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_all_words_fit(file: Path, level: Level, talk: Talk, sounds: Sounds) -> None:
    """No word is left out, hurried or shortened, at any level of effort or of talk."""
    assert [warning.message for warning in compiled(file, sounds, level, talk).warnings] == []


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("file", MOVES, ids=lambda file: file.stem)
def test_all_words_of_an_easier_form_fit(file: Path, talk: Talk, sounds: Sounds) -> None:
    """It is compiled when it is asked for, by somebody in pain: no surprises then."""
    if easier := read_move(file).easier:
        compiler = Compiler(settle(Routine("Easier", (easier,))), sounds, talk)
        warnings = [warning for section in compiler.sections() for warning in section.warnings]
        assert warnings == []


@pytest.mark.parametrize("name", ABOUT_MIN)
def test_the_length_is_about_what_is_promised(name: str, sounds: Sounds) -> None:
    """Within 10 percent, at the standard level with all words."""
    minutes = to_seconds(compiled(path(name), sounds, "standard").frames) / 60
    assert minutes == pytest.approx(ABOUT_MIN[name], rel=0.1)


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_levels_differ_in_length_in_their_order(file: Path, sounds: Sounds) -> None:
    """Gentle is never longer than standard, nor standard than full."""
    lengths = [compiled(file, sounds, level).frames for level in get_args(Level)]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize("talk", get_args(Talk))
def test_cold_lasts_twenty_minutes_to_the_frame(talk: Talk, sounds: Sounds) -> None:
    """From the end of its start chime to the start of its alarm, whatever is spoken in it."""
    timeline = compiled(path("heat-and-ice"), sounds, "full", talk)
    (work,) = (section for section in timeline.sections if section.kind == "work")
    for phase in ("heat", "break", "cold"):
        cues = [cue for cue in work.cues if cue.phase == phase]
        (start,) = (cue for cue in cues if cue.sound == "start")
        (alarm,) = (cue for cue in cues if cue.sound == "alarm")
        assert alarm.start - start.end == to_frames(1200)


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_safety_is_spoken_at_every_level_of_talk(file: Path, talk: Talk, sounds: Sounds) -> None:
    """All that is said before and after, and the safety of every move."""
    routine = read_routine(file)
    spoken = {c.text for s in compiled(file, sounds, "gentle", talk).sections for c in s.cues}
    assert {*routine.before, *routine.after} <= spoken
    assert {move.safety for move in routine.steps if getattr(move, "safety", None)} <= spoken
