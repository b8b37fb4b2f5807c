"""The bench of ``guide preview`` ends when its player does."""

from __future__ import annotations

import pytest

from bench.preview import wait_for


def test_words_are_waited_for() -> None:
    """Lines after them are left for the next."""
    lines = iter(["begins\n", "start chime\n", "Lift 1.\n"])
    wait_for("start chime", lines)
    wait_for("Lift 1.", lines)
    with pytest.raises(SystemExit, match="ended before"):
        wait_for("Lift 2.", lines)
