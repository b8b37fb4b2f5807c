"""The tape is what was laid and not cut, sample for sample, in blocks of any sizes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.speech.fake import FakeVoice
from guide.compiler import Compiler
from guide.session.course import whole
from guide.session.route import Stop
from guide.session.tape import Tape, Window
from guide.sounds import Sounds
from tests.guide.plans import phase, plan, step

PLAN = plan(step(phase(1.0), title="Fold", sides=("left", "right")), step(title="Rest"))
SOUNDS = Sounds(FakeVoice())
COMPILER = Compiler(PLAN, SOUNDS)
WINDOWS = [whole(COMPILER.compile(part), "part", Stop(part)) for part in COMPILER.parts]


def samples(windows: list[Window]) -> np.ndarray:
    blocks = [SOUNDS.mix(w.section).block(w.first, w.frames) for w in windows]
    return np.concatenate([np.zeros(0, np.int16), *blocks])


def tape_of(windows: list[Window]) -> Tape:
    tape = Tape(SOUNDS)
    for window in windows:
        tape.lay(window)
    return tape


WHOLE = samples(WINDOWS)


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=20), st.integers(0, len(WHOLE) - 1))
def test_blocks_of_any_sizes_from_anywhere_are_the_whole(sizes: list[int], start: int) -> None:
    """A block may be shorter than asked for, never other samples."""
    tape = tape_of(WINDOWS)
    tape.complete()
    at = start
    for size in sizes:
        block = tape.read(at, size)
        if block is None:
            assert at == len(WHOLE)
            break
        assert 0 < len(block) <= size
        assert np.array_equal(block, WHOLE[at : at + len(block)])
        at += len(block)


def test_what_is_not_laid_yet_is_an_empty_block() -> None:
    """Then it comes, and goes on; the end is only an end until something is cut."""
    tape = tape_of(WINDOWS[:1])
    end = tape.end
    for window in (None, WINDOWS[1]):
        if window:
            tape.lay(window)
        block = tape.read(end, 100)
        assert block is not None
        assert len(block) == (100 if window else 0)
    tape.complete()
    assert tape.read(tape.end, 100) is None
    tape.cut(end)
    block = tape.read(end, 100)
    assert block is not None
    assert len(block) == 0


@given(st.integers(0, len(WHOLE) + 1000))
def test_what_is_cut_off_and_laid_again_is_the_same(frame: int) -> None:
    """Nothing is lost at the cut; what is before it stays."""
    tape = tape_of(WINDOWS)
    tail = tape.cut(frame)
    assert tape.end == min(frame, len(WHOLE))
    assert np.array_equal(samples(tail), WHOLE[frame:])
    for window in tail:
        tape.lay(window)
    assert np.array_equal(samples(tape.at(0)[1]), WHOLE)


def test_the_last_window_can_be_laid_again_whole() -> None:
    """Even when only a part of it is there; a window that was cut does not go on by itself."""
    endless = whole(WINDOWS[0].section, "ready", WINDOWS[0].stop, endless=True)
    tape = tape_of([WINDOWS[1], endless.after(100)])
    assert tape.endless
    tape.again()
    assert tape.at(tape.end)[1] == [endless]
    tape.cut(tape.end - 50)
    assert not tape.endless
