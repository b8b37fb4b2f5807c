"""The file is the timeline: as many frames, the same sounds, a marker at each step."""

from __future__ import annotations

import html
import json
import subprocess
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE, to_milliseconds, to_seconds
from audio.errors import FileError, VoiceError
from audio.files.formats import CAPTION_ENDINGS, PAGE_ENDINGS, SOUND_ENDINGS
from audio.files.writer import About
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.compiling.timeline import Timeline
from guide.exporting.export import about
from guide.exporting.export import export as export_file
from guide.exporting.made_with import MadeWith
from guide.library.finding import load
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from audio.clip import Clip
    from audio.mix import Mix
    from guide.compiling.timeline import Section

PLAN = plan(
    step(phase(3.0), title="Fold", say="Fold forward.", sides=("left", "right")),
    step(phase(1.0, held=False, say="In."), title="Breathe", reps=2),
    title="Short & öde",
)
ABOUT = About(PLAN.title, "en")


def export(path: Path, overwrite: bool = False) -> Timeline:
    sounds = Sounds(FakeVoice())
    sections = tuple(Compiler(PLAN, sounds).sections())
    timeline = Timeline(PLAN.title, SAMPLE_RATE, sections)
    written = export_file([path], ABOUT, timeline.sections, sounds, overwrite=overwrite)
    assert written == (timeline.frames, timeline.warnings)
    return timeline


def test_the_file_has_the_timeline_s_frames_and_sounds(tmp_path: Path) -> None:
    """Silence is silent, speech and chimes are heard exactly where their cues are."""
    timeline = export(tmp_path / "out.wav")
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        assert file.getnframes() == timeline.frames
        samples = np.frombuffer(file.readframes(timeline.frames), np.int16)
    for section in timeline.sections:
        for cue in section.cues:
            start = section.start + cue.start
            assert samples[start : start + cue.frames].any() == (cue.kind != "silence")


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", SOUND_ENDINGS)
def test_every_step_is_a_chapter(tmp_path: Path, ending: str) -> None:
    """Ffprobe shows them with their titles and times."""
    path = tmp_path / f"out{ending}"
    timeline = export(path)
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", path]
    shown = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    found = [(c["tags"]["title"], float(c["start_time"])) for c in shown["chapters"]]
    first = {section.step: section for section in reversed(timeline.sections)}
    expected = [(s.title, to_seconds(s.start)) for _, s in sorted(first.items())]
    assert [title for title, _ in found] == [title for title, _ in expected]
    exact_s = 1e-4 if ending == ".wav" else 5e-4  # frames, and milliseconds
    assert [at for _, at in found] == pytest.approx([at for _, at in expected], abs=exact_s)


@pytest.mark.parametrize("ending", SOUND_ENDINGS)
def test_the_same_session_is_the_same_file(tmp_path: Path, ending: str) -> None:
    """Byte for byte: no dates, and nothing that depends on which section was ready first."""
    one, two = (tmp_path / f"{name}{ending}" for name in ("one", "two"))
    export(one)
    export(two)
    assert one.read_bytes() == two.read_bytes()


def test_files_tell_of_their_routine() -> None:
    """Its title, language and summary, and what made them; and no date."""
    routine = load("spasm-relief")
    told = about(routine, MadeWith("1.2", "espeak en", "abc"))
    assert told == About(
        "Spasm relief", "en", routine.summary, "stretch-guide 1.2 spoken_by=espeak%20en routine=abc"
    )


def test_a_file_that_exists_is_kept(tmp_path: Path) -> None:
    """Unless it may be overwritten."""
    path = tmp_path / "out.wav"
    path.write_text("mine")
    with pytest.raises(FileError, match="there is a file of that name"):
        export(path)
    assert path.read_text() == "mine"
    export(path, overwrite=True)
    assert path.read_bytes()[:4] == b"RIFF"


class BrokenVoice(FakeVoice):
    """Cannot speak the last words."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        if text == "In.":
            raise VoiceError("The voice has a cold.")
        return super().speak(text, speed)


def test_an_export_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """No half of a file, no hidden one, and an older file as it was."""
    (tmp_path / "old.wav").write_text("mine")
    sounds = Sounds(BrokenVoice())
    for name in ("new.wav", "old.wav"):
        sections = Compiler(PLAN, sounds).sections()
        with pytest.raises(VoiceError, match="cold"):
            export_file([tmp_path / name], About("Title"), sections, sounds, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["old.wav"]
    assert (tmp_path / "old.wav").read_text() == "mine"


def test_several_files_come_of_one_pass(tmp_path: Path) -> None:
    """They are what each would be alone, and nothing is compiled twice."""
    endings = (*SOUND_ENDINGS, *CAPTION_ENDINGS, *PAGE_ENDINGS)
    together, alone = tmp_path / "together", tmp_path / "alone"
    together.mkdir()
    alone.mkdir()
    sounds = Sounds(FakeVoice())
    compiled = iter(list(Compiler(PLAN, sounds).sections()))
    export_file([together / f"a{ending}" for ending in endings], ABOUT, compiled, sounds)
    assert next(compiled, None) is None
    for ending in endings:
        export(alone / f"a{ending}")
        assert (together / f"a{ending}").read_bytes() == (alone / f"a{ending}").read_bytes()


def test_every_spoken_cue_is_a_caption(tmp_path: Path) -> None:
    """With the words that were written, from the millisecond where they begin to their last."""
    timeline = export(tmp_path / "out.vtt")
    blocks = (tmp_path / "out.vtt").read_text("utf-8").split("\n\n")[1:]
    spoken = [
        (section.start + cue.start, section.start + cue.end, cue.text)
        for section in timeline.sections
        for cue in section.cues
        if cue.kind == "speech"
    ]
    assert len(blocks) == len(spoken) > 5
    for block, (start, end, text) in zip(blocks, spoken, strict=True):
        shown, words = block.split("\n", 1)
        assert shown == " --> ".join(
            f"00:00:{to_milliseconds(frame) / 1000:06.3f}" for frame in (start, end)
        )
        assert html.unescape(words.strip()) == text


def test_podcast_chapters_are_those_of_the_sound(tmp_path: Path) -> None:
    """One for each step, from its first section to the next one's, and the last to the end."""
    timeline = export(tmp_path / "out.chapters.json")
    chapters = json.loads((tmp_path / "out.chapters.json").read_text("utf-8"))["chapters"]
    first = {section.step: section for section in reversed(timeline.sections)}
    starts = [to_milliseconds(section.start) / 1000 for _, section in sorted(first.items())]
    assert [chapter["startTime"] for chapter in chapters] == starts
    assert chapters[-1]["endTime"] == to_milliseconds(timeline.frames) / 1000


def test_captions_are_written_without_any_sound(tmp_path: Path) -> None:
    """Nothing is mixed for them."""

    class Mute(Sounds):
        """Knows lengths only."""

        def mix(self, section: Section) -> Mix:
            raise AssertionError(f"section {section.title} was mixed")

    mute = Mute(FakeVoice())
    sections = Compiler(PLAN, mute).sections()
    export_file([tmp_path / "a.srt"], About("Title"), sections, mute)
    assert (tmp_path / "a.srt").read_text("utf-8").startswith("1\n")


def test_one_file_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    """What is found before the end, is found for all."""
    (tmp_path / "a.vtt").write_text("mine")
    sounds = Sounds(FakeVoice())
    paths = [tmp_path / "a.mp3", tmp_path / "a.vtt"]
    with pytest.raises(FileError, match="there is a file of that name"):
        export_file(paths, About("Title"), Compiler(PLAN, sounds).sections(), sounds)
    assert [path.name for path in tmp_path.iterdir()] == ["a.vtt"]
