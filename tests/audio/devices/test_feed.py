"""The queue in the device's child: flow, silence and what has been heard."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.devices.feed import DEEPER, DEEPEST, FRAME_SIZE, Feed


@given(puts=st.lists(st.integers(0, 300), max_size=20), take=st.integers(1, 400))
def test_frames_come_out_in_order(puts: list[int], take: int) -> None:
    """Whatever the sizes in and out, the bytes are the same and the wanted total rises by them."""
    source = np.arange(sum(puts), dtype=np.int16).tobytes()
    feed, sent, taken = Feed(capacity=500), 0, b""
    for frames in puts:
        feed.put(source[sent * FRAME_SIZE : (sent + frames) * FRAME_SIZE])
        sent += frames
        taken += feed.take(take)
    while block := feed.take(take):
        taken += block
    assert taken == source
    feed.played(sent)
    assert feed.report() == {"wanted": sent + 500, "heard": sent, "underruns": 0}


def test_silence_is_not_heard_as_frames() -> None:
    """Silence of the output's own does not count as the parent's frames, but is reported."""
    feed = Feed(capacity=500)
    feed.skip(1_000)  # before the first frame: waiting, no underrun
    feed.put(bytes(100 * FRAME_SIZE))
    feed.take(100)
    feed.skip(50)
    feed.put(bytes(100 * FRAME_SIZE))
    feed.take(100)
    heard = []
    for frame in (0, 1_000, 1_050, 1_100, 1_149, 1_150, 1_200, 1_250):
        feed.played(frame)
        heard.append(feed.report()["heard"])
    assert heard == [0, 0, 50, 100, 100, 100, 150, 200]
    feed.played(1_251)
    assert feed.report()["underruns"] == 1


def test_each_gap_makes_the_queue_deeper_up_to_a_limit() -> None:
    """Once for a gap, however long it is; waiting for the first frame is none."""
    feed = Feed(capacity=500)
    feed.skip(100)
    for gap in range(10):
        feed.put(bytes(FRAME_SIZE))
        feed.take(1)
        feed.played(200 * gap)
        assert feed.report()["wanted"] == gap + 1 + 500 + min(gap * DEEPER, DEEPEST)
        feed.skip(100)
        feed.skip(100)
