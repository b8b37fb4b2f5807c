"""A short soak of each real engine; the long one is ``bench/soak.py``."""

from __future__ import annotations

import pytest

from audio.speech.registry import BUILT_IN
from bench import soak


@pytest.mark.parametrize("engine", BUILT_IN)
@pytest.mark.usefixtures("tiny")
def test_no_utterance_is_lost(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty utterances while workers are killed: none is empty, cut or missing."""
    monkeypatch.setattr(soak, "KILL_EVERY", 10)
    report = soak.soak(engine, count=40, seed=2)
    assert report.faults == []
    assert report.killed > 0
