"""``guide prepare``: afterwards a session asks no engine for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_prepared_is_not_spoken_again(short: Path, own_folders: Path) -> None:
    """Every clip of the session is in the cache; playing adds none."""
    prepared = guide("prepare", short)
    assert prepared.returncode == 0, prepared.stderr
    assert "Short & sweet is spoken: it plays without a wait." in prepared.stdout
    clips = set((own_folders / "cache" / "clips").iterdir())
    assert guide("play", short, "--device", "null:50").returncode == 0
    assert clips and set((own_folders / "cache" / "clips").iterdir()) == clips
