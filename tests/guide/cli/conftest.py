"""Every test of the command line has folders of its own, and one short routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audio.conftest import sink  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

SHORT = """\
title: Short & sweet
summary: For tests.
equipment: [mat]
before: [Be kind to yourself.]
steps:
  - title: Fold
    say: Fold forward.
    sides: [left, right]
    hold: 1s
  - title: Breathe
    reps: 2
    each:
      - {phase: in, for: 1s, say: In., tone: rising}
settings: {countdown: 0, change_over: 0s}
"""
FOLD = """\
title: Fold & --> <b> stretch-guide 0.1.0 level=gentle
with: {hold: 1s}
steps:
  - {title: Fold, say: Fold., hold: $hold}
  - {title: Lean, say: Lean., hold: 1s-3s}
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache, a history and a folder of routines that no other test, and no person, uses."""
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(folder / "cache"))
    monkeypatch.setenv("STRETCH_GUIDE_ROUTINES", str(folder / "routines"))
    monkeypatch.setenv("STRETCH_GUIDE_HISTORY", str(folder / "history.db"))
    monkeypatch.setenv("STRETCH_GUIDE_CONFIG", str(folder / "config.toml"))
    (folder / "routines").mkdir()
    return folder


@pytest.fixture
def voices(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed voices, with none in it."""
    folder = own_folders / "voices"
    monkeypatch.setenv("STRETCH_GUIDE_VOICES", str(folder))
    return folder


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A routine of some seconds."""
    path = tmp_path / "short.yaml"
    path.write_text(SHORT, "utf-8")
    return path


@pytest.fixture
def fold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A routine, where a person works."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "fold.yaml"
    path.write_text(FOLD, "utf-8")
    return path
