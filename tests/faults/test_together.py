"""Two players at once, of one user: they share the cache and the history, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.conftest import QUICK, sessions
from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    from pathlib import Path


def test_two_players_at_once_both_end_well(held: Path, short: Path) -> None:
    """Each has its session in the history, whole; neither is taken for interrupted meanwhile."""
    players = [start_guide("play", routine, "--device", QUICK) for routine in (held, short, held)]
    going_on = sessions()
    assert {session["outcome"] for session in going_on} <= {"running", "finished"}
    for player in players:
        _, errors = player.communicate(timeout=60)
        assert (player.returncode, errors) == (0, "")
    assert [session["outcome"] for session in sessions()] == ["finished"] * 3


def test_what_one_player_clears_the_other_keeps(held: Path) -> None:
    """``guide history clear`` beside a session that goes on takes only what is over."""
    assert guide("play", held, "--device", "null:50").returncode == 0
    player = start_guide("play", held, "--device", QUICK)
    assert player.stdout is not None
    while "Fold" not in player.stdout.readline():
        assert player.poll() is None
    assert guide("history", "clear", "--yes").returncode == 0
    _, errors = player.communicate(timeout=60)
    assert (player.returncode, errors) == (0, "")
    assert [session["outcome"] for session in sessions()] == ["finished"]
