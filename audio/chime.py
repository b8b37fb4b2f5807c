"""Chimes that tell without words what happens, and tones to breathe with; all computed.

They are told apart by how many notes there are and where these go, not by pitch alone, and
keep to 400 - 2500 Hz, which is heard well also with the hearing loss of old age.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from audio.clip import SAMPLE_RATE, Clip, to_frames
from audio.finish import ALARM_LUFS, CHIME_LUFS, TONE_LUFS, finish
from audio.loudness import loudness_lufs
from audio.polish import polish

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.loudness import Sound

ChimeName: TypeAlias = Literal["start", "change", "end", "halfway", "alarm", "session_end"]
ToneShape: TypeAlias = Literal["rising", "falling"]
ToneName: TypeAlias = ToneShape | Literal["wake"]

NOTHING = Clip(np.zeros(0, np.int16))
"""What is heard of a chime that is not wanted."""

TONE_MAX_S = 60.0
_C5, _E5, _G5, _C6 = 523.25, 659.26, 783.99, 1046.50  # Hz, equal temperament on A4 = 440 Hz
_ALARM_HZ = 520.0
_GLIDES_HZ = {"rising": (420.0, 630.0), "falling": (630.0, 420.0)}
WAKE_DBFS = -48.0
"""Root mean square of the whisper: 25 dB below speech, next to nothing in a quiet room. People
keep Bluetooth speakers awake with tones of -41 dBFS at 30 Hz, which small ones do not play."""
_WAKE_HZ = (200.0, 2000.0)  # where small speakers play, and noise gates listen
_CHUNK = 1 << 15  # frames at a time, so that a long tone takes little memory


class _Note(NamedTuple):
    at_s: float
    hz: float
    strength: float = 1.0
    decay_s: float = 0.22  # until 37 % is left


class _Chime(NamedTuple):
    length_s: float
    lufs: float
    notes: tuple[_Note, ...]
    partials: tuple[tuple[float, float], ...] = ((1, 1.0), (2, 0.3), (3, 0.08))


_CHIMES: dict[str, _Chime] = {
    # Two notes, upwards: begin.
    "start": _Chime(1.2, CHIME_LUFS, (_Note(0, _C5), _Note(0.18, _G5))),
    # Three quick notes, up and back: turn over.
    "change": _Chime(
        1.0, CHIME_LUFS, (_Note(0, _E5, 0.9, 0.1), _Note(0.11, _G5, 0.9, 0.1), _Note(0.22, _E5))
    ),
    # Three slow notes, downwards, to the keynote: done.
    "end": _Chime(1.6, CHIME_LUFS, (_Note(0, _G5), _Note(0.24, _E5), _Note(0.48, _C5, 1, 0.3))),
    # One light note: it must not startle in the middle of a hold.
    "halfway": _Chime(0.8, CHIME_LUFS - 3, (_Note(0, _C6, 1, 0.16),)),
    # Four notes upwards into a chord that lasts: all is done.
    "session_end": _Chime(
        2.6,
        CHIME_LUFS,
        (
            *(_Note(0.2 * i, hz, 0.8) for i, hz in enumerate((_C5, _E5, _G5))),
            *(_Note(0.6, hz, 0.8, 0.6) for hz in (_C5, _E5, _G5, _C6)),
        ),
    ),
    # Pairs of notes that grow louder. A tone of 520 Hz with odd partials wakes more sleepers, of
    # all ages, than a high one: D. Bruck, I. Thomas, "Waking effectiveness of alarms (auditory,
    # visual and tactile) for adults who are hard of hearing", Fire Protection Research Foundation,
    # 2007.
    "alarm": _Chime(
        6.4,
        ALARM_LUFS,
        tuple(
            _Note(0.8 * pair + 0.25 * note, _ALARM_HZ, min(1.0, 0.3 + 0.14 * pair))
            for pair in range(7)
            for note in range(2)
        ),
        ((1, 1.0), (3, 0.33), (5, 0.04)),
    ),
}


@functools.cache
def chime(name: ChimeName) -> Clip:
    """Return a chime, 0.8 to 2.6 s long, the alarm 6.4 s.

    Raises:
        KeyError: there is no chime of that name.
    """
    if name not in _CHIMES:
        raise KeyError(f"no chime is called {name!r}; there are {', '.join(_CHIMES)}")
    plan = _CHIMES[name]
    sound = np.zeros(to_frames(plan.length_s), np.float32)
    for note in plan.notes:
        rest = sound[to_frames(note.at_s) :][: to_frames(8 * note.decay_s)]  # then it's at -69 dB
        rest += _bell(note, plan.partials, len(rest))
    release = to_frames(0.15)
    sound[-release:] *= _rise(release)[::-1]
    sound *= 10 ** ((plan.lufs - loudness_lufs(sound, SAMPLE_RATE)) / 20)
    return finish(sound)


@functools.lru_cache(maxsize=16)
def in_place_of(name: ChimeName, pcm: bytes) -> Clip:
    """Return a sound of somebody's own, trimmed and as loud as the chime that it stands for.

    Args:
        name: of that chime.
        pcm: mono, int16, at ``SAMPLE_RATE``, native byte order.
    """
    return polish(pcm, SAMPLE_RATE, _CHIMES[name].lufs)


@functools.lru_cache(maxsize=4)  # a breath has two, after long words and brief ones
def tone(name: ToneName, frames: int) -> Clip:
    """Return a soft glide to breathe with, or a whisper that wakes a sleeping speaker.

    Args:
        name: rising, by a fifth, to breathe in; falling, to breathe out; or wake.
        frames: its length, at least 1. No breath lasts longer than ``TONE_MAX_S``: what is
            left then is silent, so the clip is shorter than asked for.

    Raises:
        KeyError: there is no tone of that name.
        ValueError: the length is below one frame.
    """
    if name not in (*_GLIDES_HZ, "wake"):
        raise KeyError(f"no tone is called {name!r}; there are {', '.join(_GLIDES_HZ)}, wake")
    if frames < 1:
        raise ValueError(f"a tone lasts at least 1 frame, not {frames}")
    frames = min(frames, to_frames(TONE_MAX_S))
    samples = _whisper(frames) if name == "wake" else _glide(*_GLIDES_HZ[name], frames)
    samples.flags.writeable = False
    return Clip(samples)


def _glide(first_hz: float, last_hz: float, frames: int) -> Samples:
    edge = min(to_frames(1.2), 0.4 * frames)
    level = 10 ** ((TONE_LUFS + 0.69) / 20) / 0.57  # 0.57: root mean square of the wave
    samples = np.empty(frames, np.int16)
    for start in range(0, frames, _CHUNK):
        at = np.arange(start, min(start + _CHUNK, frames)) + 0.5
        cycles = at * (first_hz + (last_hz - first_hz) / 2 * at / frames) / SAMPLE_RATE
        wave = np.sin(2 * np.pi * (cycles % 1.0).astype(np.float32))
        wave *= 1.1 - 0.4 * wave**2  # adds a little of the third partial: warmer than a sine
        near = np.minimum(1.0, np.minimum(at, frames - at) / edge).astype(np.float32)
        wave *= near * near * (3 - 2 * near)
        samples[start : start + _CHUNK] = np.rint(32767 * level * wave)
    return samples


def _whisper(frames: int) -> Samples:
    """Return noise, faded in and out over up to 0.1 s each."""
    noise = np.resize(_noise(), frames)
    edge = min(to_frames(0.1), frames // 2)
    noise[:edge] *= _rise(edge)
    noise[frames - edge :] *= _rise(edge)[::-1]
    return np.rint(32767 * noise).astype(np.int16)


@functools.cache
def _noise() -> Sound:
    """Return soft noise that can be laid end to end without a seam, 1.4 s long.

    It has all partials of a band, equally strong in each octave, with phases from a generator
    whose numbers never change.
    """
    frames = 1 << 16
    low, high = (round(hz * frames / SAMPLE_RATE) for hz in _WAKE_HZ)
    turns = np.random.PCG64(1).random_raw(high - low) / 2.0**64
    spectrum = np.zeros(frames // 2 + 1, np.complex128)
    spectrum[low:high] = np.exp(2j * np.pi * turns) / np.sqrt(np.arange(low, high))
    noise = np.fft.irfft(spectrum)
    noise *= 10 ** (WAKE_DBFS / 20) / np.sqrt(np.mean(noise**2))
    return noise.astype(np.float32)


def _rise(frames: int) -> Sound:
    """Return half a raised cosine, from just above 0 to just below 1."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / frames), np.float32)


def _bell(note: _Note, partials: tuple[tuple[float, float], ...], frames: int) -> Sound:
    """Return a struck note: a soft attack, then every partial decays, the higher the faster."""
    sound = np.zeros(frames, np.float32)
    for ratio, strength in partials:
        sound += note.strength * strength * _ringing(note.hz * ratio, note.decay_s / ratio, frames)
    attack = min(to_frames(0.012), frames)
    sound[:attack] *= _rise(attack)
    return sound


def _ringing(hz: float, decay_s: float, frames: int) -> Sound:
    """Return a decaying sine.

    Powers of one complex number, as products of few: much quicker than as many sines.
    """
    step = complex(-1 / decay_s, 2 * math.pi * hz) / SAMPLE_RATE
    fine = np.exp(step * np.arange(256))
    coarse = np.exp(256 * step * np.arange(-(-frames // 256)))
    return np.asarray(np.outer(coarse, fine).ravel()[:frames].imag, np.float32)
