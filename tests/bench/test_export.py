"""A file that is not as long as the session is told."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import pytest

from bench.export import Session, show, wrong
from bench.measure import Contender, Usage

if TYPE_CHECKING:
    from pathlib import Path


class Short(Session):
    """A session of ten seconds that nobody has compiled."""

    def __init__(self) -> None:
        """Be ten seconds long."""
        self.minutes, self.length_s = 1, 10.0


def write(path: Path, seconds: float) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * round(8000 * seconds)))
    return path


def test_a_percent_is_allowed(tmp_path: Path) -> None:
    """More is wrong, and so is what is no WAV file, or is not there."""
    assert not wrong(write(tmp_path / "right.wav", 10.05), 10.0)
    assert "-20.0%" in wrong(write(tmp_path / "short.wav", 8.0), 10.0)
    (tmp_path / "text.wav").write_text("no sound", "utf-8")
    assert "no WAV file" in wrong(tmp_path / "text.wav", 10.0)
    assert "no WAV file" in wrong(tmp_path / "none.wav", 10.0)


def test_what_is_wrong_of_a_peer_is_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of ours, it ends the benchmark."""
    file = write(tmp_path / "short.wav", 8.0)
    peer = Contender("sox", ["sox"], output=file)
    show(Short(), peer, Usage(1.0, 1.0, 1.0), {}, 1)
    assert "sox: time wrong: a file -20.0% longer, x real time -" in capsys.readouterr().out
    ours = Contender("guide export, warm", ["guide"], output=file)
    with pytest.raises(SystemExit, match="guide export, warm: wrong"):
        show(Short(), ours, Usage(1.0, 1.0, 1.0), {}, 1)
