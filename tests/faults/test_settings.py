"""Faults of the file of settings: whatever goes wrong while it is written, it is whole."""

from __future__ import annotations

import signal
import subprocess
import threading
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.running import GUIDE, guide

if TYPE_CHECKING:
    from pathlib import Path

MINE = "# mine\npace = 120\n"


@pytest.fixture
def file(own_folders: Path) -> Path:
    """Where the settings are, of which there is one."""
    path = own_folders / "config.toml"
    path.write_text(MINE, "utf-8")
    return path


def test_settings_on_a_full_disk_stay_as_they_are(full: Path) -> None:
    """Whether one is set, taken out or begun to edit; what cannot be written is a sentence."""
    (full / "taken").write_bytes(bytes(56 << 10))
    file = full / "config.toml"
    file.write_text(MINE, "utf-8")
    (full / "rest").write_bytes(bytes(4 << 10))
    for words in (("pace", "140"), ("--unset", "pace")):
        ran = guide("config", *words, STRETCH_GUIDE_CONFIG=str(file))
        assert (ran.returncode, ran.stdout) == (1, "")
        assert f"{file} cannot be written: the disk is full" in ran.stderr
        assert file.read_text("utf-8") == MINE
    other = full / "other.toml"
    ran = guide("config", "--edit", EDITOR="true", VISUAL="", STRETCH_GUIDE_CONFIG=str(other))
    assert ran.returncode == 1
    assert f"{other} cannot be written: the disk is full" in ran.stderr
    assert {path.name for path in full.iterdir()} == {"taken", "config.toml", "rest"}
    assert guide("config", "pace", STRETCH_GUIDE_CONFIG=str(file)).stdout == "120\n"


def test_settings_on_a_disk_that_can_only_be_read_are_still_read(full: Path) -> None:
    """That they cannot be written is a sentence."""
    (full / "taken").unlink()
    file = full / "config.toml"
    file.write_text(MINE, "utf-8")
    subprocess.run(["mount", "-o", "remount,ro", full], check=True)
    ran = guide("config", "pace", "140", STRETCH_GUIDE_CONFIG=str(file))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "that disk can only be read" in ran.stderr
    assert guide("config", "pace", STRETCH_GUIDE_CONFIG=str(file)).stdout == "120\n"


def test_settings_that_are_killed_while_they_are_written_are_whole(file: Path) -> None:
    """The older ones or the new ones; what was left beside them hinders nobody."""
    took_s = 0.5
    for number in range(10):
        words = [GUIDE, "config", f"say_as.word{number}", "said"]
        before = file.read_bytes()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        threading.Event().wait(took_s * number / 10)
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = file.read_bytes()
        kept = tomllib.loads(after.decode())
        assert kept["pace"] == 120
        assert after == before or f"word{number}" in kept["say_as"]
    assert guide("config", "pace", "140").returncode == 0
    assert [path.name for path in file.parent.glob("*config.toml*")] == ["config.toml"]
    assert [path.name for path in file.parent.glob(".config.toml*")] == []
