"""Live sessions, one after the other, with all that belongs to one: device, screen, history."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from audio.devices.choice import open_device
from audio.errors import DeviceError, NoDeviceError
from guide.cli.sessions.opening import open_history
from guide.cli.sessions.resuming import StepGoneError
from guide.cli.terminal.asking import can_ask
from guide.cli.terminal.faults import tell
from guide.cli.terminal.paragraphs import echo
from guide.library.finding import known_as

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audio.devices.device import Device
    from guide.cli.sessions.wish import Wish
    from guide.format.routine import Routine
    from guide.history.history import History
    from guide.playing.player import Player
    from guide.session.view import LiveSession

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


class Live:
    """Plays for whoever sits at the terminal."""

    def __init__(self, device: Device, *, plain: bool, settled_by: str = "") -> None:
        """Play on ``device``, which is opened again for each further session.

        Args:
            device: where it is heard.
            plain: lines of text instead of the whole screen.
            settled_by: where the device is but wished for, what is told where it is not there.
        """
        self._device = device
        self._settled_by = settled_by
        self._played = False
        self._plain = plain
        self._volume = 1.0
        self._chimes = True

    @cached_property
    def _history(self) -> History:
        return open_history()

    def play(self, wish: Wish, row: Sequence[Wish] = ()) -> Player:
        """Play one session until its end is heard, or the person ends it; return it.

        Volume and chimes stay as the person leaves them, for the sessions that follow.

        Args:
            wish: the session.
            row: what is played after it; remembered in case it is interrupted.
        """
        try:
            return self._play(wish, row)
        except StepGoneError:
            if wish.resumed:
                self._history.give_up(wish.resumed)
            raise

    def _play(self, wish: Wish, row: Sequence[Wish]) -> Player:
        name, *names = (known_as(each.routine) for each in (wish, *row))
        if wish.volume is not None:
            self._volume = wish.volume / 100
        with wish.opened() as (compiler, sounds, *_):
            # Imported while the voice's workers start.
            from guide.playing.player import Conditions, Player  # noqa: PLC0415

            conditions = Conditions(
                first_step=wish.first_step(compiler.plan),
                attended=can_ask(),
                volume=self._volume,
                chimes=self._chimes,
                before=wish.resumed.report if wish.resumed else None,
            )
            player = Player(compiler, sounds, conditions)
            journal = None
            try:
                self._start(player)
                kept = {**wish.kept, "volume": round(100 * self._volume), "row": names}
                journal = self._history.begin(name, kept, player.report, wish.resumed)
                player.journal = journal
                echo(wish.routine.title)
                self._show(player, player)
            finally:
                try:
                    report = player.stop()
                finally:
                    if journal:
                        journal.keep(player.report)
                        journal.close()
        from guide.session.summary import summary  # noqa: PLC0415

        now = player.now()
        self._volume, self._chimes = now.volume, now.chimes
        tell(player.warnings)
        for line in summary(report, compiler.words):
            echo(line)
        if self._history.fault:
            echo(self._history.fault, err=True)
        return player

    def _start(self, player: Player) -> None:
        """Start on the device or, while there is none at all, show the session in silence."""
        if self._played:
            self._device = self._device.again()
        self._played = True
        try:
            self._start_as_wished(player)
        except NoDeviceError as error:
            echo(f"{error}\nThe session is shown without sound.", err=True)
            player.start_in_silence(self._device, error)

    def _start_as_wished(self, player: Player) -> None:
        """Start on the device, or on the usual one where it is but wished for and not there."""
        try:
            player.start(self._device)
        except NoDeviceError:
            raise
        except DeviceError as error:
            if not self._settled_by:
                raise
            echo(f"{error} {self._settled_by} Instead, the usual output is taken.", err=True)
            self._settled_by = ""
            self._device = open_device()
            player.start(self._device)

    def preview(self, wish: Wish, path: Path) -> Player:
        """Play a routine while its file ``path`` is written, until the person ends it."""
        if wish.volume is not None:
            self._volume = wish.volume / 100
        with wish.opened() as (compiler, sounds, _, own, _):
            # Imported while the voice's workers start.
            from guide.compiling.compiler import Compiler  # noqa: PLC0415
            from guide.compiling.measure import PlanMeasure  # noqa: PLC0415
            from guide.fitting.fit import fit  # noqa: PLC0415
            from guide.language.pronunciation import Pronunciation  # noqa: PLC0415
            from guide.playing.player import Conditions, Player  # noqa: PLC0415
            from guide.playing.preview import Preview  # noqa: PLC0415

            def compiler_of(routine: Routine) -> Compiler:
                spoken = Pronunciation(routine.language, routine.say_as, own)
                sounds.revise(spoken, routine.sounds.by_chime())
                measure = PlanMeasure(sounds, wish.choices["talk"], jobs=2)
                plan = wish.change(fit(routine, wish.wanted, measure).plan)
                return Compiler(plan, sounds, wish.choices["talk"])

            conditions = Conditions(
                first_step=wish.first_step(compiler.plan),
                attended=can_ask(),
                volume=self._volume,
                stays=True,
            )
            player = Player(compiler, sounds, conditions)
            try:
                self._start(player)
                echo(f"{wish.routine.title}: save {path} to hear what you change.")
                self._show(player, Preview(player, path, compiler, compiler_of, wish.given))
            finally:
                player.stop()
        tell(player.warnings)
        return player

    def _show(self, player: Player, session: LiveSession) -> None:
        # Imported only now: the first words are being heard.
        from guide.remote.controls import remote_controls  # noqa: PLC0415
        from guide.screen.choice import choose  # noqa: PLC0415

        with remote_controls(player):
            choose(self._plain).run(session)
