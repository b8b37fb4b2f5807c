"""As loud as a person wants it, by FFmpeg's meter."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from audio.files.writer import About, Encoding
from audio.speech.engines import open_voice
from audio.speech.fake import FakeVoice
from audio.speech.voice import Parameters
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.exporting.export import export
from guide.exporting.levelling import levelled
from tests.audio.measuring import ffmpeg_loudness
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

PLAN = plan(
    step(phase(3.0), title="Fold", say="Fold forward.", sides=("left", "right")),
    step(phase(1.0, held=False, say="In."), title="Breathe", reps=2),
)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("lufs", [-30.0, -19.0, -16.0])
def test_it_becomes_as_loud_as_is_wanted(tmp_path: Path, lufs: float, channels: int) -> None:
    """Within 0.3 LU, peaks below -1 dBTP; and that is what is told."""
    sounds, path = Sounds(FakeVoice()), tmp_path / "a.wav"
    compiler = Compiler(PLAN, sounds)
    found = levelled(lufs, channels, compiler.sections, sounds)
    assert found.lufs == pytest.approx(lufs, abs=0.1)
    encoding = Encoding(channels)
    sections = compiler.sections()
    export([path], About(), sections, sounds, encoding=encoding, gain_db=found.gain_db)
    with wave.open(str(path)) as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    sound = pcm.reshape(-1, channels)[:, 0].astype(np.float32) / 32768
    loudness, peak = ffmpeg_loudness(sound, 48_000)
    assert loudness + 3.01 * (channels - 1) == pytest.approx(lufs, abs=0.3)
    assert peak <= -1


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", ["mp3", "ogg", "opus"])
def test_peaks_stay_below_what_is_promised_when_loud_sound_is_encoded(
    tmp_path: Path, ending: str
) -> None:
    """As they are decoded, of a real voice at -14 LUFS."""
    voice = open_voice(Parameters(engine="espeak"))
    sounds, path = Sounds(voice), tmp_path / f"a.{ending}"
    compiler = Compiler(PLAN, sounds)
    found = levelled(-14.0, 1, compiler.sections, sounds)
    export([path], About(), compiler.sections(), sounds, gain_db=found.gain_db)
    voice.close()
    sound, rate = soundfile.read(path, dtype="float32")
    loudness, peak = ffmpeg_loudness(sound, rate)
    assert loudness == pytest.approx(found.lufs, abs=0.5)
    assert peak <= -1


def test_what_the_peaks_do_not_allow_is_told() -> None:
    """The loudness that it comes to is told, where the limiter has to take too much."""
    sounds = Sounds(FakeVoice())
    found = levelled(-1.0, 1, Compiler(PLAN, sounds).sections, sounds)
    assert found.lufs < -2
