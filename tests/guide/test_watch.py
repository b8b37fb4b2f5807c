"""A machine that slept is told from one that is slow."""

from __future__ import annotations

from audio.clip import to_frames
from guide.watch import Watch


def test_a_sleep_is_time_that_passed_without_sound() -> None:
    """Not a machine that is slow while the sound goes on."""
    clock = iter([0.0, 10.0, 20.0])
    watch = Watch(lambda: next(clock))
    assert watch.slept_s(position=to_frames(10)) == 0.0
    assert watch.slept_s(position=to_frames(11)) == 9.0
