"""A page plays, and what is seen is in step with what is heard."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.chime import chime
from audio.clip import SAMPLE_RATE, to_seconds
from tests.guide.page.pages import AUDIO

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Section, Timeline
    from tests.browser import Browser
    from tests.guide.page.pages import Opened

pytestmark = pytest.mark.needs("chromium", "chromedriver")

IN_STEP_S = 0.05

WATCH = f"""
const from = arguments[0], id = arguments[1], audio = {AUDIO};
audio.currentTime = Math.max(0, from - 0.5);
await new Promise((go) => audio.addEventListener("seeked", go, {{once: true}}));
const seen = document.getElementById(id), before = seen.textContent;
const changed = new Promise((go) => new MutationObserver((_, observer) => {{
  if (seen.textContent === before) return;
  observer.disconnect();
  go([audio.currentTime, before, seen.textContent]);
}}).observe(seen, {{childList: true, characterData: true, subtree: true}}));
await audio.play();
const told = await changed;
audio.pause();
return told;
"""
"""Plays across a boundary; returns where the sound was when what is seen has changed."""

DECODE = """
const text = document.querySelector("script[type='text/plain']").textContent.trim();
const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
const samples = Int16Array.from(sound.getChannelData(0), (one) => Math.round(one * 32767));
let whole = "";
const all = new Uint8Array(samples.buffer);
for (let at = 0; at < all.length; at += 32768) {
  whole += String.fromCharCode(...all.subarray(at, at + 32768));
}
return btoa(whole);
"""


def late_s(page: Opened, boundary_s: float, name: str) -> float:
    """How long after a boundary another text is seen: the best of three, on a busy machine."""
    return min(
        (page.browser.run(WATCH, boundary_s, name)[0] - boundary_s for _ in range(3)), key=abs
    )


def test_it_plays(page: Opened) -> None:
    """The button starts the sound and stops it, and says what it does next."""
    assert not page.plays()
    assert page.text("play") == "Play"
    page.click("play")
    page.browser.until(f"{AUDIO}.currentTime > 0.2")
    assert page.text("play") == "Pause"
    page.click("play")
    assert not page.plays()
    assert page.text("play") == "Play"


def test_steps_change_with_the_sound(page: Opened) -> None:
    """Each within 50 ms of its boundary on the timeline."""
    for step in (1, 2, 3, 4):
        assert abs(late_s(page, page.start_s(step), "step")) <= IN_STEP_S


def beats(timeline: Timeline) -> list[tuple[Section, float, float]]:
    """All clocks: their section, beginning and end."""
    return [
        (s, to_seconds(s.start + beat.start), to_seconds(s.start + beat.end))
        for s in timeline.sections
        for beat in s.beats
    ]


def test_clocks_begin_and_end_with_the_sound(page: Opened) -> None:
    """The phase that is seen changes within 50 ms of its beat."""
    for _, start_s, _ in beats(page.timeline)[1:6]:
        assert abs(late_s(page, start_s, "phase")) <= IN_STEP_S


def test_the_countdown_is_what_is_left(page: Opened) -> None:
    """Whole seconds, rounded up, as on the terminal, at any place of a hold."""
    _, start_s, end_s = beats(page.timeline)[0]
    for place_s in (start_s + 0.1, start_s + 2.5, end_s - 0.2):
        page.go(place_s)
        left_s = end_s - page.place_s()
        assert page.text("count") == str(int(np.ceil(left_s)))
        assert page.text("phase") == "press"
        assert page.text("details") == "left side"


def test_before_a_hold_it_says_when_it_starts(page: Opened) -> None:
    """While one gets into the position."""
    _, start_s, _ = beats(page.timeline)[0]
    page.go(start_s - 2.4)
    assert (page.text("count"), page.text("phase")) == ("3", "starts in")


def test_repetitions_are_counted(page: Opened) -> None:
    """The second breath of three, and what one does."""
    breaths = [each for each in beats(page.timeline) if each[0].title == "Slow breathing"]
    page.go(breaths[2][1] + 0.5)
    assert (page.text("phase"), page.text("details")) == ("inhale", "2 of 3")
    scale = "return document.getElementById('breath').style.transform"
    low = page.browser.run(scale)
    page.go(breaths[2][2] - 0.1)
    assert page.browser.run(scale) > low


def test_words_are_shown_while_they_are_spoken(page: Opened) -> None:
    """And what to do, at other times, or where captions are off."""
    first = next(s for s in page.timeline.sections if s.step == 1)
    safety = next(cue for cue in first.cues if cue.text == "Stop if it hurts.")
    page.go(to_seconds(first.start + safety.start) + 0.1)
    assert page.text("said") == "Stop if it hurts."
    page.click("captions")
    todo = "Stop if it hurts. Find the tight muscle on your left side."
    assert page.text("said") == todo
    page.click("captions")
    page.go(to_seconds(first.end) - 0.1)
    assert page.text("said") == todo


def test_the_end_is_said(page: Opened) -> None:
    """And from there, playing begins anew."""
    page.go(to_seconds(page.timeline.frames) - 0.3)
    page.click("play")
    page.browser.until(f"{AUDIO}.ended")
    assert page.text("phase") == "the end"
    page.click("play")
    page.browser.until(f"{AUDIO}.currentTime > 0")
    assert page.place_s() < 5


def test_chimes_in_the_sound_are_where_the_timeline_has_them(
    browser: Browser, written: tuple[Path, Timeline], tmp_path: Path
) -> None:
    """To the millisecond, as the browser decodes it, without what the encoder puts before it."""
    path, timeline = written
    bare = tmp_path / "bare.html"
    script = path.read_text("utf-8").split('<script id="sound"')[1].split("</script>")[0]
    bare.write_text(f'<script id="sound"{script}</script>', "utf-8")
    browser.open(bare)
    sound = np.frombuffer(b64decode(browser.run(DECODE)), np.int16).astype(float)
    assert len(sound) == timeline.frames
    for section in timeline.sections:
        for cue in (each for each in section.cues if each.kind == "chime"):
            assert abs(off(sound, section.start + cue.start, cue.sound)) <= SAMPLE_RATE // 1000


def off(sound: np.ndarray, start: int, name: str) -> int:
    """How many frames later than ``start`` a chime is found, within 50 ms of it."""
    wanted = chime(name).samples[: SAMPLE_RATE // 4].astype(float)
    far = min(start, round(SAMPLE_RATE * IN_STEP_S))
    around = sound[start - far : start + len(wanted) + far]
    return int(np.argmax(np.correlate(around, wanted, "valid"))) - far
