"""The ledger: which frame of the source lies at a frame of the stream."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio.devices.ledger import Ledger


@given(
    pieces=st.lists(st.tuples(st.booleans(), st.integers(1, 50)), max_size=30),
    step=st.integers(1, 70),
)
def test_it_agrees_with_a_list_of_every_frame(pieces: list[tuple[bool, int]], step: int) -> None:
    """Asked at rising frames, it says what a list with one entry for each frame says."""
    ledger, source, frames = Ledger(), 0, []
    for runs, count in pieces:
        if runs:
            ledger.add_source(source, count)
            frames += range(source, source + count)
            source += count
        else:
            ledger.add_silence(source, count)
            frames += [source] * count
    assert ledger.frames == len(frames)
    for frame in range(0, len(frames), step):
        assert ledger.at(frame) == frames[frame]
    assert ledger.at(len(frames) + step) == source


def test_it_stays_small() -> None:
    """Hours of play with pauses leave nothing behind once they are heard."""
    ledger = Ledger()
    for index in range(10_000):
        ledger.add_source(index, 1)
        ledger.add_silence(index + 1, 1)
        ledger.at(ledger.frames - 10)
    assert len(ledger._spans) < 20
