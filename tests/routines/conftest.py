"""The bundled content is tested alone: no routines or moves of whoever runs the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point to a folder that is not there."""
    monkeypatch.setenv("STRETCH_GUIDE_ROUTINES", str(tmp_path / "none"))
