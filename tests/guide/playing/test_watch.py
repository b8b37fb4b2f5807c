"""A machine that slept is told from one that is slow."""

from __future__ import annotations

import time

import pytest

from audio.clip import to_frames
from guide.playing.watch import Watch, clock_s


def test_a_sleep_is_time_that_passed_without_sound() -> None:
    """Not a machine that is slow while the sound goes on."""
    clock = iter([0.0, 10.0, 20.0])
    watch = Watch(lambda: next(clock))
    assert watch.still_s(position=to_frames(10), lost=False) == 0.0
    assert watch.still_s(position=to_frames(11), lost=False) == 9.0


def test_every_moment_without_a_device_counts() -> None:
    """Also one that is far shorter than a sleep, and none in which something was heard."""
    clock = iter([0.0, 0.1, 0.2, 0.3])
    watch = Watch(lambda: next(clock))
    assert watch.still_s(position=0, lost=True) == pytest.approx(0.1)
    assert watch.still_s(position=to_frames(0.1), lost=True) == pytest.approx(0.0)
    assert watch.still_s(position=to_frames(0.5), lost=True) == 0.0


def test_a_system_without_a_clock_that_counts_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and macOS have none of that name: the usual one is read, and nothing fails."""
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    before = time.monotonic()
    assert before <= clock_s() <= time.monotonic()
