"""What is spoken where that is not what is written, as commands show it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = """\
title: Reach
say_as: {psoas: so-ass}
settings: {countdown: 0, change_over: 0s}
steps:
  - title: Lean
    say: Feel your psoas for 5-10 s. Mind the SI joint.
    hold: 1s
"""
WRITTEN = "Feel your psoas for 5-10 s. Mind the SI joint."
SPOKEN = "Feel your so-ass for 5 to 10 seconds. Mind the S I joint."


def test_compile_shows_what_is_spoken(own_folders: Path, tmp_path: Path) -> None:
    """Where it differs, below what is written; the user's own settings count too."""
    (own_folders / "config.toml").write_text('say_as = {"SI joint" = "S I joint"}\n', "utf-8")
    file = tmp_path / "reach.yaml"
    file.write_text(ROUTINE, "utf-8")
    lines = guide("compile", file).stdout.splitlines()
    below = lines[next(n for n, line in enumerate(lines) if line.endswith(WRITTEN)) + 1]
    assert below.split("spoken:")[1].strip() == SPOKEN
    cues = json.loads(guide("compile", file, "--json").stdout)["cues"]
    assert [c.get("spoken") for c in cues if c.get("text") == WRITTEN] == [SPOKEN]
    assert all("spoken" not in cue for cue in cues if cue.get("text") == "Lean.")


def test_broken_settings_are_told_and_keep_no_session_away(own_folders: Path, short: Path) -> None:
    """With their place, by what speaks and by ``guide doctor``; it speaks all the same."""
    (own_folders / "config.toml").write_text("[say_az]\na = 'b'\n", "utf-8")
    result = guide("compile", short)
    assert result.returncode == 0
    assert "config.toml:1:2" in result.stderr
    assert "Did you mean `say_as`?" in result.stderr
    assert result.stderr.count("without your own settings") == 1
    assert guide("play", short, "--device", "null:100").returncode == 0
    assert "config.toml:1:2" in guide("doctor").stdout
