"""Every fault is put to the real command, with folders of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.conftest import own_folders, short  # noqa: F401 - fixtures
from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

QUICK = "null:10"
"""A device without sound, ten times as fast."""

HELD = """\
title: Held
before: Be kind to yourself.
steps: [{title: Fold, say: Fold., hold: 6s}]
settings: {countdown: 0, change_over: 0s}
"""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A real disk with 64 KiB, all of them taken but one page."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode
    ):
        pytest.skip("needs the right to mount a disk")
    (folder / "taken").write_bytes(bytes(60 << 10))
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A routine with one hold of some seconds, whose words are in the cache."""
    path = tmp_path / "held.yaml"
    path.write_text(HELD, "utf-8")
    assert guide("prepare", path).returncode == 0
    return path


@pytest.fixture
def in_its_hold(held: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts a session on the null device, and returns once its hold has begun."""

    def start(**options: Any) -> subprocess.Popen[str]:
        process = start_guide("play", held, "--device", QUICK, **options)
        assert process.stdout is not None
        while "Fold" not in process.stdout.readline():
            assert process.poll() is None
        return process

    return start


def sessions() -> list[dict[str, Any]]:
    """What ``guide history`` knows, newest first."""
    told = guide("history", "--json")
    assert told.returncode == 0, told.stderr
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def length_s(routine: Path) -> float:
    """How long a session is, by its timeline."""
    timeline = json.loads(guide("compile", routine, "--json").stdout)
    return float(timeline["frames"] / timeline["sample_rate"])
