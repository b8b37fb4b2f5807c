"""What an author leaves open, chosen on the command line: --fit, --seed, --set, --plan."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from guide.history import History
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

OPEN = """\
title: Open
with: {hold: 2s-6s}
steps:
  - title: Fold
    say: Fold forward.
    sides: [left, right]
    hold: $hold
  - {choose: 1, of: [{title: Sit, hold: 2s}, {title: Stand, hold: 2s}]}
  - {title: Extra, hold: 1s, optional: true}
settings: {countdown: 0, change_over: 0s, halfway: false}
"""
QUICK = "null:20"


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """A routine that leaves much open."""
    path = tmp_path / "open.yaml"
    path.write_text(OPEN, "utf-8")
    return path


def seconds(*arguments: object) -> float:
    """How long a session is when it is compiled."""
    result = guide("compile", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return float(json.loads(result.stdout)["frames"]) / 48_000


def test_a_session_takes_the_time_that_is_wanted(routine: Path, tmp_path: Path) -> None:
    """Within a second, by the voice's own lengths; the file is as long as it was compiled."""
    low, high = (seconds(routine, "--level", level) for level in ("gentle", "full"))
    wanted = (low + high) / 2 + 0.7
    met = seconds(routine, "--fit", f"{wanted}s")
    assert wanted - 1 <= met <= wanted
    written = guide("export", routine, "--fit", f"{wanted}s", "-o", tmp_path / "a.wav")
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "a.wav").stat().st_size == pytest.approx(met * 96_000, abs=1000)


def test_what_was_chosen_is_told_apart_from_what_is_asked_for(routine: Path) -> None:
    """On standard error, with the lines of what stands in the way; JSON stays JSON."""
    result = guide("compile", routine, "--fit", "5s", "--json")
    assert json.loads(result.stdout)["title"] == "Open"
    assert "Fold 4 -> 2 s" in result.stderr
    assert "The shortest takes" in result.stderr
    assert f"{routine}:" in result.stderr
    shown = guide("show", routine, "--fit", "30s")
    assert shown.stderr.startswith("At a guess: Fitted to ")
    assert shown.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--fit", "12"), "'12' of what? Write 12m for minutes."),
        (("--fit", "soon"), "'soon' is no length of time"),
        (("--fit", "0s"), "'0s' is no length of time"),
        (("--fit", "9m", "--level", "full"), "give one of them"),
        (("--set", "hold"), "write NAME=VALUE, such as hold=60s"),
        (("--seed", "-1"), "from 0 to 2147483647"),
        (("--plan", "--json"), "give one of the two"),
    ],
)
def test_wrong_usage_is_told(routine: Path, arguments: tuple[str, ...], told: str) -> None:
    """With what to write; exit status 2."""
    result = guide("compile", routine, *arguments)
    assert result.returncode == 2
    assert told in result.stderr


def test_values_are_given_to_parameters(routine: Path) -> None:
    """In every command; a wrong one is underlined where it was given."""
    assert "hold 9 s" in guide("show", routine, "--set", "hold=9s").stdout
    assert guide("check", routine, "--set", "hold=9s").returncode == 0
    for command in ("check", "show", "compile", "export", "play", "sheet"):
        result = guide(command, routine, "--set", "hold=9x")
        assert result.returncode == 1, command
        told = result.stdout + result.stderr
        assert "--set:1:6" in told, command
        assert "^^" in told, command
    misspelt = guide("show", routine, "--set", "hodl=9s")
    assert "Did you mean hold?" in misspelt.stderr


def test_a_seed_draws(routine: Path) -> None:
    """Another one may draw another step, the same one never does."""
    drawn = []
    for seed in (1, 1, 2, 3, 4, 5):
        result = guide("compile", routine, "--plan", "--seed", seed)
        drawn.append("title: Sit" in result.stdout)
        assert f"--seed {seed}" in result.stdout.splitlines()[0]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 2


def test_a_plan_compiles_to_the_same_timeline(routine: Path, tmp_path: Path) -> None:
    """A file of its own, which is right, says where it is from, and is never overwritten."""
    choices = ("--fit", "35s", "--seed", "3", "--set", "hold=1s-9s")
    plan = tmp_path / "plan.yaml"
    assert guide("compile", routine, *choices, "--plan", "-o", plan).returncode == 0
    first = plan.read_text("utf-8").splitlines()[0]
    assert first == "# The plan of open.yaml with --fit 35s --seed 3 --set hold=1s-9s."
    assert guide("check", plan).returncode == 0
    timelines = [
        json.loads(guide("compile", *arguments, "--json").stdout)
        for arguments in ((routine, *choices), (plan,))
    ]
    assert timelines[0] == timelines[1]
    assert guide("compile", routine, "--plan", "-o", plan).returncode == 1
    assert guide("compile", routine, "--plan", "-o", routine, "--force").returncode == 2


def test_a_plan_tells_which_voice_it_was_measured_with(tmp_path: Path) -> None:
    """What was typed for it, to be typed again; then it takes just as long."""
    spoken = ("--pace", "110", "--talk", "brief")
    plan = tmp_path / "plan.yaml"
    choices = ("gentle-stretches", "--fit", "7m")
    guide("compile", *choices, *spoken, "--plan", "-o", plan)
    lines = plan.read_text("utf-8").splitlines()
    assert lines[1] == (
        "# It takes that long as it was measured: play it with --pace 110 --talk brief too."
    )
    assert seconds(plan, *spoken) == seconds(*choices, *spoken)
    level = guide("compile", "gentle-stretches", "--level", "gentle", *spoken, "--plan").stdout
    assert "--pace" not in level


def test_play_fits_and_the_history_keeps_how(routine: Path) -> None:
    """All that is needed to do just the same session again."""
    choices = ("--fit", "35s", "--seed", "3", "--set", "hold=2s-7s")
    result = guide("play", routine, *choices, "--device", QUICK)
    assert result.returncode == 0, result.stderr
    assert re.match(r"Fitted to 3[45] s: Fold 5 -> 2 s\.\n", result.stderr)
    (session,) = History().sessions()
    kept = session.choices
    assert (kept["fit_s"], kept["seed"], kept["set"]) == (35.0, 3, ["hold=2s-7s"])
    refused = guide("play", routine, "--fit", "35s", "--only", "1", "--device", QUICK)
    assert refused.returncode == 2
    assert "leave out --only" in refused.stderr


KILL = """\
import os, signal, sys
from guide.history.history import History
from guide.session.report import Report
class Killed(Exception): pass
begin = History.begin
def begun(self, *kept):
    journal = begin(self, *kept)
    journal.close()
    os.kill(os.getpid(), signal.SIGKILL)
History.begin = begun
sys.argv = ["guide", *sys.argv[1:]]
from guide.cli import main
main()
"""


def test_a_resumed_session_is_the_same_session(routine: Path) -> None:
    """Fit, seed and values are remembered: the same steps, as long as they were."""
    choices = ("--fit", "35s", "--seed", "3", "--set", "hold=2s-7s")
    command = [sys.executable, "-c", KILL, "play", routine, *choices, "--device", QUICK]
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert killed.returncode == -9, killed.stderr
    whole = guide("play", routine, *choices, "--device", QUICK)
    (first, last) = History().sessions()
    resumed = guide("play", "--resume", "--device", QUICK)
    if "nothing to resume" in resumed.stderr:  # the whole one has taken its place
        killed = subprocess.run(command, capture_output=True, text=True, check=False)
        resumed = guide("play", "--resume", "--device", QUICK)
    assert resumed.returncode == 0, resumed.stderr
    fitted = [
        next(line for line in one.stderr.splitlines() if line.startswith("Fitted"))
        for one in (whole, resumed)
    ]
    assert fitted[0] == fitted[1]
    assert first.choices == last.choices
    newest = History().sessions()[0]
    assert newest.choices == first.choices


def test_show_tells_what_was_chosen(routine: Path) -> None:
    """Ranges and all there is to choose as they are written; where a choice is given, that."""
    as_written = guide("show", routine).stdout
    assert "hold 2-6 s" in as_written
    assert "1 of these, chosen by --seed:" in as_written
    assert "Extra (may be left out)" in as_written
    gentle = guide("show", routine, "--level", "gentle").stdout
    assert "1. Fold: hold 2 s; left and right" in gentle
    assert "3. Extra: hold 1 s" in gentle
    assert "Extra" not in guide("show", routine, "--fit", "10s").stdout
    drawn = {guide("show", routine, "--seed", seed).stdout for seed in range(6)}
    assert len(drawn) == 2
    assert all(("Sit" in text) != ("Stand" in text) for text in drawn)
    assert all("hold 4 s" in text for text in drawn)
