"""``guide voices``: installing, trying, updating and removing, as a person does it."""

from __future__ import annotations

import json
import signal
import threading
import wave
from typing import TYPE_CHECKING

import pytest

from tests.audio.speech.mirror import MODEL, Mirror, serving
from tests.audio.speech.tiny_voice import NAME, tiny_settings
from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def mirror(voices: Path) -> Iterator[Mirror]:
    """A mirror that is served."""
    mirror = Mirror()
    with serving(mirror):
        yield mirror


def test_a_walk_through(mirror: Mirror, voices: Path, tmp_path: Path) -> None:
    """List, install, list, try, update, remove: each says what it did."""
    source = ("--from", mirror.url)
    listed = guide("voices", "install", *source).stdout
    assert listed.split() == [NAME, "en-US", "low,", "4.0", "kB"]
    of_language = guide("voices", "install", "en", *source).stderr
    assert f"of that language there are {NAME}." in " ".join(of_language.split())

    installed = guide("voices", "install", NAME, *source)
    assert installed.returncode == 0, installed.stderr
    assert "licence: CC0 1.0" in installed.stdout
    assert f"Hear it: guide voices try {NAME}" in installed.stdout

    mirror.asked.clear()
    again = guide("voices", "install", NAME, *source)
    assert "is installed already" in again.stdout
    assert [path for path, _ in mirror.asked] == ["voices.json"]
    assert guide("voices", "install", *source).stdout.endswith("kB, installed\n")

    (row,) = [row for row in json.loads(guide("voices", "--json").stdout) if row["usual"]]
    assert (row["engine"], row["licence"]) == ("piper", "GPL-3.0-or-later")
    (voice,) = row["voices"]
    assert (voice["name"], voice["language"], voice["quality"]) == (NAME, "en-US", "low")
    assert voice["licence"] == "CC0 1.0"
    assert voice["size_bytes"] == sum(path.stat().st_size for path in (voices / NAME).iterdir())

    tried = guide("voices", "try", NAME, "Hold still.", "-o", tmp_path / "try.wav")
    assert tried.returncode == 0, tried.stderr
    with wave.open(str(tmp_path / "try.wav")) as file:
        assert file.getnframes() > 10_000

    assert "up to date" in guide("voices", "update", *source).stdout
    mirror.files[f"{MODEL}.json"] = tiny_settings(version=2)
    mirror.publish()
    assert "Installed" in guide("voices", "update", *source).stdout

    assert f"Removed {NAME}" in guide("voices", "remove", NAME).stdout
    assert guide("voices", "remove", NAME).returncode == 1
    assert guide("voices", "update").stdout == "No voice is installed.\n"


def test_ctrl_c_keeps_what_has_come(mirror: Mirror, voices: Path) -> None:
    """And the next try asks for the rest."""
    mirror.files[MODEL] += bytes(200_000)  # more than comes in one block
    mirror.publish()
    half = len(mirror.files[MODEL]) // 2
    mirror.breaks_after[MODEL] = half
    again, over = threading.Event(), threading.Event()

    def wait(path: str) -> None:
        if [asked for asked, _ in mirror.asked].count(MODEL) > 1:
            again.set()
            over.wait()

    mirror.before_answer = wait
    process = start_guide("voices", "install", NAME, "--from", mirror.url)
    assert again.wait(60)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    over.set()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert not (voices / NAME).exists()
    mirror.before_answer = lambda path: None
    mirror.breaks_after.clear()
    mirror.asked.clear()
    assert guide("voices", "install", NAME, "--from", mirror.url).returncode == 0
    assert [start for path, start in mirror.asked if path == MODEL] == [half]


def test_a_large_voice_is_asked_about(mirror: Mirror, voices: Path) -> None:
    """Where nobody can answer, it takes --yes."""
    mirror.publish(onnx={"size_bytes": 150_000_000})
    refused = guide("voices", "install", NAME, "--from", mirror.url)
    assert refused.returncode == 2
    assert "150.0 MB: say --yes" in refused.stderr
    assert MODEL not in [path for path, _ in mirror.asked]
    went_on = guide("voices", "install", NAME, "--from", mirror.url, "--yes")
    assert "broke off" in went_on.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("install", NAME, "--from", "http://example.org"), "is not fetched"),
        (("install", NAME, "--from", "nowhere"), "no folder"),
        (("install", "en_US-tony-low"), f"did you mean {NAME}?"),
        (("remove", "../x"), "No voice"),
        (("try", "en_US-nobody-low", "--device", "null"), "guide voices install en_US-nobody-low"),
    ],
)
def test_what_cannot_be_is_told(mirror: Mirror, arguments: tuple[str, ...], says: str) -> None:
    """In one sentence, with exit status 1."""
    if "install" in arguments and "--from" not in arguments:
        arguments = (*arguments, "--from", mirror.url)
    result = guide("voices", *arguments)
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
