"""A page as it is seen, by whoever looks at it with whatever; and what it does not let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio.clip import to_seconds
from guide.format.routine import Offset
from tests.browser import node_file
from tests.conftest import IN_CI
from tests.guide.page.pages import AUDIO, HOSTILE, Opened, write
from tests.guide.page.test_playing import beats
from tests.guide.plans import cue, phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Timeline
    from guide.fitting.plan import Plan
    from tests.browser import Browser

pytestmark = pytest.mark.needs("chromium", "chromedriver")

SIZES = ((360, 740), (740, 360), (640, 320), (768, 1024), (1440, 900))
WORDS = "Lie on your back and bend your knees, with your feet flat on the floor, and breathe. "
GERMAN = "Rückenmuskulaturentspannungsübungen für Fortgeschrittene"

WIDER = """
const page = document.documentElement;
return [...document.querySelectorAll("body *")]
  .filter((one) => !one.closest(".unseen"))
  .filter((one) => one.getBoundingClientRect().right > arguments[0] + 0.5)
  .map((one) => one.outerHTML.slice(0, 80))
  .concat(page.scrollWidth > arguments[0] ? ["page"] : []);
"""
"""What is wider than the screen."""

SMALL = """
return [...document.querySelectorAll("button")].filter((one) => one.offsetParent)
  .map((one) => [one.innerText, one.offsetWidth, one.offsetHeight])
  .filter(([, width, height]) => width < 48 || height < 48);
"""
"""What is too small for a finger."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The program that finds what keeps people from using a page."""
    path = node_file("axe-core/axe.min.js")
    if path is None:
        reason = "needs axe-core in a folder of NODE_PATH (.ci/run installs it)"
        pytest.fail(reason) if IN_CI else pytest.skip(reason)
    return path.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(page: Opened, axe: str, size: tuple[int, int], scheme: str) -> None:
    """Before it plays, in the middle of a hold, and while the end is said."""
    page.browser.look(*size, scheme)
    page.browser.tell("Runtime.evaluate", expression=axe)
    for place_s in (0, page.start_s(1) + 9, page.start_s(4)):
        page.go(place_s)
        found = page.browser.run("return (await axe.run()).violations")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def long_session(steps: int) -> Plan:
    """A session of texts that are long, with words that are long."""
    return plan(
        *(
            step(
                phase(2.0, name="press and hold it there", say="Press."),
                title=f"{GERMAN}: {GERMAN}" if number < 3 else f"Step {number}",
                say=WORDS * 4 if number == 0 else "Lie down.",
                sides=("left", "the other one, which is the right one"),
            )
            for number in range(steps)
        ),
        title=f"{GERMAN}, {GERMAN}",
        before=(WORDS * 3,),
    )


@pytest.mark.parametrize("steps", [1, 60])
def test_nothing_is_wider_than_the_screen(browser: Browser, tmp_path: Path, steps: int) -> None:
    """At 320 px, which is 1280 px at 400 %, whatever the texts; and every button fits a finger."""
    page = Opened(
        browser, tmp_path / "long.html", write(tmp_path / "long.html", long_session(steps), "de")
    )
    page.open()
    for place_s in (0, page.start_s(1) + 1, page.start_s(1) + 40):
        page.go(place_s)
        for width, height in ((320, 568), (180, 370), *SIZES):
            browser.look(width, height)
            assert browser.run(WIDER, width) == [], (width, place_s)
            assert browser.run(SMALL) == []


@pytest.mark.parametrize("size", SIZES)
def test_what_one_needs_is_on_the_first_screen(page: Opened, size: tuple[int, int]) -> None:
    """The countdown, the words and all buttons, without scrolling."""
    page.browser.look(*size)
    page.go(page.start_s(1) + 9)
    bottom = "return document.getElementById(arguments[0]).getBoundingClientRect().bottom"
    for name in ("step", "clock", "words", "play", "captions"):
        assert 0 < page.browser.run(bottom, name) <= size[1]


@pytest.mark.parametrize("size", SIZES)
def test_the_countdown_is_read_from_the_floor(page: Opened, size: tuple[int, int]) -> None:
    """Two digits are 80 px high at least, whichever way a phone lies, and stay in their ring."""
    page.browser.look(*size)
    _, start_s, _ = beats(page.timeline)[0]
    for place_s in (0, start_s - 2, start_s + 0.5):
        page.go(place_s)
        high, wide, ring, middle = page.browser.run(
            "const count = document.getElementById('count').getBoundingClientRect();"
            "const dial = document.getElementById('dial').getBoundingClientRect();"
            "return [count.height, count.width, Math.min(dial.width, dial.height),"
            "count.top + count.height / 2 - dial.top - dial.height / 2];"
        )
        assert high >= 80
        assert wide <= 0.88 * ring
        assert abs(middle) < 1


def test_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """Texts in Hebrew run as they must, in a page that may be in any language."""
    title = "תנוחת הילד"
    page = Opened(
        browser, tmp_path / "he.html", write(tmp_path / "he.html", plan(step(title=title)), "he")
    )
    page.open()
    page.go(page.start_s(1))
    direction = "return getComputedStyle(document.getElementById('step')).direction"
    assert (page.text("step"), browser.run(direction)) == (title, "rtl")


def test_who_wants_no_motion_sees_none(page: Opened) -> None:
    """No disc that breathes, and no page that glides."""
    page.browser.look(360, 740, motion="reduce")
    seen = "return getComputedStyle(document.getElementById('breath')).display"
    assert page.browser.run(seen) == "none"
    scrolls = "return getComputedStyle(document.documentElement).scrollBehavior"
    assert page.browser.run(scrolls) == "auto"


def test_a_screen_reader_is_told_words_but_no_counts(page: Opened) -> None:
    """Counts are heard; and the names and states of buttons are what is seen."""
    page.browser.run(
        "window.told = []; const status = document.getElementById('status');"
        "new MutationObserver(() => told.push(status.textContent)).observe(status,"
        "{childList: true})"
    )
    work = next(s for s in page.timeline.sections if s.kind == "work")
    page.go(to_seconds(work.start) + 0.01)
    page.click("play")
    over_s = to_seconds(work.start + work.beats[0].start) + 3.5
    page.browser.until(f"{AUDIO}.currentTime > arguments[0]", over_s)
    page.pause()
    told = page.browser.run("return told")
    assert "Let go a little." in told
    assert not {"one", "two", "three"} & set(told)


def test_hostile_texts_are_texts(browser: Browser, tmp_path: Path) -> None:
    """Wherever an author may write one: nothing runs, and all of it is seen as it was written."""
    path = tmp_path / "hostile.html"
    session = plan(
        step(
            phase(2.0, name=HOSTILE, say=HOSTILE, cues=(cue(Offset(seconds=1.0), HOSTILE),)),
            title=HOSTILE,
            say=HOSTILE,
            sides=(HOSTILE, "right"),
        ),
        title=HOSTILE,
        before=(HOSTILE,),
        after=(HOSTILE,),
    )
    page = Opened(browser, path, write(path, session, 'en" onload="alert(1)'))
    page.open("window.alert = () => { window.ran = true; };")
    work = next(s for s in page.timeline.sections if s.kind == "work")
    page.go(to_seconds(work.start + work.beats[0].start) + 0.2)
    shown = HOSTILE.replace("\u2028", "")
    for name in ("step", "phase", "details", "said"):
        assert shown in page.text(name).replace("\u2028", "").replace("\n", "")
    assert browser.run("return document.title") == HOSTILE
    assert browser.run("return [window.ran, document.scripts.length]") == [None, 1]
    assert browser.complaints() == []


ATTACKS = {
    "script": "const one = document.createElement('script'); one.textContent = 'window.ran = true';"
    "document.body.append(one);",
    "handler": "document.body.setAttribute('onclick', 'window.ran = true'); document.body.click();",
    "style": "const one = document.createElement('style'); one.textContent = 'body {color: red}';"
    "document.body.append(one);"
    "window.ran = getComputedStyle(document.body).color === 'rgb(255, 0, 0)';",
    "fetch": "await fetch('data:,hello').then(() => { window.ran = true; }, () => {});",
    "picture": "const one = new Image(); one.onload = () => { window.ran = true; };"
    "one.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';"
    "await new Promise((go) => { one.onerror = go; setTimeout(go, 2000); });",
    "html": "document.body.insertAdjacentHTML('beforeend', '<p id=ran>');"
    "window.ran = document.getElementById('ran') !== null;",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_gets_in_does_not_run(
    browser: Browser, written: tuple[Path, Timeline], attack: str
) -> None:
    """The page's own policy stops what it does not contain, and the browser says so."""
    browser.open(written[0])
    browser.complaints()
    browser.run(f"try {{ {ATTACKS[attack]} }} catch {{}}")
    assert not browser.run("return window.ran")
    told = " ".join(browser.complaints())
    assert "Content Security Policy" in told or "TrustedHTML" in told or "TrustedScript" in told
