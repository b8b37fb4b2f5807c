"""A routine's own sounds in place of chimes: named, found, heard, and told when they are wrong."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, get_args

import pytest

from audio.chime import ChimeName, chime, in_place_of
from audio.speech.fake import FakeVoice
from guide.authoring.writer import as_yaml
from guide.checking.check import problems_of
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.fitting.fit import settle
from guide.format.routine import OwnSounds
from guide.problems.codes import Code
from guide.problems.problem import RoutineError
from guide.reading.source import files_of, read_routine
from tests.bells import bell

if TYPE_CHECKING:
    from pathlib import Path

    from guide.problems.problem import Problem

TEXT = """\
title: T
sounds: {end: bowl.wav, halfway: sounds/bell.ogg}
steps:
  - {title: A, say: Lie down., hold: 20s}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine with two sounds beside it."""
    (tmp_path / "sounds").mkdir()
    (tmp_path / "bowl.wav").write_bytes(bell(2.0))
    (tmp_path / "sounds" / "bell.ogg").write_bytes(bell(1.0, 22_050, 1))
    path = tmp_path / "routine.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def test_every_chime_can_be_replaced() -> None:
    """The keys of ``sounds`` are the names of all chimes."""
    assert tuple(one.name for one in fields(OwnSounds)) == get_args(ChimeName)


def test_they_are_heard_in_place_of_the_chimes(file: Path) -> None:
    """For as long as they are, in the timeline as in the mix; other chimes stay, and the hold."""
    routine = read_routine(file)
    voice = FakeVoice()
    sounds = Sounds(voice, own=routine.sounds.by_chime())
    plain = Sounds(voice)
    (work,) = (s for s in Compiler(settle(routine), sounds).sections() if s.kind == "work")
    (usual,) = (s for s in Compiler(settle(routine), plain).sections() if s.kind == "work")
    assert routine.sounds.end and routine.sounds.halfway
    end = in_place_of("end", routine.sounds.end.pcm)
    longer = end.frames - chime("end").frames
    assert longer > 0
    assert work.frames - usual.frames == longer
    frames = {cue.sound: cue.frames for cue in work.cues if cue.kind == "chime"}
    assert frames["start"] == chime("start").frames
    assert frames["end"] == end.frames
    assert frames["halfway"] == in_place_of("halfway", routine.sounds.halfway.pcm).frames
    (cue,) = (cue for cue in work.cues if cue.sound == "end")
    heard = sounds.mix(work).block(cue.start, cue.frames)
    assert (heard == end.samples).all()


def test_a_plan_keeps_them(file: Path) -> None:
    """Saved beside the sounds, it is the same session."""
    routine = read_routine(file)
    plan = file.with_name("plan.yaml")
    plan.write_text(as_yaml(routine, "A plan."), "utf-8")
    assert read_routine(plan).sounds == routine.sounds
    assert files_of(plan) == (plan,)


def only_problem(file: Path, sounds: str) -> Problem:
    """What is told of a routine with these sounds."""
    file.write_text(TEXT.replace("{end: bowl.wav, halfway: sounds/bell.ogg}", sounds), "utf-8")
    (problem,) = problems_of(file)
    assert problem.hint
    assert (problem.place.line, problem.place.file) == (2, str(file))
    return problem


@pytest.mark.parametrize(
    "name",
    [
        *("../bowl.wav", "/tmp/bowl.wav", "C:bowl.wav", "music/bowl.wav", "sounds/../../bowl.wav"),
        *("bowl", "bowl.txt", "sounds\\bowl.wav", ".wav", "routine.yaml", "sounds/sounds/a.wav"),
    ],
)
def test_only_files_beside_the_routine_are_taken(file: Path, name: str) -> None:
    """In its folder or in `sounds` there, with an ending that is read."""
    assert only_problem(file, f"{{end: '{name}'}}").code is Code.SOUND_OUT_OF_PLACE


def test_a_link_that_leads_elsewhere_is_not_taken(file: Path, tmp_path_factory: Path) -> None:
    """What is given away has to be what is heard."""
    elsewhere = file.parent.parent / "elsewhere.wav"
    elsewhere.write_bytes(bell())
    (file.parent / "link.wav").symlink_to(elsewhere)
    assert only_problem(file, "{end: link.wav}").code is Code.SOUND_OUT_OF_PLACE
    elsewhere.unlink()


def test_links_in_a_circle_are_told(file: Path) -> None:
    """A name that leads to itself is one problem, wherever this Python notices the circle."""
    (file.parent / "round.wav").symlink_to("round.wav")
    problem = only_problem(file, "{end: round.wav}")
    assert problem.code in (Code.SOUND_OUT_OF_PLACE, Code.SOUND_UNUSABLE)


def test_what_cannot_be_heard_is_told(file: Path) -> None:
    """Missing, a folder, no sound, too long, too large."""
    folder = file.parent
    assert only_problem(file, "{end: no.wav}").code is Code.NO_SUCH_SOUND
    (folder / "text.wav").write_text("Hello.")
    (folder / "folder.wav").mkdir()
    (folder / "long.wav").write_bytes(bell(11, 8000, 1))
    (folder / "large.wav").write_bytes(bell(9, 96_000, 2))
    for name, told in {
        "text": 'the sound file "text.wav" is no sound file',
        "folder": "is not a file that can be read",
        "long": "is longer than 10 s",
        "large": "is larger than 2 MiB",
    }.items():
        problem = only_problem(file, f"{{end: {name}.wav}}")
        assert (problem.code, told in problem.message) == (Code.SOUND_UNUSABLE, True), problem


def test_all_that_is_wrong_is_told_at_once(file: Path) -> None:
    """A chime that there is not, too, with the one that was meant."""
    file.write_text(TEXT.replace("end: bowl.wav", "ends: bowl.wav, alarm: no.wav"), "utf-8")
    with pytest.raises(RoutineError) as raised:
        read_routine(file)
    codes = {problem.code: problem for problem in raised.value.problems}
    assert codes.keys() == {Code.UNKNOWN_KEY, Code.NO_SUCH_SOUND}
    assert "`end`" in str(codes[Code.UNKNOWN_KEY].hint)


def test_a_sound_that_is_changed_is_heard_anew(file: Path) -> None:
    """A preview compiles all steps again: the plan is another one."""
    before = settle(read_routine(file))
    assert settle(read_routine(file)) == before
    (file.parent / "bowl.wav").write_bytes(bell(3.0))
    assert settle(read_routine(file)) != before


def test_a_sound_that_goes_away_is_heard_to_the_end(file: Path) -> None:
    """It was read with the routine: a session does not depend on its file any more."""
    sounds = Sounds(FakeVoice(), own=read_routine(file).sounds.by_chime())
    (file.parent / "bowl.wav").unlink()
    assert sounds.of_chime("end") > chime("end").frames
