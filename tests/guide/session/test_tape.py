"""The tape is what was laid and not cut, sample for sample, in blocks of any sizes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.session.course import whole
from guide.session.route import Stop
from guide.session.tape import Tape, Window
from tests.guide.plans import phase, plan, step
from tests.guide.session.asked_voice import AskedVoice

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
        tape.fetch(at)
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
        tape.fetch(end)
        block = tape.read(end, 100)
        assert block is not None
        assert len(block) == (100 if window else 0)
    tape.complete()
    assert tape.read(tape.end, 100) is None
    tape.cut(end)
    block = tape.read(end, 100)
    assert block is not None
    assert len(block) == 0


def test_reading_waits_for_no_voice() -> None:
    """Words come once they were fetched; before that an empty block does, and nothing is asked."""
    voice = AskedVoice()
    tape = Tape(Sounds(voice))
    tape.lay(WINDOWS[0])
    for at in (0, 100):
        block = tape.read(at, 100)
        assert block is not None and len(block) == 0
    assert not voice.asked
    tape.fetch(0)
    assert voice.asked == ["Plan."]
    block = tape.read(0, 100)
    assert block is not None and np.array_equal(block, WHOLE[:100])
    assert voice.asked == ["Plan."]


def test_what_comes_soon_is_fetched_and_what_is_over_let_go() -> None:
    """So memory stays flat, however long the tape is; what may be laid in a moment is kept too."""
    long = plan(*(step(phase(20.0), title=f"Step {number}") for number in range(9)))
    voice = AskedVoice()
    compiler = Compiler(long, Sounds(voice))
    windows = [whole(compiler.compile(part), "part", Stop(part)) for part in compiler.parts]
    voice.asked.clear()
    tape = Tape(Sounds(voice))
    for window in windows:
        tape.lay(window)
    tape.fetch(0)
    assert voice.asked == ["Plan.", "Step 0.", "Step 1."]
    tape.fetch_beside(windows[-1:])
    assert voice.asked[3:] == ["That is the end of the session."]
    eighth = sum(window.frames for window in windows[:15])
    tape.fetch(eighth)
    assert voice.asked[4:] == ["Step 7.", "Step 8."]
    block = tape.read(0, 100)
    assert block is not None and len(block) == 0


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
