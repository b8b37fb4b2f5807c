"""A player that is not heard, or fails, is told, and others are not kept from it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from bench import drift
from bench.drift import Session, ends_well, judge

CHIME = np.arange(1, 101, dtype=np.int16)
EVERY = 1000


class Rings(Session):
    """Five chimes, a thousand frames apart, that nobody has exported."""

    def __init__(self) -> None:
        """Have them."""
        self.told = "5 rings"
        self.rings = [(number * EVERY, (CHIME + number).tobytes()) for number in range(5)]


def heard(numbers: list[int], late: int = 0) -> np.ndarray:
    """Return a recording of some of the chimes, each later by ``late`` than the one before."""
    samples = np.zeros(10 * EVERY, np.int16)
    for number in numbers:
        at = drift.FOUND_BY.start + number * (EVERY + late)
        samples[at : at + len(CHIME)] = CHIME + number
    return samples


@pytest.mark.parametrize("numbers", [[0, 1, 2, 3, 4], [0, 1, 3, 4], [1, 2, 4]])
def test_drift_is_of_the_chimes_that_are_found(
    numbers: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is 48 frames later than it should be: a millisecond."""
    assert judge("a script", Rings(), heard(numbers, 48)) == len(numbers)
    late_ms = numbers[-1] - numbers[0]
    told = capsys.readouterr().out
    assert f"drift {late_ms:+.2f} ms" in told
    assert f"chimes found {len(numbers)} of 5" in told


def test_too_few_chimes_are_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    """As is a player that has failed."""
    assert judge("a script", Rings(), heard([1, 3])) == 2
    assert "drift -, jitter -, worst -, chimes found 2 of 5" in capsys.readouterr().out
    assert judge("a script", Rings(), None) == 0
    assert "drift failed" in capsys.readouterr().out


@pytest.mark.parametrize(("code", "well"), [("", True), ("import os; os.abort()", False)])
def test_a_player_that_fails_has_not_ended_well(code: str, well: bool) -> None:
    """Whatever ended it."""
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as player:
        assert ends_well(player) is well


def test_a_player_that_does_not_end_has_not_ended_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for no longer."""
    monkeypatch.setattr(drift, "PATIENCE_S", 0.1)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as player:
        assert not ends_well(player)
        player.kill()
