"""The score hands out what is there, says what is not there yet, and where the end is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import VoiceError
from audio.mix import Mix
from audio.speech.fake import FakeVoice
from guide.compiler import Compiler
from guide.score import Score
from guide.sounds import Sounds
from tests.guide.plans import phase, plan, step

PLAN = plan(step(phase(1.0), title="Fold", sides=("left", "right")), step(title="Rest"))
SOUNDS = Sounds(FakeVoice())
SECTIONS = list(Compiler(PLAN, SOUNDS).sections())
WHOLE = np.concatenate([Mix(s.frames, SOUNDS.placements(s)).block(0, s.frames) for s in SECTIONS])


def score_of(count: int) -> Score:
    score = Score(SOUNDS)
    for section in SECTIONS[:count]:
        score.add(section)
    return score


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=20), st.integers(0, len(WHOLE) - 1))
def test_blocks_of_any_sizes_from_anywhere_are_the_whole(sizes: list[int], start: int) -> None:
    """A block may be shorter than asked for, never other samples."""
    score = score_of(len(SECTIONS))
    score.finish()
    at = start
    for size in sizes:
        block = score.read(at, size)
        if block is None:
            assert at == len(WHOLE)
            break
        assert 0 < len(block) <= size
        assert np.array_equal(block, WHOLE[at : at + len(block)])
        at += len(block)


def test_what_is_not_compiled_yet_is_an_empty_block() -> None:
    """Then the section comes, and it goes on; after the last one there is None."""
    score = score_of(1)
    end = SECTIONS[0].end
    block = score.read(end, 100)
    assert block is not None
    assert len(block) == 0
    assert score.frames is None
    score.add(SECTIONS[1])
    block = score.read(end, 100)
    assert block is not None
    assert len(block) == 100
    score.finish()
    assert score.read(SECTIONS[1].end, 100) is None
    assert score.frames == SECTIONS[1].end


def test_a_moment_knows_its_cue_and_what_comes_next() -> None:
    """At every section's first and last frame."""
    score = score_of(len(SECTIONS))
    for section in SECTIONS:
        for frame, cue in ((section.start, section.cues[0]), (section.end - 1, section.cues[-1])):
            now = score.at(frame)
            assert (now.section, now.cue) == (section, cue)
    assert score.at(SECTIONS[1].start).next_title == "Rest"
    assert score.at(len(WHOLE) + 5).section == SECTIONS[-1]


def test_a_failure_before_the_first_section_is_told_at_once() -> None:
    """Nobody waits for what will not come."""
    score = Score(SOUNDS)
    score.finish(VoiceError("The voice has a cold."))
    with pytest.raises(VoiceError, match="cold"):
        score.wait_for_first()
