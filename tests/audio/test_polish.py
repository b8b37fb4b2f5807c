"""What an engine speaks becomes a finished clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE
from audio.finish import CEILING, SPEECH_LUFS
from audio.loudness import loudness_lufs
from audio.peaks import true_peak
from audio.polish import polish
from tests.audio.measuring import decibels, ffmpeg_loudness, spoken

if TYPE_CHECKING:
    from pathlib import Path

RATE = 22_050


def babble(seconds: float, peak: float = 0.3) -> np.ndarray:
    """Return something like speech: a buzz of 120 Hz in syllables, int16."""
    at_s = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 120 * i * at_s) / i for i in range(1, 30))
    sound = buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * at_s))
    return np.asarray(sound / np.abs(sound).max() * peak * 32767, np.int16)


@pytest.mark.parametrize("peak", [0.02, 0.1, 0.9])
def test_speech_comes_to_one_loudness(peak: float) -> None:
    """However loud an engine speaks, the clip has the loudness of speech."""
    samples = polish(babble(2, peak).tobytes(), RATE).samples / 32768
    assert loudness_lufs(samples, SAMPLE_RATE) == pytest.approx(SPEECH_LUFS, abs=0.3)
    assert true_peak(samples) <= CEILING * 1.001


def test_silence_around_speech_is_cut_off() -> None:
    """A second of silence before and after goes; some ms stay."""
    silence = np.zeros(RATE, np.int16)
    clip = polish(np.concatenate((silence, babble(1), silence)).tobytes(), RATE)
    assert 1.0 <= clip.frames / SAMPLE_RATE <= 1.05


def test_pauses_within_speech_stay() -> None:
    """Only the ends are trimmed."""
    silence = np.zeros(RATE, np.int16)
    clip = polish(np.concatenate((babble(0.5), silence, babble(0.5))).tobytes(), RATE)
    assert clip.frames / SAMPLE_RATE == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("frames", [0, 1, RATE])
def test_silence_alone_is_a_short_silent_clip(frames: int) -> None:
    """An engine that says nothing gives 10 ms of silence, not an error."""
    clip = polish(bytes(2 * frames), RATE)
    assert clip.frames == 480
    assert not clip.samples.any()


def test_faint_noise_is_not_made_loud() -> None:
    """What is all but silent is raised by 30 dB at most."""
    noise = np.random.default_rng(3).integers(-3, 4, RATE).astype(np.int16)
    assert np.abs(polish(noise.tobytes(), RATE).samples).max() < 300


def test_clips_are_read_only_and_begin_and_end_near_zero() -> None:
    """Nobody can change a clip that others use, and it makes no click."""
    samples = polish(babble(1).tobytes(), RATE).samples
    assert not samples.flags.writeable
    assert np.abs(samples[[0, -1]]).max() < 40


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_any_rate_becomes_the_one_rate(rate: int) -> None:
    """A second at an engine's rate is a second at 48 kHz, and a tone keeps its pitch."""
    tone = 8000 * np.sin(2 * np.pi * 500 * np.arange(rate) / rate)
    samples = polish(tone.astype(np.int16).tobytes(), rate).samples
    assert len(samples) == pytest.approx(SAMPLE_RATE, abs=50)
    crossings = np.count_nonzero(np.diff(np.signbit(samples)))
    assert crossings == pytest.approx(1000, abs=3)


@given(samples=st.lists(st.integers(-32768, 32767), max_size=400))
def test_any_samples_at_all_give_a_clip(samples: list[int]) -> None:
    """Clicks, single frames, full scale: at least one frame, below the ceiling, repeatable."""
    pcm = np.array(samples, np.int16).tobytes()
    clip = polish(pcm, RATE)
    assert clip.frames >= 1
    assert true_peak(clip.samples / 32768) <= CEILING * 1.01
    assert clip.samples.tobytes() == polish(pcm, RATE).samples.tobytes()


@pytest.mark.needs("ffmpeg", "espeak-ng")
def test_polished_speech_reads_as_intended_elsewhere(tmp_path: Path) -> None:
    """FFmpeg's meter finds the loudness of speech, and no peak above -1 dBTP."""
    clip = polish(spoken("Breathe in, and reach up with both arms. Now fold.", tmp_path), RATE)
    loudness, peak = ffmpeg_loudness(clip.samples / 32768, SAMPLE_RATE)
    assert loudness == pytest.approx(SPEECH_LUFS, abs=0.3)
    assert peak <= decibels(CEILING) + 0.1
