"""The same routine, voice and options are the same bytes, whenever and wherever."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from audio.files.formats import CAPTION_ENDINGS, PAGE_ENDINGS, SOUND_ENDINGS
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.exporting.export import about, export
from guide.exporting.made_with import MadeWith
from guide.fitting.fit import settle
from guide.library.finding import load
from tests.guide.cli.running import GUIDE, guide

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (*SOUND_ENDINGS, *CAPTION_ENDINGS, *PAGE_ENDINGS)
ROUTINE = """\
title: Short
summary: For tests.
steps:
  - {title: Fold, say: Fold forward., sides: [left, right], hold: 1s-3s}
  - {title: Breathe, reps: 2, each: [{phase: in, for: 1s, say: In., tone: rising}]}
"""


def test_cold_or_warm_here_or_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format, of a routine of another name and age, in another folder and time zone."""
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path / "cache"))
    here, there = tmp_path / "here", tmp_path / "far" / "there"
    options = [word for ending in ENDINGS for word in ("--to", ending[1:])]
    for folder, name, zone in ((here, "a", "UTC"), (there, "b", "Pacific/Kiritimati")):
        folder.mkdir(parents=True)
        (folder / f"{name}.yaml").write_text(ROUTINE, "utf-8")
        if name == "b":
            os.utime(folder / "b.yaml", (0, 0))
        done = guide(
            "export", folder / f"{name}.yaml", "-d", folder, "--level", "full", *options, TZ=zone
        )
        assert done.returncode == 0, done.stderr
    for ending in ENDINGS:
        assert (here / f"a{ending}").read_bytes() == (there / f"b{ending}").read_bytes(), ending


@pytest.mark.needs("faketime")
def test_today_or_in_years(tmp_path: Path) -> None:
    """Every format, with its cover, by a clock that is years ahead for all that is loaded."""
    (tmp_path / "a.yaml").write_text(ROUTINE, "utf-8")
    options = [word for ending in ENDINGS for word in ("--to", ending[1:])]
    for folder, clock in (("now", []), ("then", ["faketime", "2041-03-02 01:00:00"])):
        export = [GUIDE, "export", tmp_path / "a.yaml", "-d", tmp_path / folder, *options]
        subprocess.run([*clock, *export], check=True, stdout=subprocess.DEVNULL)
    for ending in ENDINGS:
        now, then = ((tmp_path / folder / f"a{ending}").read_bytes() for folder in ("now", "then"))
        assert now == then, ending


@pytest.mark.parametrize("ending", [".wav", ".opus", ".vtt"])
def test_one_or_two_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """Words that are spoken side by side are those that are spoken one after the other."""
    routine = load("slow-breathing")
    written = []
    for jobs in (1, 2):
        cache = tmp_path / f"cache{jobs}"
        monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(cache))
        voice = open_voice(Parameters("espeak"), jobs=jobs)
        try:
            sounds = Sounds(voice)
            sections = Compiler(settle(routine), sounds).sections(jobs)
            path = tmp_path / f"{jobs}{ending}"
            export([path], about(routine, MadeWith("1", "espeak", "a")), sections, sounds)
        finally:
            voice.close()
        written.append(path.read_bytes())
        shutil.rmtree(cache)
    assert written[0] == written[1]
