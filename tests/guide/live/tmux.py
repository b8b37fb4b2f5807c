"""``guide play`` in tmux: a real terminal, whose cells can be read as a person sees them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shlex import join
from tempfile import TemporaryDirectory

import pytest

from tests.audio.devices.playing import wait_for
from tests.guide.cli.running import GUIDE

PATIENCE_S = 20
ENDED = "ended with status"


class Tmux:
    """A window of tmux with a shell in it that runs ``guide play`` once."""

    def __init__(self, width: int, height: int, *arguments: object) -> None:
        """Open a window of ``width`` x ``height`` cells; ``arguments`` follow ``guide play``."""
        self._folder = TemporaryDirectory(prefix="tmux")  # the path of a socket must be short
        folder = Path(self._folder.name)
        (folder / "conf").write_text("set -g status off\n", "ascii")
        self._tmux = ["tmux", "-u", "-S", str(folder / "socket"), "-f", str(folder / "conf")]
        self._before, self._after = folder / "before", folder / "after"
        play = join([str(GUIDE), "play", *map(str, arguments)])
        script = (
            f"stty -g > {self._before}; {play}; echo {ENDED} $?; stty -g > {self._after}; sleep 60"
        )
        size = ["-x", str(width), "-y", str(height)]
        environment = {key: os.environ[key] for key in os.environ.keys() - {"COLUMNS", "LINES"}}
        subprocess.run(
            [*self._tmux, "new-session", "-d", *size, script], check=True, env=environment
        )

    def _ask(self, *command: str) -> str:
        ran = subprocess.run(
            [*self._tmux, *command], check=True, capture_output=True, text=True, encoding="utf-8"
        )
        return ran.stdout

    @property
    def rows(self) -> list[str]:
        """What is shown."""
        return self._ask("capture-pane", "-p").splitlines()

    @property
    def words(self) -> str:
        """What is shown, in one line, however it is broken into several."""
        return " ".join(" ".join(self.rows).split())

    def wait_for(self, *texts: str) -> None:
        """Wait until all ``texts`` are shown at once."""
        try:
            wait_for(lambda: all(text in self.words for text in texts), PATIENCE_S)
        except pytest.fail.Exception as error:
            raise AssertionError("\n".join([f"{texts} did not come:", *self.rows])) from error

    def wait_for_row(self, number: int, text: str) -> None:
        """Wait until ``text`` is in a row, counted from 0."""
        wait_for(lambda: text in "".join(self.rows[number : number + 1]), PATIENCE_S)

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._ask("send-keys", *keys)

    def resize(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        self._ask("resize-window", "-x", str(width), "-y", str(height))

    def end(self) -> int:
        """Wait until the program has ended; return its status. The terminal is as it was."""
        self.wait_for(ENDED)
        wait_for(lambda: self._after.exists() and self._after.read_text() != "", PATIENCE_S)
        assert self._after.read_text() == self._before.read_text()
        state = self._ask(
            "display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
        )
        assert state.split() == ["0", "1", "0"]
        return int(self.words.split(ENDED)[1].split()[0])

    def close(self) -> None:
        """End whatever is left, and the server."""
        subprocess.run([*self._tmux, "kill-server"], check=False)
        self._folder.cleanup()
