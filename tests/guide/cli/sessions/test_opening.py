"""What is told while a voice is opened and a routine fitted."""

from __future__ import annotations

import pytest

from audio.clip import to_frames
from guide.cli.sessions import opening
from guide.fitting.fit import Budget, Wanted
from guide.library.finding import load


@pytest.mark.parametrize(("late_after_s", "told"), [(0.0, True), (600.0, False)])
def test_a_slow_fit_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    late_after_s: float,
    told: bool,
) -> None:
    """A voice that takes its time keeps nobody wondering; one that does not, says nothing."""
    monkeypatch.setattr(opening, "LATE_AFTER_S", late_after_s)
    wanted = Wanted(Budget(to_frames(300)))
    options = {"talk": "full", "pace": 150, "voice": None, "engine": "silent"}
    with opening.opened(load("gentle-stretches"), wanted=wanted, **options):
        assert ("one moment" in " ".join(capsys.readouterr().err.split())) == told
