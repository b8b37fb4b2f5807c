"""Loudness and peaks are what the recommendation, and FFmpeg, say they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.loudness import k_weighting, loudness_lufs
from audio.peaks import limit, true_peak
from tests.audio.measuring import decibels, ffmpeg_loudness, spoken

if TYPE_CHECKING:
    from pathlib import Path

    from audio.loudness import Sound

RATE = 48_000


def sine(hz: float, seconds: float, rate: int = RATE, phase: float = 0.0) -> Sound:
    """Return a full-scale sine."""
    at_s = np.arange(round(seconds * rate)) / rate
    return np.sin(2 * np.pi * hz * at_s + phase).astype(np.float32)


def noise(seconds: float, rate: int = RATE) -> Sound:
    """Return white noise with an RMS of 0.1."""
    frames = round(seconds * rate)
    return (0.1 * np.random.default_rng(7).standard_normal(frames)).astype(np.float32)


def test_the_filter_at_48_khz_is_the_listed_one() -> None:
    """The prototypes, mapped to 48 kHz, give the coefficients printed in BS.1770."""
    (head_b, head_a), (pass_b, pass_a) = k_weighting(48_000)
    assert head_b == pytest.approx([1.53512485958697, -2.69169618940638, 1.19839281085285])
    assert head_a == pytest.approx([1.0, -1.69065929318241, 0.73248077421585])
    assert pass_b == pytest.approx([1.0, -2.0, 1.0])
    assert pass_a == pytest.approx([1.0, -1.99004745483398, 0.99007225036621])


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_the_reference_tone_reads_what_it_should(rate: int) -> None:
    """A full-scale sine of 997 Hz in one channel is -3.01 LUFS, whatever the rate."""
    assert loudness_lufs(sine(997, 3, rate), rate) == pytest.approx(-3.01, abs=0.06)


def test_silence_has_no_loudness() -> None:
    """Silence, and nothing at all, is minus infinity rather than an error."""
    assert loudness_lufs(np.zeros(RATE), RATE) == -math.inf
    assert loudness_lufs(np.zeros(0), RATE) == -math.inf
    assert true_peak(np.zeros(0)) == 0.0


def test_pauses_do_not_count() -> None:
    """Speech with long pauses is as loud as the same speech without."""
    word = noise(1.0)
    pause = np.zeros(4 * RATE, np.float32)
    paused = np.concatenate((word, pause, word, pause, word))
    together = loudness_lufs(np.concatenate((word, word, word)), RATE)
    assert loudness_lufs(paused, RATE) == pytest.approx(together, abs=1.6)  # blocks half pause
    ungated_lu = 10 * np.log10(np.mean(paused**2) / np.mean(word**2))
    assert ungated_lu < -5


def test_what_is_shorter_than_a_block_is_measured_as_long_as_it_is() -> None:
    """A word of 150 ms is as loud as a longer one of the same strength."""
    assert loudness_lufs(sine(997, 0.15), RATE) == pytest.approx(-3.01, abs=0.1)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("hz", [60, 400, 1000, 2500, 8000])
def test_tones_agree_with_ffmpeg(hz: float) -> None:
    """Tones read within 0.1 LU and 0.2 dB of FFmpeg's meter."""
    tone = 0.3 * sine(hz, 5)
    ramp = np.linspace(0, 1, 480, dtype=np.float32)  # an abrupt end has peaks of its own
    tone[:480] *= ramp
    tone[-480:] *= ramp[::-1]
    loudness, peak = ffmpeg_loudness(tone, RATE)
    assert loudness_lufs(tone, RATE) == pytest.approx(loudness, abs=0.1)
    assert decibels(true_peak(tone)) == pytest.approx(peak, abs=0.2)


@pytest.mark.needs("ffmpeg")
def test_noise_in_bursts_agrees_with_ffmpeg() -> None:
    """Bursts and pauses, where the gates decide, read within 0.1 LU of FFmpeg's meter."""
    sound = noise(12)
    at_s = np.arange(len(sound)) / RATE
    sound *= np.where(at_s % 3 < 1.3, 1.0, 0.001).astype(np.float32)
    loudness, peak = ffmpeg_loudness(sound, RATE)
    assert loudness_lufs(sound, RATE) == pytest.approx(loudness, abs=0.1)
    assert decibels(true_peak(sound)) == pytest.approx(peak, abs=0.4)


@pytest.mark.needs("ffmpeg", "espeak-ng")
def test_speech_agrees_with_ffmpeg(tmp_path: Path) -> None:
    """Real speech at an engine's own rate reads within 0.2 LU of FFmpeg's meter."""
    pcm = spoken("Sit back, knees apart, back straight. Now breathe out, slowly.", tmp_path)
    speech = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
    loudness, peak = ffmpeg_loudness(speech, 22_050)
    assert loudness_lufs(speech, 22_050) == pytest.approx(loudness, abs=0.2)
    assert decibels(true_peak(speech)) == pytest.approx(peak, abs=0.2)


def test_a_peak_between_frames_is_found() -> None:
    """A sine whose crests lie between the frames is 3 dB higher than its frames are."""
    tone = sine(RATE / 4, 0.1, phase=math.pi / 4)[480:-480] * 0.5
    assert np.abs(tone).max() == pytest.approx(0.3536, abs=1e-3)
    assert decibels(true_peak(tone) / 0.5) == pytest.approx(0, abs=0.3)  # abrupt ends ring a bit


def test_the_limiter_leaves_quiet_sound_alone() -> None:
    """What is below the ceiling comes out as it went in."""
    tone = 0.8 * sine(440, 0.5)
    assert np.array_equal(limit(tone, 0.89, RATE), tone)


def test_the_limiter_turns_down_smoothly() -> None:
    """The gain around a peak has no step, and is 1 again away from it."""
    tone = 0.5 * sine(200, 1.0)
    burst = tone.copy()
    burst[20_000:20_100] *= 4
    limited = limit(burst, 0.89, RATE)
    loud = np.abs(burst) > 0.05
    gain = limited[loud] / burst[loud]
    away = np.abs(np.flatnonzero(loud) - 20_050) > 50 + RATE * 0.006
    assert gain[away] == pytest.approx(1.0, abs=0.01)
    assert np.abs(np.diff(gain)).max() < 0.03
    assert true_peak(limited) <= 0.8901


@given(
    frames=st.integers(1, 4000),
    strength=st.floats(0.01, 20),
    seed=st.integers(0, 2**32 - 1),
    ceiling=st.floats(0.1, 1.0),
)
def test_nothing_passes_the_ceiling(
    frames: int, strength: float, seed: int, ceiling: float
) -> None:
    """Whatever comes in, the true peak that comes out is at the ceiling or below."""
    sound = (strength * np.random.default_rng(seed).standard_normal(frames)).astype(np.float32)
    limited = limit(sound, ceiling, RATE)
    assert len(limited) == frames
    assert true_peak(limited) <= ceiling * 1.0001
