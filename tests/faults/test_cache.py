"""A cache of clips that somebody cleans while it is used."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("all_of_it", [False, True])
def test_a_cache_that_is_cleaned_while_it_is_used(
    own_folders: Path, short: Path, all_of_it: bool
) -> None:
    """Its files, or the whole folder, again and again: exports and sessions are what they were."""
    whole = short.with_name("whole.wav")
    assert guide("export", short, "-o", whole).returncode == 0
    over = threading.Event()

    def clean() -> None:
        while not over.wait(0.005):
            if all_of_it:
                shutil.rmtree(own_folders / "cache", ignore_errors=True)
            for clip in (own_folders / "cache" / "clips").glob("*"):
                clip.unlink(missing_ok=True)

    cleaning = threading.Thread(target=clean)
    cleaning.start()
    try:
        playing = start_guide("play", short, "--device", "null:20")
        for name in ("a.wav", "b.wav"):
            ran = guide("export", short, "-o", short.with_name(name))
            assert (ran.returncode, ran.stderr) == (0, "")
            assert short.with_name(name).read_bytes() == whole.read_bytes()
        _, errors = playing.communicate(timeout=60)
        assert (playing.returncode, errors) == (0, "")
    finally:
        over.set()
        cleaning.join()
