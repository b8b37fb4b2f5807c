"""Chimes are told apart without words, and are gentle."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.chime import TONE_MAX_S, WAKE_DBFS, ChimeName, ToneShape, chime, tone
from audio.clip import SAMPLE_RATE
from audio.finish import ALARM_LUFS, CEILING, CHIME_LUFS, SPEECH_LUFS, TONE_LUFS
from audio.loudness import loudness_lufs
from audio.peaks import true_peak
from tests.audio.measuring import decibels, ffmpeg_loudness, share_between

NAMES: tuple[ChimeName, ...] = get_args(ChimeName)
SHAPES: tuple[ToneShape, ...] = get_args(ToneShape)

MELODIES = {  # semitones from each note to the next
    "start": [7],
    "change": [3, -3],
    "end": [-3, -4],
    "halfway": [],
    "session_end": [4, 3, 5],
    "alarm": [0] * 13,
}


def sound_of(name: ChimeName) -> np.ndarray:
    """Return a chime at a full scale of 1.0."""
    return chime(name).samples / 32768


def strikes(sound: np.ndarray) -> list[int]:
    """Return the frames at which a note is struck, found by the rise of what is heard anew."""
    hop, size = 240, 1920
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound, (size, size)), size)[::hop]
    magnitudes = np.abs(np.fft.rfft(frames * np.hanning(size)))[:, : int(2500 * size / 48_000)]
    flux = np.maximum(0, magnitudes[3:] - magnitudes[:-3]).sum(axis=1)
    found: list[int] = []
    for i in range(1, len(flux) - 1):
        near = flux[max(0, i - 8) : i + 9]
        if flux[i] == near.max() and flux[i] > 0.12 * flux.max():
            found.append((i + 3) * hop - size)
    return found


def spectrum(sound: np.ndarray) -> np.ndarray:
    """Return magnitudes up to 1300 Hz, where the fundamentals are, in steps of 0.37 Hz."""
    magnitudes = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17))
    return np.asarray(magnitudes[: int(1300 * (1 << 17) / SAMPLE_RATE)])


def pitch_hz(new: np.ndarray, old: np.ndarray | None = None) -> float:
    """Return the strongest pitch of a stretch of sound, that was not in an older one."""
    heard = spectrum(new) if old is None else spectrum(new) - spectrum(old)
    return float(np.argmax(heard)) * SAMPLE_RATE / (1 << 17)


@pytest.mark.parametrize("name", NAMES)
def test_each_has_its_own_melody(name: ChimeName) -> None:
    """The notes are counted, and their steps measured, in the spectrum."""
    window = 4000
    sound = np.pad(sound_of(name), (window, 0))
    places = [window + place + 900 for place in strikes(sound_of(name))]
    pitches = [
        pitch_hz(sound[place : place + window], sound[place - 900 - window : place - 900])
        for place in places
    ]
    steps = [12 * np.log2(high / low) for low, high in pairwise(pitches)]
    assert steps == pytest.approx(MELODIES[name], abs=0.4)


@pytest.mark.parametrize("name", NAMES)
def test_ends_are_quiet(name: ChimeName) -> None:
    """No click: the first and the last frame are next to zero, and no frame jumps."""
    sound = sound_of(name)
    assert np.abs(sound[[0, -1]]).max() < 0.001
    assert np.abs(np.diff(sound)).max() < 0.15
    assert np.abs(np.diff(sound[:96])).max() < 0.01
    assert np.abs(np.diff(sound[-96:])).max() < 0.001


@pytest.mark.parametrize("name", NAMES)
def test_energy_is_where_everybody_hears(name: ChimeName) -> None:
    """At least 99 % of the power lies between 400 and 2500 Hz."""
    assert share_between(sound_of(name), 400, 2500, SAMPLE_RATE) > 0.99


def test_chimes_are_softer_than_speech_and_the_alarm_is_not() -> None:
    """Each has its place in one family of loudness, and none passes -1 dBTP."""
    for name in NAMES:
        wanted = {"alarm": ALARM_LUFS, "halfway": CHIME_LUFS - 3}.get(name, CHIME_LUFS)
        assert loudness_lufs(sound_of(name), SAMPLE_RATE) == pytest.approx(wanted, abs=0.1)
        assert true_peak(sound_of(name)) <= CEILING
    assert CHIME_LUFS < SPEECH_LUFS < ALARM_LUFS


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("name", [name for name in NAMES if name != "halfway"])
def test_loudness_reads_the_same_elsewhere(name: ChimeName) -> None:
    """FFmpeg's meter agrees within 0.3 LU and 0.2 dB."""
    sound = sound_of(name)
    loudness, peak = ffmpeg_loudness(sound, SAMPLE_RATE)
    assert loudness_lufs(sound, SAMPLE_RATE) == pytest.approx(loudness, abs=0.3)
    assert decibels(true_peak(sound)) == pytest.approx(peak, abs=0.2)


def test_the_alarm_grows_and_goes_on() -> None:
    """It does not startle: it begins softly, is loud after some seconds, and lasts over five."""
    sound = sound_of("alarm")
    assert len(sound) > 5 * SAMPLE_RATE
    first, last = (np.abs(part).max() for part in (sound[:36_000], sound[4 * SAMPLE_RATE :]))
    assert 8 < decibels(last / first) < 14


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMES, 2)))
def test_no_two_are_alike(one: ChimeName, other: ChimeName) -> None:
    """Any two differ in their number of notes or in their direction, not just in pitch."""
    signs = [[int(np.sign(step)) for step in MELODIES[name]] for name in (one, other)]
    assert signs[0] != signs[1]


def test_a_chime_is_made_once() -> None:
    """The same clip comes back, and nobody can change it."""
    assert chime("start") is chime("start")
    assert not chime("start").samples.flags.writeable


def test_unknown_names_are_refused() -> None:
    """A name that isn't there is an error that lists those that are."""
    with pytest.raises(KeyError, match="start, change, end"):
        chime("gong")  # type: ignore[arg-type]
    with pytest.raises(KeyError, match="rising, falling, wake"):
        tone("sideways", 48_000)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1 frame"):
        tone("rising", 0)


@pytest.mark.parametrize("seconds", [1, 4, 60])
@pytest.mark.parametrize("shape", SHAPES)
def test_tones_glide_the_way_they_are_called(shape: ToneShape, seconds: int) -> None:
    """The pitch goes up by a fifth from the start to the end, or down."""
    sound = tone(shape, seconds * SAMPLE_RATE).samples / 32768
    tenth = len(sound) // 10
    pitches = [pitch_hz(sound[i * tenth : (i + 1) * tenth][:48_000]) for i in range(10)]
    pitches = pitches if shape == "rising" else pitches[::-1]
    assert all(low < high for low, high in pairwise(pitches))
    assert pitches[0] == pytest.approx(430, abs=20)
    assert pitches[-1] == pytest.approx(620, abs=20)


@given(shape=st.sampled_from(SHAPES), frames=st.integers(1, 6 * SAMPLE_RATE))
def test_tones_of_any_length_are_soft(shape: ToneShape, frames: int) -> None:
    """A tone is as long as asked, starts and ends at zero, never jumps, and is softly played."""
    sound = tone(shape, frames).samples / 32768
    assert len(sound) == frames
    if frames >= 0.2 * SAMPLE_RATE:  # shorter ones are not of this world
        assert np.abs(sound[[0, -1]]).max() == 0
        assert np.abs(np.diff(sound)).max() < 0.02
    assert loudness_lufs(sound, SAMPLE_RATE) < TONE_LUFS + 0.2


def test_a_long_tone_is_as_loud_as_meant() -> None:
    """Its edges apart, a tone has the loudness of tones."""
    sound = tone("falling", 30 * SAMPLE_RATE).samples / 32768
    assert loudness_lufs(sound, SAMPLE_RATE) == pytest.approx(TONE_LUFS, abs=0.2)


def test_no_breath_lasts_for_ever() -> None:
    """Beyond a minute a tone is cut short at a minute, so that memory stays bounded."""
    assert tone("rising", 10**9).frames == TONE_MAX_S * SAMPLE_RATE


@given(frames=st.integers(1, 4 * SAMPLE_RATE))
def test_the_whisper_is_soft_at_any_length(frames: int) -> None:
    """It starts and ends near zero, never jumps, and is far below speech."""
    sound = tone("wake", frames).samples / 32768
    assert len(sound) == frames
    assert np.abs(sound[[0, -1]]).max() < 0.002
    assert np.abs(np.diff(sound)).max(initial=0) < 0.005
    assert decibels(np.sqrt(np.mean(sound**2)) + 1e-9) < WAKE_DBFS + 3


def test_the_whisper_opens_a_link() -> None:
    """It's noise, not digital silence, and lies where small speakers play; always the same."""
    sound = tone("wake", 3 * SAMPLE_RATE).samples / 32768
    assert decibels(np.sqrt(np.mean(sound**2))) == pytest.approx(WAKE_DBFS, abs=0.5)
    assert share_between(sound, 190, 2100, SAMPLE_RATE) > 0.99
    tone.cache_clear()
    assert (tone("wake", 3 * SAMPLE_RATE).samples == np.rint(sound * 32768)).all()
