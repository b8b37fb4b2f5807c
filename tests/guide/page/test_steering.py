"""A page does what is pressed: its buttons, the keys, and those of a headset or a lock screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio.clip import to_seconds
from tests.guide.page.pages import AUDIO

if TYPE_CHECKING:
    from tests.guide.page.pages import Opened

pytestmark = pytest.mark.needs("chromium", "chromedriver")

NEAR_S = 0.05

HANDLERS = """
window.handlers = {}; window.positions = [];
navigator.mediaSession.setActionHandler = (action, handler) => { handlers[action] = handler; };
navigator.mediaSession.setPositionState = (state) => { positions.push(state); };
"""
"""Keeps what a page asks to be told by the system, and what it tells."""


def is_at(page: Opened, place_s: float) -> bool:
    """Whether the sound, which stands still, is where something begins."""
    return abs(page.place_s() - place_s) <= NEAR_S


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_tap_on_a_step_goes_there(page: Opened, step: int) -> None:
    """Within 50 ms of its beginning; it plays from there, and is marked in the list."""
    page.browser.run(f"{AUDIO}.play = async () => {{}};")  # to look at the place itself
    page.tap(step)
    assert is_at(page, page.start_s(step))
    assert page.current() == step
    assert page.text("number") == f"Step {step} of 3"


def test_a_tap_on_a_step_plays(page: Opened) -> None:
    """From its beginning on."""
    page.tap(2)
    page.browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > arguments[0]", page.start_s(2))


@pytest.mark.parametrize("keys", [("n", "n", "b", "p"), ("\ue014", "\ue014", "\ue012", "\ue012")])
def test_keys_go_from_step_to_step(page: Opened, keys: tuple[str, ...]) -> None:
    """Next, next, and back again: letters, or arrows."""
    for key, step in zip(keys, (1, 2, 1, 0), strict=True):
        page.browser.press(key)
        page.arrive()
        assert is_at(page, page.start_s(step))


def test_back_is_first_to_the_start_of_the_step(page: Opened) -> None:
    """As on the terminal: only then to the step before."""
    page.go(page.start_s(2) + 5)
    page.click("back")
    assert is_at(page, page.start_s(2))
    page.click("back")
    assert is_at(page, page.start_s(1))


def test_repeat_goes_to_the_instruction(page: Opened) -> None:
    """On the second side, to the change to that side."""
    sections = [s for s in page.timeline.sections if s.step == 1]
    for name, kind, side in (("left", "instruction", "left"), ("right", "change", "right")):
        work = next(s for s in sections if (s.kind, s.side) == ("work", name))
        page.go(to_seconds(work.start) + 2)
        page.browser.press("r")
        page.arrive()
        led = next(s for s in sections if (s.kind, s.side) == (kind, side))
        assert is_at(page, to_seconds(led.start))


def test_next_after_the_last_step_comes_to_the_end(page: Opened) -> None:
    """Through what is said afterwards."""
    page.go(page.start_s(3))
    page.click("next")
    assert page.text("number") == "Afterwards"
    page.click("next")
    assert is_at(page, to_seconds(page.timeline.frames))


@pytest.mark.parametrize("key", [" ", "k"])
def test_a_key_pauses_and_goes_on(page: Opened, key: str) -> None:
    """Space or k, and it pauses at once."""
    page.browser.press(key)
    assert page.plays()
    page.browser.press(key)
    assert not page.plays()


def test_space_on_a_button_presses_that_button(page: Opened) -> None:
    """As everywhere, and nothing more."""
    page.browser.run("document.getElementById('captions').focus()")
    page.browser.press(" ")
    assert not page.plays()
    pressed = "return document.getElementById('captions').getAttribute('aria-pressed')"
    assert page.browser.run(pressed) == "false"


def test_the_speed_is_changed_without_the_pitch(page: Opened) -> None:
    """The button goes through all speeds, keys up and down; both ends are ends."""
    speeds = []
    for _ in range(6):
        page.click("speed")
        speeds.append(page.browser.run(f"return {AUDIO}.playbackRate"))
    assert speeds == [1.1, 1.25, 1.5, 0.8, 0.9, 1]
    assert page.browser.run(f"return {AUDIO}.preservesPitch")
    page.browser.press(*"<<<<")
    assert page.text("speed") == "Speed 0.8×"
    page.browser.press(*">>>>>>>")
    assert page.text("speed") == "Speed 1.5×"


def test_keys_with_ctrl_are_the_browser_s_own(page: Opened) -> None:
    """Ctrl+R is a reload, and no instruction again."""
    page.go(20)
    page.browser.run(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', ctrlKey: true}))"
    )
    assert is_at(page, 20)


def test_every_key_is_told_on_the_page(page: Opened) -> None:
    """In text, and ``?`` shows it."""
    told = page.browser.run("return document.querySelector('footer').innerText")
    for key in ("space", "n", "b", "r", "c", "?"):
        assert key in told.split()
    page.browser.press("?")
    page.browser.until("scrollY > 0")


def test_media_keys_steer_it(page: Opened) -> None:
    """Those of a headset, a lock screen or a watch."""
    page.open(HANDLERS)
    go = "const done = handlers[arguments[0]](arguments[1] || {}); if (done) await done;"
    page.browser.run(go, "nexttrack")
    page.arrive()
    assert is_at(page, page.start_s(1))
    page.browser.run(go, "seekto", {"seekTime": 20})
    page.arrive()
    assert is_at(page, 20)
    page.browser.run(go, "seekforward", {"seekOffset": 5})
    page.arrive()
    assert is_at(page, 25)
    page.browser.run(go, "seekbackward")
    page.arrive()
    assert is_at(page, 15)
    page.browser.run(go, "previoustrack")
    page.arrive()
    page.browser.run(go, "play")
    assert page.plays()
    page.browser.run(go, "pause")
    assert not page.plays()


def test_the_system_is_told_what_plays(page: Opened) -> None:
    """The step, the routine, the length and the place, for a lock screen."""
    page.open(HANDLERS)
    page.tap(2)
    page.browser.until("positions.length && navigator.mediaSession.playbackState === 'playing'")
    title, album, artist, state = page.browser.run(
        "const {title, album, artist} = navigator.mediaSession.metadata;"
        "return [title, album, artist, positions.at(-1)]"
    )
    assert (title, album, artist) == ("Slow breathing", "Short & öde", "Step 2 of 3")
    assert state["duration"] == pytest.approx(to_seconds(page.timeline.frames), abs=0.001)
    assert state["playbackRate"] == 1
    assert state["position"] == pytest.approx(page.start_s(2), abs=2)


def test_a_browser_without_media_keys_plays(page: Opened) -> None:
    """Nor one that knows only some of them."""
    page.open("navigator.mediaSession.setActionHandler = () => { throw new TypeError('no'); };")
    page.click("play")
    assert page.plays()
