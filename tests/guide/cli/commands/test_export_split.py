"""``guide export --split``: a folder for each routine, a file for each step, a playlist."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from audio.files.split import files_of
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(short: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a person works, with a routine ``short``, and another one."""
    monkeypatch.chdir(short.parent)
    short.with_name("other.yaml").write_text(short.read_text("utf-8"), "utf-8")
    return short.parent


def test_a_file_for_each_step(here: Path) -> None:
    """And what is said before and after; end to end they are the whole, to the sample."""
    split = ("--split", "--to", "wav", "--to", "flac", "-d", "out")
    done = guide("export", "./short.yaml", "./other.yaml", *split)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" in 4 files, ") == 4
    assert guide("export", "./short.yaml", "-o", "whole.wav").returncode == 0
    whole = soundfile.read(here / "whole.wav", dtype="int16")[0]
    for name in ("short", "other"):
        for ending in (".wav", ".flac"):
            _, *tracks = files_of(here / "out" / name / f"{name}{ending}.m3u8")
            titles = ["001 Short & sweet", "002 Fold", "003 Breathe", "004 Short & sweet"]
            assert [track.name for track in tracks] == [f"{title}{ending}" for title in titles]
            parts = [soundfile.read(track, dtype="int16")[0] for track in tracks]
            assert np.array_equal(np.concatenate(parts), whole)


def test_a_playlist_is_verified_with_all_its_tracks(here: Path) -> None:
    """Each by its bytes; one of them alone is none that can be verified."""
    export = ("export", "./short.yaml", "--split", "--to", "mp3", "--talk", "brief")
    assert guide(*export).returncode == 0
    verify = ("verify", "short/short.mp3.m3u8", "./short.yaml")
    assert guide(*verify).stdout == "short/short.mp3.m3u8 is current.\n"
    track = here / "short" / "002 Fold.mp3"
    alone = guide("verify", track, "./short.yaml")
    assert alone.returncode == 1
    assert "is one file of a --split export: verify its playlist." in alone.stderr
    track.unlink()
    told = guide(*verify)
    assert told.returncode == 1
    assert told.stdout.endswith("is not current: '002 Fold.mp3' is not there.\n")


@pytest.mark.needs("mpv")
def test_a_player_plays_them_in_order(here: Path) -> None:
    """With their titles and numbers."""
    assert guide("export", "./short.yaml", "--split", "--to", "opus").returncode == 0
    play = ["mpv", "--no-config", "--vo=null", "--ao=null", "--untimed", "--length=0.05"]
    played = subprocess.run(
        [*play, "short/short.opus.m3u8"], capture_output=True, text=True, check=True, timeout=60
    )
    found = [line for line in played.stdout.splitlines() if line.startswith(("Playing", " Track"))]
    assert [line for line in found if line.startswith(" Track")] == [
        f" Track: {number}" for number in range(1, 5)
    ]
    assert "Playing: short/002 Fold.opus" in played.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("-o", "a.mp3"), 2, "--split writes many files: leave -o out, and give --to and -d."),
        (("--to", "vtt"), 2, "--split is for sound: export vtt without it."),
        (("./short.yaml",), 2, "would be written twice"),
        (("-d", "full"), 1, "full/short is not empty, and many files are written there: choose"),
    ],
)
def test_what_cannot_be_is_told(
    here: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    """Before anything is spoken or written."""
    (here / "full" / "short").mkdir(parents=True)
    (here / "full" / "short" / "mine").touch()
    done = guide("export", "./short.yaml", "--split", *arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert [path.name for path in here.rglob("*") if path.suffix == ".m3u8"] == []


def test_force_writes_them_anew(here: Path) -> None:
    """And touches nothing else that is there."""
    (here / "short").mkdir()
    (here / "short" / "mine").write_text("mine")
    export = ("export", "./short.yaml", "--split")
    refused = guide(*export)
    assert refused.returncode == 1
    assert "or overwrite it with --force" in refused.stderr
    assert guide(*export, "--force").returncode == 0
    assert guide(*export, "--force").returncode == 0
    assert len([*(here / "short").iterdir()]) == 4 + 1 + 1
