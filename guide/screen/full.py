"""The full-screen player: a page drawn anew some times a second, and the keys."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from guide.language.words import words_of
from guide.screen import saying
from guide.screen.keys import HELP, command_for
from guide.screen.picture import draw
from guide.screen.stalled import gone, make_room, writable
from guide.screen.view import LOOKS_A_SECOND
from guide.session.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.events import Key

    from guide.screen.page import Look, Row
    from guide.session.view import LiveSession

_STYLES: dict[Look, Style] = {
    "plain": Style(),
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "accent": Style(color="cyan"),
    "reverse": Style(reverse=True, bold=True),
}
"""In the terminal's own colours, so that a light one stays light and a dark one dark."""


class FullScreen:
    """Shows a session on the whole terminal, and takes its keys."""

    def run(self, session: LiveSession) -> None:
        """Show ``session`` until it is over, in the main thread; see ``Screen.run``.

        A signal that ends the program ends the screen first, and is delivered once the terminal
        is as it was.

        Raises:
            Exception: what ``session`` has raised.
        """
        app = PlayerApp(session)
        with _signals(app.signals.append):
            app.run(mouse=False)
            app.left.set()
        if app.signals:
            signal.raise_signal(app.signals[0])
        if app.fault:
            raise app.fault


@contextmanager
def _signals(note: Callable[[int], None]) -> Iterator[None]:
    """Note signals that would end the program; the second time they do what they did before.

    What Textual makes of other signals is undone as well: ``fg`` must not bring a screen back.
    """
    before = {
        number: signal.getsignal(number)
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH")
        if (number := getattr(signal, name, None))  # Windows knows the first two
    }

    def ends(number: int, _frame: object) -> None:
        note(number)
        signal.signal(number, before[number])

    for number in list(before)[:3]:
        if before[number] != signal.SIG_IGN:  # nohup
            signal.signal(number, ends)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class PlayerApp(App[None], inherit_bindings=False):
    """Reads the session and draws what has changed; all keys go by one table."""

    CSS = "Canvas { width: 100%; height: 100%; }"
    ENABLE_COMMAND_PALETTE = False
    CLOSE_TIMEOUT = 0.5

    def __init__(self, session: LiveSession) -> None:
        """Begin with nothing shown."""
        # The terminal's own colours, light or dark; none at all where NO_COLOR is set.
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.session = session
        self.signals: list[int] = []
        self.fault: Exception | None = None
        self.helping = False
        self.left = threading.Event()
        self._let_go = False  # of the terminal, to be stopped
        self._terminal = sys.__stderr__  # which Textual draws on

    def compose(self) -> ComposeResult:
        """One widget is the whole screen."""
        yield Canvas(self.press, self.look)

    def on_mount(self) -> None:
        """Look from now on."""
        self.query_one(Canvas).focus()
        self.set_interval(1 / LOOKS_A_SECOND, self.look)
        if hasattr(signal, "SIGCONT") and not self.is_headless:
            signal.signal(signal.SIGCONT, self._go_on)

    def _go_on(self, _number: int, _frame: object) -> None:
        """Take the terminal anew after a stop: SIGSTOP, unlike Ctrl-Z, did not let it go before."""
        driver = self._driver
        assert driver
        if not self._let_go:
            driver.suspend_application_mode()
        self._let_go = False
        driver.resume_application_mode()
        self.refresh()

    def look(self) -> None:
        """Draw the moment; leave when the session is over."""
        with self._watched():
            if self._terminal and gone(self._terminal):
                self.signals.append(signal.SIGHUP)  # which only the window's own session is sent
            if signal.SIGINT in self.signals:
                self.signals.remove(signal.SIGINT)
                self.session.do(Verb.END)
            if self.session.over.is_set() or self.signals:
                self._leave()
            elif self._terminal is None or self.is_headless or writable(self._terminal):
                self._draw()

    def _draw(self) -> None:
        canvas = self.query_one(Canvas)
        canvas.show(draw(self.session.now(), *canvas.size, self.helping))

    def _leave(self) -> None:
        """Give the terminal back, whether it still reads or not."""
        self.exit()
        if self._terminal and not self.is_headless:
            make_room(self._terminal, self.left)

    def press(self, key: str) -> None:
        """Do what ``key`` means: to the screen, or to the session."""
        if key == "ctrl+z":
            self._let_go = True
            self.action_suspend_process()
            return
        with self._watched():
            now = self.session.now()
            hidden = saying.urgent(now)  # the help, if it is open
            if key == HELP and not hidden:
                self.helping = not self.helping
            elif key == "escape" and self.helping and not hidden:
                self.helping = False
            else:
                self.session.do(command_for(key, words_of(now.language)))
        self.look()

    def _handle_exception(self, error: Exception) -> None:
        """Keep what fails in Textual itself, instead of printing its traceback."""
        self.fault = self.fault or error
        self._leave()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Leave the screen first when something fails: ``run`` raises it on a clean terminal."""
        try:
            yield
        except Exception as error:
            self.fault = error
            self._leave()


class Canvas(Widget, can_focus=True):
    """Rows of a page on the terminal; only those that have changed are drawn again."""

    def __init__(self, press: Callable[[str], None], look: Callable[[], None]) -> None:
        """Begin with an empty page; ``press`` is told the keys, ``look`` asked for a new page."""
        super().__init__()
        self._press = press
        self._look = look
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show ``rows`` from now on."""
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.refresh()
            return
        changed = [y for y, row in enumerate(rows) if row != before[y]]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Return one row for the terminal; the text is never read as markup."""
        row = self._rows[y] if y < len(self._rows) else ()
        strip = Strip([Segment(span.text, _STYLES[span.look]) for span in row])
        return strip.adjust_cell_length(self.size.width)

    def on_resize(self) -> None:
        """Have a page drawn for the new size at once."""
        self._look()

    def on_key(self, event: Key) -> None:
        """Hand every key on, printable ones as the character they are."""
        event.stop()
        event.prevent_default()
        character = event.character or ""
        self._press(character if character.isprintable() and character.strip() else event.key)
