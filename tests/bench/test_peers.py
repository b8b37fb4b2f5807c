"""All contenders are given the same: words, chimes and silences, to the length."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.peers.pieces import different, read_pieces, read_slots
from bench.peers.ssml import PAUSE_S, write_document

frames = st.integers(1, 10_000_000)
cues = st.one_of(
    st.builds(lambda n, t: {"kind": "speech", "frames": n, "text": t}, frames, st.text()),
    st.builds(lambda n: {"kind": "chime", "frames": n, "text": None}, frames),
    st.builds(lambda n: {"kind": "silence", "frames": n, "text": None}, frames),
)


@given(st.lists(cues, min_size=1).filter(lambda row: row[0]["kind"] != "silence"))
def test_pieces_are_as_long_as_the_session(row: list[dict[str, object]]) -> None:
    """Each has its time until the next, and silence is what is left of it."""
    with TemporaryDirectory() as folder:
        compiled = Path(folder, "compiled.json")
        compiled.write_text(json.dumps({"sample_rate": 48_000, "cues": row}), "utf-8")
        slots, pieces = read_slots(compiled), read_pieces(compiled)
    whole_s = sum(cue["frames"] for cue in row) / 48_000  # type: ignore[misc]
    assert sum(slot_s for _, slot_s in slots) == pytest.approx(whole_s)
    assert [piece for piece, _ in slots] == pieces
    assert len(pieces) == sum(cue["kind"] != "silence" for cue in row)
    assert set(different(pieces)) == set(pieces)
    silent_s = sum(cue["frames"] for cue in row if cue["kind"] == "silence") / 48_000  # type: ignore[misc]
    assert sum(piece.silence_s for piece in pieces) == pytest.approx(silent_s)


def test_the_document_of_speech_names_its_chimes(tmp_path: Path) -> None:
    """A pause stands in for that after a sentence; what is written like markup is text."""
    compiled = tmp_path / "compiled.json"
    row = [
        {"kind": "speech", "frames": 48_000, "text": "Rest <now> & here."},
        {"kind": "silence", "frames": 48_000},
        {"kind": "chime", "frames": 24_000},
    ]
    compiled.write_text(json.dumps({"sample_rate": 48_000, "cues": row}), "utf-8")
    write_document(compiled, tmp_path / "session.ssml")
    text = (tmp_path / "session.ssml").read_text("utf-8")
    pause_ms = round(1000 * (1 + PAUSE_S))
    assert f'Rest &lt;now&gt; &amp; here.<break time="{pause_ms}ms"/>' in text
    assert f'<audio src="{tmp_path / "chime-0.wav"}"/>' in text
    assert (tmp_path / "chime-0.wav").stat().st_size == 44 + 2 * 11_025
