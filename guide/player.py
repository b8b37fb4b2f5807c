"""A live session: sections compiled ahead in one thread, heard through the transport.

compiler -> score -> transport -> device
`------> screen (reads only)
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from audio.transport import Transport
from guide.score import Score

if TYPE_CHECKING:
    from audio.devices.device import Device
    from guide.compiler import Compiler
    from guide.now import Now
    from guide.sounds import Sounds
    from guide.timeline import Warning

LOOK_S = 0.1
"""How often the screen is shown what is heard. It times nothing: the device keeps time."""


class Screen(Protocol):
    """Shows a session."""

    def show(self, now: Now) -> None:
        """Show what is heard at this moment; called some ten times a second."""

    def close(self) -> None:
        """Leave the terminal as it was."""


class Player:
    """Plays one session from its beginning to its end."""

    def __init__(self, compiler: Compiler, sounds: Sounds) -> None:
        """Begin to compile at once, in the background."""
        self._compiler = compiler
        self._score = Score(sounds)
        self._stopped = threading.Event()
        self._compiling = threading.Thread(target=self._compile, name="score", daemon=True)
        self._compiling.start()

    def play(self, device: Device, screen: Screen) -> None:
        """Play until the end is heard.

        Raises:
            DeviceError: the device could not be opened, or went away.
            VoiceError: the voice could not speak; what was compiled before has been heard.
        """
        self._score.wait_for_first()
        transport = Transport(device, self._score.read)
        transport.start()
        try:
            while not transport.finished.wait(LOOK_S):
                if transport.failure:
                    raise transport.failure
                waiting = transport.state == "waiting"
                screen.show(self._score.at(transport.position, waiting))
        finally:
            transport.stop()
            screen.close()
        if self._score.failure:
            raise self._score.failure

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What the compiler had to do so that words fit, for the author."""
        return self._score.warnings

    def close(self) -> None:
        """Stop compiling."""
        self._stopped.set()

    def _compile(self) -> None:
        # One job is some 20 times as fast as the session, and leaves the other core to the sound.
        sections = self._compiler.sections(jobs=1)
        try:
            for section in sections:
                self._score.add(section)
                if self._stopped.is_set():
                    break
        except Exception as error:
            self._score.finish(error)
        else:
            self._score.finish()
        finally:
            sections.close()
