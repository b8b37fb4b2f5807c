"""The transport: what is pulled is the timeline, and the position is what has been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.devices.null import NullDevice
from audio.errors import DeviceError
from audio.transport import FADE_FRAMES, Transport
from tests.audio.cranked import LATENCY, CrankedDevice

if TYPE_CHECKING:
    from audio.clip import Samples

block_sizes = st.lists(st.integers(1, 2_000), min_size=1, max_size=40)


class Source:
    """A timeline of noise without zeros, of which only the first ``ready`` frames are there."""

    def __init__(self, frames: int, ready: int | None = None, most: int = 1_500) -> None:
        """Never give more than ``most`` frames at once."""
        noise = np.random.default_rng(frames).integers(1, 30_000, frames)
        self.samples = noise.astype(np.int16)
        self.ready = frames if ready is None else ready
        self._most = most

    def read(self, start: int, frames: int) -> Samples | None:
        """Read as a transport does."""
        if start >= len(self.samples):
            return None
        return self.samples[start : min(start + min(frames, self._most), self.ready)]


def started(source: Source, **options: Any) -> tuple[CrankedDevice, Transport]:
    """Return a device and a transport that plays ``source`` on it."""
    device = CrankedDevice()
    transport = Transport(device, source.read, **options)
    transport.start()
    return device, transport


@given(frames=st.integers(0, 9_000), sizes=block_sizes, most=st.integers(1, 3_000))
def test_what_is_pulled_is_the_source(frames: int, sizes: list[int], most: int) -> None:
    """Without a pause, blocks of any sizes give the source sample for sample, then silence."""
    source = Source(frames, most=most)
    device, transport = started(source)
    device.turn_until(transport, sizes)
    assert np.array_equal(device.samples[:frames], source.samples)
    assert not device.samples[frames:].any()
    assert transport.position == frames
    assert transport.state == "finished"


class Splices:
    """A timeline of noise that goes on with other noise after each splice."""

    def __init__(self) -> None:
        """Begin with one noise."""
        self.samples = self._noise(0)

    def read(self, start: int, frames: int) -> Samples | None:
        """Read as a transport does; it has no end."""
        return self.samples[start : start + frames]

    def edit(self, earliest: int) -> int:
        """Go on with other noise from there."""
        self.samples = np.concatenate([self.samples[:earliest], self._noise(earliest)])
        return earliest

    @staticmethod
    def _noise(seed: int) -> Samples:
        return np.random.default_rng(seed).integers(1, 30_000, 60_000).astype(np.int16)


@given(turns=st.lists(st.integers(0, 1_200), max_size=30))
def test_a_splice_changes_what_comes_and_nothing_else(turns: list[int]) -> None:
    """However many there are, every frame of the changed timeline comes once, in order."""
    source, device = Splices(), CrankedDevice()
    transport = Transport(device, source.read)
    transport.start()
    spliced = []
    for frames in turns:
        if frames:
            device.turn(frames)
        spliced.append(transport.splice(source.edit))
        assert spliced[-1] == transport.earliest
    device.turn(5_000)
    frames = np.arange(device.samples.size)
    far = np.ones(frames.size, bool)
    for at in spliced:
        far &= np.abs(frames - at) > FADE_FRAMES
    assert np.array_equal(device.samples[far], source.samples[: frames.size][far])


def test_a_splice_has_no_step() -> None:
    """In a loud constant sound it never jumps by more than a small part, however many come."""
    loud = np.full(48_000, 30_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, frames: loud[start : start + frames])
    transport.start()
    for frames in (1_000, 1, 50, FADE_FRAMES, FADE_FRAMES + 30, 1_000):
        device.turn(frames)
        transport.splice(lambda earliest: earliest)
    device.turn(2_000)
    steps = np.abs(np.diff(device.samples.astype(int)))
    assert steps.max() < 30_000 * np.pi / FADE_FRAMES
    assert device.samples.min() == 0


def test_the_sound_goes_and_comes_alike_around_a_splice() -> None:
    """Down to nothing in 5 ms and up again in 5 ms, once, also where a splice is told twice."""
    loud = np.full(48_000, 30_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, frames: loud[start : start + frames])
    transport.start()
    device.turn(1_000)
    at = transport.splice(lambda earliest: earliest)
    assert transport.splice(lambda earliest: earliest) == at
    device.turn(1_000)
    silent = at - 1
    going = device.samples[silent - FADE_FRAMES : silent + 1]
    coming = device.samples[silent : silent + FADE_FRAMES + 1]
    assert np.array_equal(going, coming[::-1])
    assert (coming[0], coming[-1]) == (0, 30_000)
    assert np.abs(coming + coming[::-1] - 30_000).max() <= 1


def test_a_splice_before_the_first_frame_is_not_heard() -> None:
    """Nothing was cut off there: what begins is the sound itself."""
    source, device = Splices(), CrankedDevice()
    transport = Transport(device, source.read)
    transport.start()
    assert transport.splice(source.edit) == 0
    device.turn(1_000)
    assert np.array_equal(device.samples, source.samples[:1_000])


def test_a_later_splice_leaves_what_is_before_it() -> None:
    """Whoever edits may choose a later frame: the sound fades there, not where it was told."""
    source = Splices()
    before = source.samples
    device = CrankedDevice()
    transport = Transport(device, source.read)
    transport.start()
    device.turn(1_000)
    at = transport.splice(lambda earliest: source.edit(earliest + 2_000))
    device.turn(9_000)
    assert at == 3_000 + FADE_FRAMES
    assert np.array_equal(device.samples[:3_000], before[:3_000])


def test_a_splice_takes_back_the_later_ones() -> None:
    """What comes where one would have been is not faded there any more."""
    source, device = Splices(), CrankedDevice()
    transport = Transport(device, source.read)
    transport.start()
    device.turn(1_000)
    transport.splice(lambda earliest: earliest + 2_000)
    at = transport.splice(source.edit)
    device.turn(9_000)
    heard = device.samples
    assert np.array_equal(heard[at + FADE_FRAMES :], source.samples[at + FADE_FRAMES : heard.size])


def test_the_first_frame_is_at_its_volume() -> None:
    """Neither the first words nor what comes after a lost device begins too loud."""
    loud = np.full(48_000, 20_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, n: loud[start : start + n], volume=0.0)
    transport.start()
    device.turn(500)
    assert not device.samples.any()


@pytest.mark.parametrize("volume", [0.0, 0.5, 1.0, 7.0])
def test_the_volume_is_linear_and_changes_without_a_step(volume: float) -> None:
    """From the next block but one on every sample is so much quieter, and never louder."""
    loud = np.full(48_000, 20_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, frames: loud[start : start + frames])
    transport.start()
    device.turn(500)
    transport.volume = volume
    device.turn(500)
    device.turn(500)
    wanted = min(1.0, volume)
    assert np.array_equal(device.samples[1_000:], np.full(500, round(20_000 * wanted)))
    assert np.abs(np.diff(device.samples.astype(int))).max() <= 20_000 / 499 + 1


def test_a_volume_comes_back_without_a_step() -> None:
    """Up to the full sound too, which is then the samples themselves."""
    loud = np.full(48_000, 20_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, n: loud[start : start + n], volume=0.5)
    transport.start()
    device.turn(500)
    transport.volume = 1.0
    device.turn(500)
    device.turn(500)
    assert np.abs(np.diff(device.samples.astype(int))).max() <= 10_000 / 499 + 1
    assert (device.samples[1_000:] == 20_000).all()


@given(ready=st.lists(st.integers(0, 6_000), max_size=6), sizes=block_sizes)
def test_waiting_puts_in_silence_and_leaves_the_rest(ready: list[int], sizes: list[int]) -> None:
    """Frames that are not ready in time come later, none of them changed or left out."""
    source = Source(6_000)
    device, transport = started(source)
    for source.ready in [*sorted(ready), 6_000]:
        for frames in sizes:
            device.turn(frames)
        assert transport.position <= source.ready
    device.turn_until(transport, sizes)
    assert np.array_equal(device.samples[device.samples != 0], source.samples)


def test_the_position_is_what_has_been_heard() -> None:
    """It lags by the device's latency, stands still while waiting, and never returns."""
    source = Source(10_000, ready=4_000)
    device, transport = started(source)
    assert (transport.position, transport.state) == (0, "waiting")
    device.turn(3_000)
    assert transport.position == 3_000 - LATENCY
    assert transport.state == "playing"
    device.turn(3_000)
    assert (transport.position, transport.state) == (4_000, "waiting")
    source.ready = 10_000
    device.turn(1_000)
    assert transport.position == 4_000 + 1_000 - LATENCY
    device.turn_until(transport, [100])
    assert (transport.position, transport.state) == (10_000, "finished")


def test_it_finishes_when_the_last_frame_was_heard() -> None:
    """Not when it is pulled: the device's latency has to pass first."""
    device, transport = started(Source(1_000))
    device.turn(1_000)
    device.turn(LATENCY - 1)
    device.turn(1)
    assert not transport.finished.is_set()
    device.turn(1)
    assert transport.finished.is_set()


def test_a_splice_at_the_end_plays_on() -> None:
    """The end is not final: what is laid there is heard."""
    source = Source(2_000)
    device, transport = started(source)
    device.turn_until(transport, [500])
    source.samples = np.concatenate([source.samples, source.samples])
    source.ready = 4_000
    transport.splice(lambda earliest: min(earliest, 2_000))
    assert not transport.finished.is_set()
    device.turn_until(transport, [500])
    assert transport.position == 4_000


def test_it_can_begin_in_the_middle() -> None:
    """A second transport goes on where a lost device's left off, faded in."""
    source = Source(9_000)
    device, transport = started(source, start=4_000)
    assert transport.position == 4_000
    device.turn_until(transport, [700])
    assert (np.abs(device.samples[:12]) < 30_000 / 100).all()
    assert np.array_equal(device.samples[FADE_FRAMES:5_000], source.samples[4_000 + FADE_FRAMES :])


def test_an_error_of_the_source_is_a_failure() -> None:
    """What goes wrong while reading is not lost in the device's thread."""

    def read(start: int, frames: int) -> Samples | None:
        raise DeviceError(f"no frame {start}")

    device = NullDevice(speed=100)
    transport = Transport(device, read)
    transport.start()
    device._thread.join()  # type: ignore[union-attr]
    assert str(transport.failure) == "no frame 0"


def test_a_session_on_the_null_device_ends() -> None:
    """With a real device in real threads the whole timeline is asked for and finishes."""
    source = Source(48_000)
    device = NullDevice(speed=20)
    transport = Transport(device, source.read)
    transport.start()
    assert transport.finished.wait(30)
    transport.stop()
    assert transport.position == 48_000
