"""A virtual sound card, a history of the test's own, and a routine for live sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audio.conftest import sink  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = """\
title: Long
steps:
  - {title: Fold, hold: 90s}
  - {title: Rest well, hold: 90s}
settings: {countdown: 0, change_over: 0s}
"""


@pytest.fixture
def routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A routine of minutes; sessions of it are kept apart from those of other tests."""
    monkeypatch.setenv("STRETCH_GUIDE_HISTORY", str(tmp_path / "history.db"))
    path = tmp_path / "long.yaml"
    path.write_text(ROUTINE, "utf-8")
    return path
