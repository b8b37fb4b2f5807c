"""Disks that are full: that of the cache, of an export, of the history, and all at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.cli.running import guide


def test_a_full_disk_of_the_cache_costs_nothing_but_time(full: Path, short: Path) -> None:
    """The export is the same to the byte, and nothing half-written is left in the cache."""
    cold, warm = short.with_name("cold.wav"), short.with_name("warm.wav")
    ran = guide("export", short, "-o", cold, STRETCH_GUIDE_CACHE=str(full))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert guide("export", short, "-o", warm).returncode == 0
    assert cold.read_bytes() == warm.read_bytes()
    assert [path for path in full.rglob("*") if path.is_file()] == [full / "taken"]


def test_full_disks_everywhere_cost_nothing_but_time(full: Path, short: Path) -> None:
    """Where temporary files cannot be written either, every clip is spoken when it is needed."""
    out = short.with_name("a.wav")
    ran = guide("export", short, "-o", out, STRETCH_GUIDE_CACHE=str(full), TMPDIR=str(full))
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = guide(
        "play", short, "--device", "null:20", STRETCH_GUIDE_CACHE=str(full), TMPDIR=str(full)
    )
    assert ran.returncode == 0, ran.stderr
    assert guide("verify", out, short).returncode == 0


def test_an_export_onto_a_full_disk_is_a_sentence(full: Path, short: Path) -> None:
    """Nothing half-made is left there, hidden or not."""
    for ending in ("wav", "mp3", "html"):
        ran = guide("export", short, "-o", full / f"a.{ending}")
        assert ran.returncode == 1
        assert "disk is full" in ran.stderr
        assert "Traceback" not in ran.stderr
    assert list(full.iterdir()) == [full / "taken"]


@pytest.mark.parametrize(
    "command",
    [
        "check --fix {disk}/mine.yaml",
        "pack spasm-relief -o {disk}/a.zip",
        "sheet spasm-relief -o {disk}/a.html",
        "compile spasm-relief -o {disk}/a.json",
        "schema -o {disk}/a.json",
        "say Hello. -o {disk}/a.wav",
        "new Evening -o {disk}/a.yaml --yes",
    ],
)
def test_every_command_that_writes_tells_of_a_full_disk(full: Path, command: str) -> None:
    """In a sentence; nothing is left, and a file that should have been mended is as it was."""
    text = f"title: Mine\nbefore: Stop if it hurts.\nsteps: [child-pose]\n{'# note' * 500}\n"
    (full / "taken").write_bytes(bytes(56 << 10))
    (full / "mine.yaml").write_text(text, "utf-8")
    (full / "rest").write_bytes(bytes(4 << 10))
    ran = guide(*command.format(disk=full).split())
    assert ran.returncode == 1
    assert "disk is full" in ran.stderr
    assert {path.name for path in full.iterdir()} == {"taken", "mine.yaml", "rest"}
    assert (full / "mine.yaml").read_text("utf-8") == text


def test_a_split_export_onto_a_full_disk_leaves_no_folder(full: Path, short: Path) -> None:
    """Whether there is no room for a folder, or for the files in it; one that was there stays."""
    for rest in (0, 8 << 10):
        (full / "taken").write_bytes(bytes((64 << 10) - rest))
        ran = guide("export", short, "--split", "-d", full / "a" / "b")
        assert ran.returncode == 1
        assert "disk is full" in ran.stderr
        assert list(full.iterdir()) == [full / "taken"]
    (full / "mine").mkdir()
    assert guide("export", short, "--split", "-d", full / "mine").returncode == 1
    assert {path.name for path in full.rglob("*")} == {"taken", "mine"}


def test_what_is_added_to_a_full_disk_is_told_like_all_else(full: Path, short: Path) -> None:
    """Nothing is added."""
    mine = full / "mine"
    mine.mkdir()
    text = f"title: Mine\nbefore: Stop if it hurts.\nsteps: [childs-pose]\n{'# note' * 1000}\n"
    short.with_name("mine.yaml").write_text(text, "utf-8")
    ran = guide("add", short.with_name("mine.yaml"), STRETCH_GUIDE_ROUTINES=str(mine))
    assert ran.returncode == 1
    assert f"{mine} cannot be written: the disk is full; free some space" in ran.stderr
    assert "Nothing was added." in ran.stderr
    assert list(mine.iterdir()) == []


def test_a_history_on_a_full_disk_is_a_sentence(full: Path, short: Path) -> None:
    """The session is played to its end all the same."""
    ran = guide(
        "play", short, "--device", "null:20", STRETCH_GUIDE_HISTORY=str(full / "deep" / "h.db")
    )
    assert ran.returncode == 0
    assert "Done" in ran.stdout
    assert "disk is full" in ran.stderr


def test_no_process_writes_beyond_its_limit(tmp_path: Path) -> None:
    """As with a full disk, without the right to mount one: clips that do not fit are forgotten."""
    code = """if True:
        import resource, signal, sys, numpy as np
        from pathlib import Path
        from audio.clip import Clip
        from audio.speech.cache import DiskCache
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        cache = DiskCache(Path(sys.argv[1]) / "clips")
        for frames in (100, 10_000, 200):
            cache.put(str(frames), Clip(np.full(frames, 7, np.int16)))
        print([frames for frames in (100, 10_000, 200) if cache.get(str(frames))])
        cache.close()
    """
    command = [sys.executable, "-c", code, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("[100, 200]\n", "")
    assert [path.name for path in (tmp_path / "clips").iterdir()] == ["100"]
