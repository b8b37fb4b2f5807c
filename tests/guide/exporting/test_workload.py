"""How much work an export is: nothing is counted twice, nothing is left over at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.compiling.estimate import estimated_timeline
from guide.exporting.workload import TELLING_S, Estimate, Work, work_of
from guide.fitting.fit import settle
from guide.library.finding import load, names

WORKS = st.lists(st.builds(Work, st.integers(0, 300), st.integers(1, 9_000_000)), min_size=1)
JOBS = st.lists(WORKS, min_size=1, max_size=4)


def run(jobs: list[list[Work]], letter_s: float, frame_s: float) -> list[tuple[float, Work, float]]:
    """Do all the work, at a pace; return the share, what is left and how long, after each."""
    estimate, seen = Estimate(jobs), []
    for job in jobs:
        estimate.begin(job, 0.25)
        for work in job[1:]:
            estimate.advance(letter_s * work.letters, frame_s * work.frames)
            seen.append((estimate.share, estimate.left, estimate.left_s or 0.0))
    seen.append((estimate.share, estimate.left, estimate.left_s or 0.0))
    return seen


@given(JOBS)
def test_the_share_only_grows_until_all_is_done(jobs: list[list[Work]]) -> None:
    """What is done and what is left are always the whole, and at its end nothing is left."""
    seen = run(jobs, 0.01, 1e-6)
    shares = [share for share, *_ in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert seen[-1][1:] == (Work(), 0.0)
    frames = [left.frames for _, left, _ in seen]
    assert frames == sorted(frames, reverse=True)
    whole = sum(work.frames for job in jobs for work in job)
    assert all(share == pytest.approx(1 - left.frames / whole) for share, left, _ in seen)


@given(WORKS, st.sampled_from([(0.02, 0.0), (0.0, 1e-6), (0.02, 1e-6)]))
def test_at_an_even_pace_it_tells_the_time_that_is_left(
    works: list[Work], pace: tuple[float, float]
) -> None:
    """Whether the voice or the encoder takes the time, or both do."""
    letter_s, frame_s = pace
    estimate = Estimate([works])
    estimate.begin(works, 3.0)
    spent_s = 0.0
    for number, work in enumerate(works[1:], 2):
        estimate.advance(letter_s * work.letters, frame_s * work.frames)
        spent_s += letter_s * work.letters + frame_s * work.frames
        if spent_s < TELLING_S * 0.999:
            assert estimate.left_s is None
        elif spent_s > TELLING_S * 1.001 and any(one.letters for one in works[1:number]):
            rest = works[number:]
            left_s = sum(letter_s * one.letters + frame_s * one.frames for one in rest)
            assert estimate.left_s == pytest.approx(left_s)


def test_words_are_spoken_once() -> None:
    """What was said before, in another routine too, is no work; each section has its sound."""
    said: set[str] = set()
    timelines = [estimated_timeline(settle(load(name))) for name in names()]
    works = [work_of(timeline.sections, said) for timeline in timelines]
    for timeline, job in zip(timelines, works, strict=True):
        assert sum(work.frames for work in job) == timeline.frames
        assert len(job) == len(timeline.sections)
    assert sum(work.letters for job in works for work in job) == sum(map(len, said))
    assert not any(work.letters for work in work_of(timelines[0].sections, said))
