"""The full screen: keys become commands, and what is drawn follows the session."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from guide.screen.full import Canvas, PlayerApp
from guide.screen.keys import KEYS
from guide.session.commands import Verb
from tests.guide.screen.moments import MOMENTS, Scripted, moment
from tests.guide.screen.test_picture import SIZES, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from guide.session.now import Now

NAMES = {"+": "plus", "=": "equals_sign", "-": "minus", "?": "question_mark"}
"""What Textual's pilot calls the keys that it does not call by their character."""


def shown(app: PlayerApp) -> list[str]:
    """The rows on the terminal, as Textual composes them."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def piloted(
    session: Scripted,
    script: Callable[[PlayerApp, Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> PlayerApp:
    """Run the screen without a terminal and play a script on it."""
    app = PlayerApp(session)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())
    return app


def told(now: Now, *keys: str) -> list[Any]:
    """The commands that a session is told when keys are pressed."""
    session = Scripted(now)

    async def press(_app: PlayerApp, pilot: Pilot[None]) -> None:
        await pilot.press(*(NAMES.get(key, key) for key in keys))

    piloted(session, press)
    return session.told


def test_every_key_is_its_command() -> None:
    """As the table of keys says, whose order the help shows."""
    names = [name for key in KEYS for name in key.names]
    verbs = [key.verb for key in KEYS for _ in key.names]
    assert told(MOMENTS["hold"], *names) == verbs


def test_other_keys_end_an_alarm_or_answer_a_question() -> None:
    """Neither an unknown letter nor a key that Textual itself knows does anything else."""
    keys = ("z", "tab", "ctrl+q", "f1", "escape", "enter", "y")
    verbs = [Verb.ACKNOWLEDGE] * 4 + [Verb.NO, Verb.ACKNOWLEDGE, Verb.YES]
    assert told(MOMENTS["hold"], *keys) == verbs


def test_ctrl_c_ends_at_once() -> None:
    """Without a question."""
    assert told(MOMENTS["hold"], "ctrl+c") == [Verb.END]


@pytest.mark.parametrize("key", ["space", "z", "escape", "q", "?", "f1", "up", "home"])
def test_any_key_reaches_an_alarm(key: str) -> None:
    """Whichever a drowsy hand finds; the help does not come in its way."""
    assert len(told(MOMENTS["alarm"], key)) == 1


def test_a_key_is_the_same_command_whatever_is_shown() -> None:
    """What it means is decided by the session, which may be further than the screen."""
    keys = ("y", "q", "enter", "n", "escape", "space", "z")
    assert told(MOMENTS["asking"], *keys) == told(MOMENTS["alarm"], *keys)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MOMENTS)
def test_the_terminal_shows_the_page(name: str, size: tuple[int, int]) -> None:
    """Every state at every size, exactly as drawn: nothing is read as markup or cut off."""

    async def look(app: PlayerApp, _pilot: Pilot[None]) -> None:
        assert shown(app) == text_of(MOMENTS[name], *size)

    piloted(Scripted(MOMENTS[name]), look, size)


def test_the_screen_follows_the_session_and_the_terminal() -> None:
    """A new moment is shown at the next look, a new size at once."""
    session = Scripted()

    async def change(app: PlayerApp, pilot: Pilot[None]) -> None:
        session.moment = MOMENTS["paused"]
        app.look()
        await pilot.pause()
        assert shown(app) == text_of(MOMENTS["paused"], 80, 24)
        for size in [*SIZES, (20, 5), (1, 1), (80, 24)]:
            await pilot.resize_terminal(*size)
            async with asyncio.timeout(10):  # Textual gathers sizes that come in quick succession
                while shown(app) != text_of(MOMENTS["paused"], *size):
                    await pilot.pause()

    piloted(session, change)


def test_help_opens_and_closes() -> None:
    """With its key and with escape; the session goes on below."""

    async def help_(app: PlayerApp, pilot: Pilot[None]) -> None:
        for close in ("question_mark", "escape"):
            await pilot.press("question_mark")
            assert shown(app) == text_of(MOMENTS["hold"], 80, 24, helping=True)
            await pilot.press(close)
            assert shown(app) == text_of(MOMENTS["hold"], 80, 24)

    session = Scripted()
    piloted(session, help_)
    assert session.told == []


@pytest.mark.parametrize(
    ("name", "key", "verb"),
    [("asking", "escape", Verb.NO), ("alarm", "escape", Verb.NO), ("lost", "s", Verb.SILENT)],
)
def test_an_open_help_is_in_nobody_s_way(name: str, key: str, verb: Verb) -> None:
    """What waits for an answer is shown, and answered; then the help is there again."""
    session = Scripted()

    async def answer(app: PlayerApp, pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        session.moment = MOMENTS[name]
        app.look()
        await pilot.pause()
        assert shown(app) == text_of(MOMENTS[name], 80, 24)
        await pilot.press(key)
        session.moment = MOMENTS["hold"]
        app.look()
        await pilot.pause()
        assert shown(app) == text_of(MOMENTS["hold"], 80, 24, helping=True)

    piloted(session, answer)
    assert session.told == [verb]


def test_only_what_changed_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second less: the rows of the digits, not those of the title or the keys."""
    session = Scripted()
    drawn: list[int] = []
    render = Canvas.render_line
    monkeypatch.setattr(
        Canvas, "render_line", lambda self, y: (drawn.append(y), render(self, y))[1]
    )

    async def count(app: PlayerApp, pilot: Pilot[None]) -> None:
        drawn.clear()
        app.look()
        await pilot.pause()
        assert drawn == []
        session.moment = moment(phase_left=session.moment.phase_left - 48_000)
        app.look()
        await pilot.pause()
        assert drawn and set(drawn) <= set(range(5, 16))

    piloted(session, count)


def test_the_screen_closes_when_the_session_is_over() -> None:
    """At the next look."""
    session = Scripted()

    async def end(app: PlayerApp, _pilot: Pilot[None]) -> None:
        session.over.set()
        app.look()
        assert app._exit

    piloted(session, end)


def test_a_fault_of_the_session_closes_the_screen() -> None:
    """It is kept, to be raised when the terminal is as it was."""
    session = Scripted()

    def broken() -> Now:
        raise RuntimeError("broken")

    async def fail(app: PlayerApp, _pilot: Pilot[None]) -> None:
        session.now = broken  # type: ignore[method-assign]
        app.press("space")
        assert isinstance(app.fault, RuntimeError)
        assert app._exit

    piloted(session, fail)
