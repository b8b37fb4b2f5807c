"""Mixing: any blocks, any order, live or in a file, give the same samples."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE, Clip
from audio.mix import Mix, Placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clip import Samples


def clip_of(frames: int, seed: int = 1) -> Clip:
    """Return a clip of noise without a single zero."""
    samples = np.random.default_rng(seed).integers(1, 20_000, frames).astype(np.int16)
    samples.flags.writeable = False
    return Clip(samples)


def loader(clip: Clip) -> Callable[[], Clip]:
    """Return what fetches a clip."""
    return lambda: clip


@st.composite
def layouts(draw: st.DrawFn) -> tuple[int, list[Placement]]:
    """What mixes are made of: clips shorter or longer than their places, and gaps or none."""
    placements, start = [], 0
    for seed in range(draw(st.integers(0, 6))):
        start += draw(st.integers(0, 50))
        frames = draw(st.integers(1, 80))
        clip = clip_of(draw(st.integers(1, 120)), seed)
        placements.append(Placement(start, frames, loader(clip)))
        start += frames
    return start + draw(st.integers(0, 50)), placements


def mixes() -> st.SearchStrategy[Mix]:
    """Mixes of any layout."""
    return layouts().map(lambda layout: Mix(*layout))


def from_runs(mix: Mix) -> Samples:
    """Return the samples of the runs, silence written out."""
    parts = [np.zeros(run, np.int16) if isinstance(run, int) else run for run in mix.runs()]
    return np.concatenate((np.zeros(0, np.int16), *parts))


@given(mix=mixes(), sizes=st.lists(st.integers(0, 60)))
def test_blocks_of_any_sizes_equal_one_go(mix: Mix, sizes: list[int]) -> None:
    """Cut anywhere, the blocks put together are the whole."""
    whole = mix.block(0, mix.frames)
    blocks, start = [], 0
    for size in [*sizes, mix.frames]:
        blocks.append(mix.block(start, min(size, mix.frames - start)))
        start += len(blocks[-1])
    assert np.array_equal(np.concatenate(blocks), whole)
    assert {block.dtype for block in blocks} == {np.dtype(np.int16)}


@given(mix=mixes())
def test_runs_are_the_same_samples(mix: Mix) -> None:
    """What a file gets is what is played, and no run of it is empty."""
    assert np.array_equal(from_runs(mix), mix.block(0, mix.frames))
    assert all((run if isinstance(run, int) else len(run)) > 0 for run in mix.runs())


@given(mix=mixes(), data=st.data())
def test_any_block_at_any_time(mix: Mix, data: st.DataObject) -> None:
    """Blocks in any order are parts of the whole: going back and forth changes nothing."""
    whole = mix.block(0, mix.frames)
    for _ in range(5):
        start = data.draw(st.integers(0, mix.frames))
        frames = data.draw(st.integers(0, mix.frames - start))
        assert np.array_equal(mix.block(start, frames), whole[start : start + frames])


def test_a_clip_lies_where_it_is_placed() -> None:
    """Its first sample is at its start; before and after it is silent."""
    clip = clip_of(100)
    block = Mix(1000, [Placement(300, 200, loader(clip))]).block(0, 1000)
    assert np.array_equal(block[300:400], clip.samples)
    assert not block[:300].any()
    assert not block[400:].any()


def test_a_clip_that_is_too_long_fades_out() -> None:
    """Over 20 ms, evenly to both sides of its half, and ends at zero with its place."""
    clip = Clip(np.full(48_000, 10_000, np.int16))
    mix = Mix(48_000, [Placement(0, 24_000, loader(clip))])
    block = mix.block(0, 48_000)
    assert (block[: 24_000 - 960] == 10_000).all()
    fade = block[24_000 - 960 : 24_000]
    assert (np.diff(fade) <= 0).all()
    assert fade[0] == 10_000
    assert fade[-1] == 0
    assert np.abs(fade + fade[::-1] - 10_000).max() <= 1
    assert not block[24_000:].any()


def test_a_clip_that_just_fits_is_untouched() -> None:
    """As nearly all are: a section is laid out by the lengths of its clips."""
    clip = clip_of(24_000)
    block = Mix(24_000, [Placement(0, 24_000, loader(clip))]).block(0, 24_000)
    assert np.array_equal(block, clip.samples)


@pytest.mark.parametrize(
    "places",
    [[(0, 10), (9, 5)], [(20, 5), (0, 5)], [(-1, 5)], [(95, 6)]],
    ids=["overlap", "out of order", "too early", "too late"],
)
def test_impossible_places_are_refused(places: list[tuple[int, int]]) -> None:
    """Clips that overlap, are out of order or reach outside are an error of the caller."""
    placements = [Placement(start, frames, loader(clip_of(5))) for start, frames in places]
    with pytest.raises(ValueError, match="frame"):
        Mix(100, placements)


@pytest.mark.parametrize(("start", "frames"), [(-1, 2), (99, 2), (0, -1)])
def test_blocks_outside_are_refused(start: int, frames: int) -> None:
    """There is nothing before the start or after the end."""
    with pytest.raises(ValueError, match="not within the 100 frames"):
        Mix(100, []).block(start, frames)


def test_small_blocks_fetch_each_clip_once() -> None:
    """A device's blocks don't ask for the same clip again and again."""
    fetched: list[int] = []

    def load(number: int) -> Clip:
        fetched.append(number)
        return clip_of(1000, number)

    mix = Mix(4000, [Placement(1000 * i, 900, lambda i=i: load(i)) for i in range(4)])
    for start in range(0, 4000, 10):
        mix.block(start, 10)
    assert fetched == [0, 1, 2, 3]


@given(layout=layouts(), start=st.integers(0, 300), frames=st.integers(0, 300))
def test_a_block_fetches_its_own_clips_alone(
    layout: tuple[int, list[Placement]], start: int, frames: int
) -> None:
    """Not those that end where it begins, or begin where it ends; and none that are at hand."""
    whole, placements = layout
    start = min(start, whole)
    frames = min(frames, whole - start)
    fetched: list[Placement] = []

    def seen(placement: Placement) -> Placement:
        def load() -> Clip:
            fetched.append(placement)
            return placement.load()

        return placement._replace(load=load)

    mix = Mix(whole, [seen(placement) for placement in placements])
    mix.block(start, frames)
    assert fetched == [p for p in placements if p.start < start + frames and p.end > start]
    mix.fetch(start, frames)
    fetched.clear()
    mix.block(start, frames)
    assert not fetched


def test_memory_does_not_grow_with_length() -> None:
    """Ten hours with sixty clips are iterated within the memory of a few clips."""
    second = SAMPLE_RATE
    mix = Mix(
        36_000 * second,
        [
            Placement(600 * second * i, 2 * second, lambda i=i: clip_of(2 * second, i))
            for i in range(60)
        ],
    )
    tracemalloc.start()
    frames = sum(run if isinstance(run, int) else len(run) for run in mix.runs())
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert frames == 36_000 * second
    assert peak_bytes < 4_000_000


@given(mix=mixes(), start=st.integers(0, 300), frames=st.integers(0, 300))
def test_what_was_fetched_is_the_same_sound(mix: Mix, start: int, frames: int) -> None:
    """At hand from then on, until it is let go."""
    whole = mix.block(0, mix.frames)
    start = min(start, mix.frames)
    frames = min(frames, mix.frames - start)
    mix.fetch(start, frames)
    assert mix.at_hand(start, frames)
    assert np.array_equal(mix.block(start, frames), whole[start : start + frames])
    mix.let_go(start, frames)
    assert mix.at_hand(start, frames)
    mix.let_go(mix.frames, 0)
    assert not (mix.at_hand(start, frames) and whole[start : start + frames].any())


def test_only_slow_clips_are_fetched_ahead() -> None:
    """The others are asked for when their turn comes, when they may be others."""
    asked: list[str] = []

    def load(name: str) -> Clip:
        asked.append(name)
        return clip_of(100)

    slow = Placement(0, 100, lambda: load("slow"))
    quick = Placement(100, 100, lambda: load("quick"), slow=False)
    mix = Mix(200, [slow, quick])
    assert not mix.at_hand(0, 200)
    mix.fetch(0, 200)
    assert asked == ["slow"]
    assert mix.at_hand(0, 200)
    mix.block(0, 200)
    assert asked == ["slow", "quick"]
