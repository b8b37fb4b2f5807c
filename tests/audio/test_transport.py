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

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.devices.device import Pull

LATENCY = 700
"""Frames that the hand-cranked device takes to make a block heard."""

block_sizes = st.lists(st.integers(1, 2_000), min_size=1, max_size=40)


class CrankedDevice:
    """A whole device, whose time passes when the test says so."""

    name = "cranked"
    failure: Exception | None = None

    def __init__(self) -> None:
        """Nothing has been pulled."""
        self.pulled = b""
        self.heard = 0

    def start(self, pull: Pull) -> None:
        """Keep ``pull`` for the test to turn."""
        self._pull = pull

    def turn(self, frames: int) -> None:
        """Let the time of ``frames`` pass."""
        block = self._pull(frames)
        assert len(block) == 2 * frames
        self.pulled += block
        self.heard = max(0, self.samples.size - LATENCY)

    def turn_until(self, transport: Transport, sizes: list[int]) -> None:
        """Go on with blocks of ``sizes``, over and over, until the end has been heard."""
        while not transport.finished.is_set():
            for frames in sizes:
                self.turn(frames)

    @property
    def samples(self) -> Samples:
        """Everything pulled so far."""
        return np.frombuffer(self.pulled, np.int16)

    def stop(self) -> None:
        """Nothing to let go of."""


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


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["pause", "resume", "nothing"]), st.integers(1, 1_200)),
        max_size=30,
    )
)
def test_a_pause_puts_in_silence_and_leaves_the_rest(steps: list[tuple[str, int]]) -> None:
    """However often one pauses, every frame comes once, in order, unchanged outside of fades."""
    source = Source(20_000)
    device, transport = started(source)
    fades = 0
    for action, frames in steps:
        if action != "nothing":
            getattr(transport, action)()
            fades += FADE_FRAMES
        device.turn(frames)
    transport.resume()
    fades += FADE_FRAMES
    device.turn_until(transport, [960])
    sounding = device.samples[device.samples != 0]
    lost = len(source.samples) - len(sounding)  # rounded to nothing at the silent end of a fade
    assert 0 <= lost <= fades
    if lost == 0:
        assert np.count_nonzero(sounding != source.samples) <= fades
    assert transport.position == len(source.samples)


def test_a_long_pause_leaves_the_rest_unchanged() -> None:
    """After the fades the samples are the source's own, shifted by the pause exactly."""
    source = Source(20_000)
    device, transport = started(source)
    device.turn(5_000)
    transport.pause()
    device.turn(50_000)
    transport.resume()
    device.turn(20_000)
    pulled, pause = device.samples, 50_000 - FADE_FRAMES
    assert np.array_equal(pulled[:5_000], source.samples[:5_000])
    assert not pulled[5_000 + FADE_FRAMES : 55_000].any()
    rest = 5_000 + 2 * FADE_FRAMES
    assert np.array_equal(pulled[rest + pause :][: 20_000 - rest], source.samples[rest:])


def test_a_fade_has_no_step() -> None:
    """A pause in a loud constant sound never jumps by more than a small part of it."""
    loud = np.full(48_000, 30_000, np.int16)
    device = CrankedDevice()
    transport = Transport(device, lambda start, frames: loud[start : start + frames])
    transport.start()
    for action in (transport.pause, transport.resume, lambda: transport.seek(9_000)):
        device.turn(1_000)
        action()
        device.turn(1_000)
    steps = np.abs(np.diff(device.samples.astype(int)))
    assert steps.max() < 30_000 * np.pi / FADE_FRAMES
    assert device.samples.min() == 0


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
    """It lags by the device's latency, stands still in a pause and while waiting, never returns."""
    source = Source(10_000, ready=4_000)
    device, transport = started(source)
    assert transport.position == 0
    device.turn(3_000)
    assert transport.position == 3_000 - LATENCY
    assert transport.state == "playing"
    device.turn(3_000)
    assert (transport.position, transport.state) == (4_000, "waiting")
    source.ready = 10_000
    device.turn(1_000)
    assert transport.position == 4_000 + 1_000 - LATENCY
    transport.pause()
    device.turn(5_000)
    assert (transport.position, transport.state) == (5_000 + FADE_FRAMES, "paused")
    transport.resume()
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


@given(
    before=st.integers(0, 3_000),
    target=st.integers(0, 9_000),
    sizes=block_sizes,
    pause=st.booleans(),
)
def test_seeking_goes_on_from_there(
    before: int, target: int, sizes: list[int], pause: bool
) -> None:
    """After a jump, paused or not, everything from there on comes, and the position agrees."""
    source = Source(9_000)
    device, transport = started(source)
    if before:
        device.turn(before)
    if pause:
        transport.pause()
    transport.seek(target)
    if pause:
        device.turn(FADE_FRAMES + LATENCY + 1)
        assert transport.position == target
        transport.resume()
    device.turn_until(transport, sizes)
    tail = source.samples[target + FADE_FRAMES :]
    sounding = np.trim_zeros(device.samples, "b")
    if len(tail):
        assert np.array_equal(sounding[-len(tail) :], tail)
    assert transport.position == 9_000


def test_seeking_back_from_the_end_plays_again() -> None:
    """The end is not final: a jump takes ``finished`` back."""
    source = Source(2_000)
    device, transport = started(source)
    device.turn_until(transport, [500])
    transport.seek(0)
    assert transport.state == "playing"
    device.turn(1_000)
    assert not transport.finished.is_set()
    device.turn_until(transport, [500])
    assert np.count_nonzero(device.samples) >= 4_000 - FADE_FRAMES


def test_there_is_nothing_before_the_start() -> None:
    """A negative frame is the caller's mistake."""
    _, transport = started(Source(10))
    with pytest.raises(ValueError, match="frame -1"):
        transport.seek(-1)


def test_it_can_begin_in_the_middle() -> None:
    """A second transport goes on where a lost device's left off, faded in."""
    source = Source(9_000)
    device, transport = started(source, start=4_000)
    assert transport.position == 4_000
    device.turn_until(transport, [700])
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
