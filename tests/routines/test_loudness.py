"""How loud the bundled routines are as files, and how high their peaks, by FFmpeg's meter."""

from __future__ import annotations

import re
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from audio.beds.choice import bed_of
from audio.beds.names import COMPUTED
from audio.files.writer import About, Encoding
from audio.finish import WHOLE_LUFS
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.exporting.export import export
from guide.fitting.fit import settle
from guide.reading.source import read_routine
from tests.routines.bundled import ROUTINES, path, routine_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio.beds.bed import Bed
    from guide.format.routine import Routine


MONO, STEREO = Encoding(), Encoding(channels=2)
SHORT = [file for file in ROUTINES if file.stem != "heat-and-ice"]  # which takes an hour


@pytest.fixture(scope="module")
def sounds() -> Iterator[Sounds]:
    """Everything as it sounds with the bundled voice."""
    voice = open_voice(Parameters(engine="espeak"))
    yield Sounds(voice)
    voice.close()


def exported(
    routine: Routine, output: Path, sounds: Sounds, encoding: Encoding, bed: Bed | None = None
) -> None:
    sections = Compiler(settle(routine, "standard"), sounds).sections()
    export([output], About(), sections, sounds, encoding=encoding, bed=bed)


def measured(path: Path) -> tuple[float, float]:
    """Return the integrated loudness in LUFS and the true peak in dBTP."""
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128=peak=true"]
    done = subprocess.run([*command, "-f", "null", "-"], capture_output=True, check=True)
    summary = done.stderr.decode().rpartition("Summary:")[2]
    found = [re.search(each, summary) for each in (r"I: +(\S+) LUFS", r"Peak: +(\S+) dBFS")]
    loudness, peak = (float(one[1]) for one in found if one)
    return loudness, peak


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("encoding", [MONO, STEREO], ids=["mono", "stereo"])
@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_a_routine_is_as_loud_as_all_others(
    file: Path, encoding: Encoding, sounds: Sounds, tmp_path: Path
) -> None:
    """-19 LUFS in one channel, -16 in two, within 0.5 LU; and no peak above -1 dBTP."""
    exported(read_routine(file), tmp_path / "a.wav", sounds, encoding)
    loudness, peak = measured(tmp_path / "a.wav")
    assert loudness == pytest.approx(WHOLE_LUFS + 3 * (encoding.channels - 1), abs=0.5)
    assert peak <= -1


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("language", ["de", "es"])
def test_it_is_as_loud_in_another_language(language: str, tmp_path: Path) -> None:
    """What another voice says is brought to the same loudness."""
    routine = routine_in(language, path("daily-back-care"))
    with closing(open_voice(Parameters(engine="espeak", language=language))) as voice:
        exported(routine, tmp_path / "a.wav", Sounds(voice), MONO)
    loudness, peak = measured(tmp_path / "a.wav")
    assert loudness == pytest.approx(WHOLE_LUFS, abs=0.5)
    assert peak <= -1


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus", ".m4a"])
def test_encoding_with_loss_leaves_it_as_loud(ending: str, sounds: Sounds, tmp_path: Path) -> None:
    """What is heard of such a file is as loud; its peaks move, but not above -1 dBTP."""
    most_moved = next(file for file in SHORT if file.stem == "massage-holds")
    exported(read_routine(most_moved), tmp_path / f"a{ending}", sounds, MONO)
    loudness, peak = measured(tmp_path / f"a{ending}")
    assert loudness == pytest.approx(WHOLE_LUFS, abs=0.5)
    assert peak <= -1


@pytest.mark.needs("ffmpeg", "sox")
@pytest.mark.parametrize(
    ("file", "bed"),
    list(zip(SHORT, [*COMPUTED, *COMPUTED], strict=False)),
    ids=lambda each: getattr(each, "stem", each),
)
def test_over_a_bed_it_is_as_loud(file: Path, bed: str, sounds: Sounds, tmp_path: Path) -> None:
    """A bed is too quiet to count, nothing is clipped, and it brings no offset."""
    offsets = []
    for name, under in (("dry.wav", None), ("a.wav", bed_of(bed))):
        exported(read_routine(file), tmp_path / name, sounds, STEREO, under)
        command = ["sox", tmp_path / name, "-n", "stats"]
        told = subprocess.run(command, capture_output=True, check=True).stderr.decode()
        offsets.append(float(re.search(r"DC offset +(\S+)", told)[1]))
    loudness, peak = measured(tmp_path / "a.wav")
    assert loudness == pytest.approx(WHOLE_LUFS + 3, abs=0.5)
    assert peak <= -1
    assert offsets[1] == pytest.approx(offsets[0], abs=1e-4)
