"""The bundled content, compiled with the real eSpeak voice: nothing too long, lengths as told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

import pytest

from audio.clip import SAMPLE_RATE, to_frames, to_seconds
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.compiling.talk import Talk
from guide.compiling.timeline import Timeline
from guide.fitting.fit import Level, settle
from guide.format.routine import Routine
from tests.routines.bundled import LANGUAGES, MOVES, ROUTINES, move_in, moves_of, path, routine_in
from tests.routines.said import foreign_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio.speech.voice import Voice

ABOUT_MIN = {
    "spasm-relief": 10,
    "gentle-stretches": 6,
    "massage-holds": 12,
    "heat-and-ice": 60,
    "daily-back-care": 5,
    "slow-breathing": 5,
}


class Spoken(NamedTuple):
    """Everything as it sounds with the bundled voice of a language."""

    language: str
    voice: Voice
    sounds: Sounds

    def compiled(self, file: Path, level: Level, talk: Talk = "full") -> Timeline:
        routine = routine_in(self.language, file)
        compiler = Compiler(settle(routine, level), self.sounds, talk)
        return Timeline.of(routine.title, SAMPLE_RATE, compiler.sections())


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Spoken]:
    """Each language in turn."""
    voice = open_voice(Parameters(engine="espeak", language=request.param))
    yield Spoken(request.param, voice, Sounds(voice))
    voice.close()


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_all_words_fit(file: Path, level: Level, talk: Talk, spoken: Spoken) -> None:
    """No word is left out, hurried or shortened, at any level of effort or of talk."""
    assert [warning.message for warning in spoken.compiled(file, level, talk).warnings] == []


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("file", MOVES, ids=lambda file: file.stem)
def test_all_words_of_an_easier_form_fit(file: Path, talk: Talk, spoken: Spoken) -> None:
    """It is compiled when it is asked for, by somebody in pain: no surprises then."""
    if easier := move_in(spoken.language, file).easier:
        routine = Routine("Easier", (easier,), language=spoken.language)
        compiler = Compiler(settle(routine), spoken.sounds, talk)
        warnings = [warning for section in compiler.sections() for warning in section.warnings]
        assert warnings == []


@pytest.mark.parametrize("name", ABOUT_MIN)
def test_the_length_is_about_what_is_promised(name: str, spoken: Spoken) -> None:
    """Within 10 percent, with all words, of which other languages need some more."""
    minutes = to_seconds(spoken.compiled(path(name), "standard").frames) / 60
    assert minutes == pytest.approx(ABOUT_MIN[name], rel=0.1 if spoken.language == "en" else 0.15)


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_levels_differ_in_length_in_their_order(file: Path, spoken: Spoken) -> None:
    """Gentle is never longer than standard, nor standard than full."""
    lengths = [spoken.compiled(file, level).frames for level in get_args(Level)]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize("talk", get_args(Talk))
def test_cold_lasts_twenty_minutes_to_the_frame(talk: Talk, spoken: Spoken) -> None:
    """From the end of its start chime to the start of its alarm, whatever is spoken in it."""
    timeline = spoken.compiled(path("heat-and-ice"), "full", talk)
    (work,) = (section for section in timeline.sections if section.kind == "work")
    (move,) = moves_of(routine_in(spoken.language, path("heat-and-ice")))
    for phase in (phase.name for phase in move.phases):
        cues = [cue for cue in work.cues if cue.phase == phase]
        (start,) = (cue for cue in cues if cue.sound == "start")
        (alarm,) = (cue for cue in cues if cue.sound == "alarm")
        assert alarm.start - start.end == to_frames(1200)


@pytest.mark.parametrize("talk", get_args(Talk))
@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_safety_is_spoken_at_every_level_of_talk(file: Path, talk: Talk, spoken: Spoken) -> None:
    """All that is said before and after, and the safety of every move."""
    routine = routine_in(spoken.language, file)
    heard = {c.text for s in spoken.compiled(file, "gentle", talk).sections for c in s.cues}
    assert {*routine.before, *routine.after} <= heard
    assert {move.safety for move in routine.steps if getattr(move, "safety", None)} <= heard


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_a_session_is_in_one_language(file: Path, spoken: Spoken) -> None:
    """What the program says too, and by a voice of that language."""
    assert spoken.voice.language == spoken.language
    for section in spoken.compiled(file, "standard").sections:
        for cue in section.cues:
            assert not foreign_words(spoken.language, cue.text or ""), cue.text
