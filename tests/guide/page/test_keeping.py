"""What a page keeps and asks for may be forbidden; then it does without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.guide.page.pages import AUDIO, write
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Timeline
    from tests.browser import Browser
    from tests.guide.page.pages import Opened

pytestmark = pytest.mark.needs("chromium", "chromedriver")

OFFER = "const one = document.getElementById('go-on'); return one.offsetParent && one.innerText"
"""None while it is hidden."""

LOCKS = """
window.locks = [];
navigator.wakeLock.request = async (kind) => {
  const lock = {kind, released: false, release: async () => { lock.released = true; }};
  locks.push(lock);
  return lock;
};
"""
"""Keeps the locks that a page asks for, in place of a screen."""

FORBIDDEN = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("forbidden"); }});
"""


def leave_at(page: Opened, place_s: float) -> None:
    """Play at a place, pause, and open the page again."""
    page.go(place_s)
    page.click("play")
    page.browser.until(f"{AUDIO}.currentTime > arguments[0]", place_s)
    page.click("play")
    page.browser.reload()
    page.browser.until(f"{AUDIO}.readyState >= 2")


def test_it_offers_to_go_on_where_one_was(page: Opened) -> None:
    """After it was opened again; it begins anew unless one takes the offer."""
    assert page.browser.run(OFFER) is None
    place_s = page.start_s(2) + 1
    leave_at(page, place_s)
    assert page.browser.run(OFFER).startswith("Go on at Slow breathing, 1:0")
    assert page.place_s() == 0
    page.click("go-on")
    page.browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > arguments[0]", place_s - 0.1)
    assert page.place_s() < place_s + 5
    assert page.browser.run(OFFER) is None


def test_only_looking_forgets_nothing(page: Opened) -> None:
    """The place is still known when the page was opened and closed."""
    leave_at(page, 20)
    page.browser.reload()
    assert page.browser.run(OFFER)


@pytest.mark.parametrize("seconds", [3, -0.5])
def test_near_both_ends_there_is_nothing_to_go_on_with(page: Opened, seconds: float) -> None:
    """It is as quick to begin anew."""
    end_s = page.browser.run(f"return {AUDIO}.duration")
    leave_at(page, 20)
    leave_at(page, seconds if seconds > 0 else end_s + seconds)
    assert page.browser.run(OFFER) is None


def test_another_session_has_a_place_of_its_own(page: Opened, tmp_path: Path) -> None:
    """Though a browser may keep what all files remember in one store."""
    leave_at(page, 20)
    other = tmp_path / "other.html"
    write(other, plan(step(phase(60.0))))
    page.browser.open(other)
    assert page.browser.run(OFFER) is None


def test_a_browser_that_keeps_nothing_plays(page: Opened) -> None:
    """Such as one that forbids files to, or a private window."""
    page.open(FORBIDDEN)
    page.click("play")
    page.browser.until(f"{AUDIO}.currentTime > 0.3")
    page.click("next")
    assert page.plays()


def test_the_screen_stays_on_while_it_plays(page: Opened) -> None:
    """Not during a pause; and it is asked for anew when the page is seen again."""
    page.open(LOCKS)
    page.click("play")
    assert page.browser.until("locks.length === 1 && locks[0].kind") == "screen"
    page.browser.run(
        "locks[0].released = true; document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.browser.until("locks.length === 2")
    page.click("play")
    page.browser.until("locks.every((lock) => lock.released)")


@pytest.mark.parametrize(
    "forbidden",
    [
        "navigator.wakeLock.request = async () => { throw new DOMException('forbidden'); };",
        "Object.defineProperty(navigator, 'wakeLock', {value: undefined});",
    ],
)
def test_a_screen_that_cannot_be_kept_on_is_no_fault(page: Opened, forbidden: str) -> None:
    """A low battery, or an old browser."""
    page.open(forbidden)
    page.click("play")
    page.browser.until(f"{AUDIO}.currentTime > 0.2")
    assert page.text("fault") == ""


def test_a_sound_that_cannot_be_played_is_told(
    browser: Browser, written: tuple[Path, Timeline], tmp_path: Path
) -> None:
    """In a sentence, with what else there is."""
    whole = written[0].read_text("utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(re.sub(r'(data-end="\d+">)[^<]*', r"\1AAAA", whole), "utf-8")
    browser.open(broken)
    browser.until("document.getElementById('fault').innerText.includes('cannot play the sound')")
    browser.complaints()
