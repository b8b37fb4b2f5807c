"""Captions of every bundled routine, read back by programs of others, to the millisecond."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import webvtt
from jsonschema import Draft202012Validator

from audio.clip import to_milliseconds
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.exporting.export import about, export
from guide.exporting.made_with import MadeWith
from guide.fitting.fit import settle
from guide.library.finding import load, names

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Section

Said = list[tuple[int, int, str]]
"""Start and end in milliseconds, and the words."""

CHAPTERS = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "title": {"type": "string"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "title": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
}
"""What "JSON Chapters Format" 1.2.0 says in words of the keys that we write."""


def captions(name: str, path: Path) -> Said:
    """Write the captions of a routine, and return what is said in it."""
    routine = load(name)
    sounds = Sounds(FakeVoice())
    sections: list[Section] = list(Compiler(settle(routine), sounds).sections())
    export([path], about(routine, MadeWith("1", "fake", "a")), sections, sounds)
    return [
        (
            to_milliseconds(section.start + cue.start),
            to_milliseconds(section.start + cue.end),
            cue.text,
        )
        for section in sections
        for cue in section.cues
        if cue.text is not None
    ]


def milliseconds(clock: str) -> int:
    """Return what ``hh:mm:ss.mmm`` is, or ``mm:ss.mmm``."""
    *hours, minutes, seconds = clock.split(":")
    whole, thousandths = seconds.split(".")
    return ((int(*hours or "0") * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(thousandths)


@pytest.mark.parametrize("name", names())
def test_webvtt(tmp_path: Path, name: str) -> None:
    """By a parser of WebVTT: every spoken cue, its words and both of its times."""
    said = captions(name, tmp_path / "a.vtt")
    found = webvtt.read(tmp_path / "a.vtt")
    read = [(milliseconds(c.start), milliseconds(c.end), c.text) for c in found.captions]
    assert read == said
    assert len(read) > 10


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("name", names())
def test_subrip(tmp_path: Path, name: str) -> None:
    """By FFmpeg, which makes WebVTT of it: every spoken cue, its words and both of its times."""
    said = captions(name, tmp_path / "a.srt")
    convert = ["ffmpeg", "-v", "error", "-i", tmp_path / "a.srt", tmp_path / "b.vtt"]
    subprocess.run(convert, check=True)
    found = webvtt.read(tmp_path / "b.vtt")
    read = [(milliseconds(c.start), milliseconds(c.end), c.text) for c in found.captions]
    assert read == said


@pytest.mark.parametrize("name", names())
def test_lrc(tmp_path: Path, name: str) -> None:
    """As players read it, line by line: words come when they are said, and go when they were."""
    said = captions(name, tmp_path / "a.lrc")
    lines = (tmp_path / "a.lrc").read_text("utf-8").splitlines()
    found = [re.fullmatch(r"\[(\d\d+:\d\d\.\d{3})\](.*)", line) for line in lines]
    times = [(milliseconds(line[1]), line[2]) for line in found if line]
    assert [(start, words) for start, words in times if words] == [
        (start, text) for start, _, text in said
    ]
    assert times == sorted(times, key=lambda one: one[0])
    starts = {start for start, _, _ in said}
    assert {at for at, words in times if not words} == {end for _, end, _ in said} - starts
    tags = [line for line, match in zip(lines, found, strict=True) if not match]
    assert all(re.fullmatch(r"\[(ti|la|re):[^\[\]]+\]", line) for line in tags)


@pytest.mark.parametrize("name", names())
def test_chapters_for_podcasts(tmp_path: Path, name: str) -> None:
    """They are what the format allows, end to end."""
    captions(name, tmp_path / "a.chapters.json")
    whole = json.loads((tmp_path / "a.chapters.json").read_text("utf-8"))
    Draft202012Validator(CHAPTERS).validate(whole)
    chapters = whole["chapters"]
    assert [one["endTime"] for one in chapters[:-1]] == [one["startTime"] for one in chapters[1:]]


PAGE = """<!doctype html><title>captions</title><video><track kind="captions" src="a.vtt" default>
</video><pre></pre><script>
const track = document.querySelector("track");
track.track.mode = "hidden";
track.onload = () => {
  const cues = [...track.track.cues].map((cue) => [
    Math.round(cue.startTime * 1e6) / 1e3, Math.round(cue.endTime * 1e6) / 1e3,
    cue.getCueAsHTML().textContent]);
  document.querySelector("pre").textContent = encodeURIComponent(JSON.stringify(cues));
};
</script>"""


@pytest.mark.needs("chromium")
def test_a_browser_reads_them(tmp_path: Path) -> None:
    """Chromium, from a page with a track, loaded from this machine alone."""
    from urllib.parse import unquote

    said = captions("spasm-relief", tmp_path / "a.vtt")
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            browse = [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={tmp_path / 'profile'}",
                "--virtual-time-budget=10000",
                "--dump-dom",
                f"http://127.0.0.1:{server.server_port}/index.html",
            ]
            shown = subprocess.run(browse, capture_output=True, text=True, timeout=120, check=True)
        finally:
            server.shutdown()
    found = re.search(r"<pre>([^<]+)</pre>", shown.stdout)
    assert found, shown.stdout + shown.stderr
    assert [tuple(cue) for cue in json.loads(unquote(found[1]))] == said
