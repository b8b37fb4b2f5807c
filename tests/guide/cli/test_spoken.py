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
    """In a line by what speaks, with their place by ``guide doctor``; it speaks all the same."""
    (own_folders / "config.toml").write_text("[say_az]\na = 'b'\n", "utf-8")
    result = guide("compile", short)
    assert result.returncode == 0
    assert result.stderr.count("config.toml has a problem, so nothing in it counts") == 1
    assert guide("play", short, "--device", "null:100").returncode == 0
    assert "config.toml:1:2" in guide("doctor").stdout


def test_a_voice_of_another_language_reads_no_routine(tmp_path: Path) -> None:
    """Neither played nor written: one sentence says what to choose."""
    file, output = tmp_path / "arme.yaml", tmp_path / "arme.wav"
    file.write_text(ROUTINE.replace("say_as", "language: de\nsay_as"), "utf-8")
    for command in (("play", file, "--device", "null"), ("export", file, "-o", output)):
        ran = guide(*command, "--voice", "en-us")
        assert ran.returncode == 1
        assert ran.stderr.startswith("guide: The voice en-us speaks en, and the text is in")
        assert "Traceback" not in ran.stderr
    assert not output.exists()


def test_a_voice_speaks_its_own_language_where_none_is_named(tmp_path: Path) -> None:
    """``guide say`` and ``guide voices try`` need no language; a wrong one is refused."""
    said = guide("say", "Hallo.", "--voice", "de", "-o", tmp_path / "a.wav")
    assert said.returncode == 0, said.stderr
    tried = guide("voices", "try", "German", "Hallo.", "-o", tmp_path / "b.wav")
    assert tried.returncode == 0, tried.stderr
    wrong = guide("say", "Hallo.", "--voice", "de", "--language", "en", "-o", tmp_path / "c.wav")
    assert wrong.returncode == 1
    assert 'speaks de, and the text is in "en"' in wrong.stderr
