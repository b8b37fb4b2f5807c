"""SIGKILL at random moments, in short; ``bench/kills.py`` does it hundreds of times."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.kills import kills


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc, which Linux has")
def test_whatever_is_killed_all_is_readable_afterwards(tmp_path: Path) -> None:
    """Twenty times: exports, sessions, installations, settings and writings of the history."""
    report = kills(20, 3, tmp_path)
    assert report.faults == []
    assert report.kills.keys() == {"export", "play", "install", "config", "history"}
