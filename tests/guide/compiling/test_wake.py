"""The sound that wakes a sleeping speaker: it takes the end of a silence, and moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.compiler import Compiler
from guide.compiling.timeline import Cue, Section
from guide.compiling.wake import ASLEEP_AFTER, with_wake
from tests.guide.lengths import KnownLengths
from tests.guide.plans import plans

if TYPE_CHECKING:
    from guide.fitting.plan import Plan

S = to_frames(1)


def section(*cues: tuple[str, int]) -> Section:
    """A section of cues of these kinds and lengths, laid end to end."""
    laid: list[Cue] = []
    for kind, frames in cues:
        start = laid[-1].end if laid else 0
        laid.append(Cue(kind, start, frames, phase="hold", rep=2))  # type: ignore[arg-type]
    return Section(1, "Move", "work", None, 0, laid[-1].end, tuple(laid))


def woken(*cues: tuple[str, int], frames: int = S // 2) -> list[tuple[str, int]]:
    """Kinds and lengths after waking; the whisper is called ``wake``."""
    found = with_wake(section(*cues), frames).cues
    return [("wake" if cue.sound == "wake" else cue.kind, cue.frames) for cue in found]


def test_the_end_of_a_long_silence_wakes() -> None:
    """Before words and chimes, and where the section ends: the next one begins with words."""
    half = S // 2
    for following in ("speech", "chime"):
        assert woken(("silence", 3 * S), (following, S)) == [
            ("silence", 3 * S - half),
            ("wake", half),
            (following, S),
        ]
    assert woken(("speech", S), ("silence", 5 * S))[1:] == [
        ("silence", 5 * S - half),
        ("wake", half),
    ]


def test_what_is_not_long_and_silent_stays() -> None:
    """A short silence, one before a tone, and a tone to breathe with before words."""
    for cues in (
        [("silence", ASLEEP_AFTER - 1), ("speech", S)],
        [("silence", 9 * S), ("tone", S)],
        [("silence", 2 * S), ("tone", 9 * S), ("silence", 2 * S), ("chime", S)],
    ):
        assert woken(*cues) == cues
    assert woken(("silence", 9 * S), ("speech", S), frames=0)[0] == ("silence", 9 * S)


def test_a_silence_may_go_over_several_phases() -> None:
    """What is heard counts, not how it's written; the whisper stays inside the last of them."""
    assert woken(("silence", 2 * S), ("silence", S), ("speech", S), frames=3 * S) == [
        ("silence", 2 * S),
        ("wake", S),
        ("speech", S),
    ]


def test_the_whisper_belongs_to_the_phase_that_it_is_in() -> None:
    """As the silence did."""
    sound = with_wake(section(("silence", 4 * S), ("chime", S)), S).cues[1]
    assert (sound.kind, sound.sound, sound.phase, sound.rep) == ("tone", "wake", "hold", 2)


@given(plans, st.integers(1, 3 * S))
def test_nothing_moves(plan: Plan, frames: int) -> None:
    """Words, chimes, tones and clocks keep their frames; only silence is given away."""
    compiler = Compiler(plan, KnownLengths())
    for part in compiler.parts:
        before = compiler.compile(part)
        after = with_wake(before, frames)
        assert (after.start, after.frames, after.beats) == (0, before.frames, before.beats)
        kept = [cue for cue in after.cues if cue.kind != "silence" and cue.sound != "wake"]
        assert set(kept) <= set(before.cues)
        assert kept == [c for c in before.cues if c.kind != "silence" and c.sound != "wake"]
        assert sum(cue.frames for cue in after.cues) == after.frames
        assert [cue.start for cue in after.cues] == [0, *(cue.end for cue in after.cues[:-1])]
