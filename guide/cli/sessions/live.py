"""Live sessions, one after the other, with all that belongs to one: device, screen, history."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from audio.devices.choice import open_device
from audio.errors import DeviceError, NoDeviceError
from guide.cli.options.wanted import as_choices, wanted_of
from guide.cli.sessions.opening import opened
from guide.cli.sessions.resuming import (
    StepGoneError,
    begun_with,
    choices_with,
    gone,
    lost,
    question,
    step_of,
)
from guide.cli.sessions.steps import find_step
from guide.cli.terminal.asking import confirm
from guide.cli.terminal.faults import report, tell
from guide.cli.terminal.paragraphs import echo
from guide.language.languages import OWN, demand
from guide.language.languages import wish as wish_for
from guide.language.words import words_of
from guide.library.finding import known_as, load
from guide.problems.problem import GuideError
from guide.reading.parameters import Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from audio.devices.device import Device
    from guide.cli.sessions.opening import Opened
    from guide.fitting.fit import Wanted
    from guide.fitting.plan import Plan
    from guide.format.routine import Routine
    from guide.history.history import History
    from guide.history.records import Interrupted
    from guide.playing.player import Player
    from guide.session.view import LiveSession

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One session as it was asked for.

    Attributes:
        first: the step to begin with, by number or title; None begins at the beginning.
        only: the one step to play, likewise, or None.
        wake_s: the lead-in before words after silence, in seconds; None leaves it to the routine.
        wanted: what to choose of all that the author leaves open.
        given: values for the routine's parameters, and a language; it was read with them.
        choices: talk and what chooses a voice.
        resumed: the interrupted session that it goes on with, if it does.
        volume: how loud it begins, in percent; None leaves it as it was.
        wished_by: a sentence that tells where its voice and engine are from, if what is there
            today may speak instead of them; None where that is for the command line to say.
    """

    routine: Routine
    first: str | None
    only: str | None
    wake_s: float | None
    wanted: Wanted
    given: Given
    choices: dict[str, Any]
    resumed: Interrupted | None = None
    volume: int | None = None
    wished_by: str | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """All of it but the routine and the first step, as the history keeps it."""
        mine = {"only": self.only, "wake_s": self.wake_s, "set": list(self.given.texts)}
        in_language = {"language": self.routine.language, "row_language": self.given.language.tag}
        return {**as_choices(self.wanted), **self.choices, **mine, **in_language}

    def opened(self) -> AbstractContextManager[Opened]:
        """Open the voice that it is spoken by, and compile with it."""
        return opened(
            self.routine,
            change=self.change,
            wanted=self.wanted,
            lasting=True,
            wished_by=self.wished_by,
            **self.choices,
        )

    def change(self, plan: Plan) -> Plan:
        """Return the plan as it is wished.

        Raises:
            BadParameter: there is no such step.
            StepGoneError: there is none any more.
        """
        if self.wake_s is not None:
            plan = replace(plan, settings=replace(plan.settings, wake_s=self.wake_s))
        if self.only is None:
            return plan
        try:
            step = plan.steps[find_step(plan, self.only, "--only") - 1]
        except click.BadParameter as error:
            if self.resumed:
                raise gone(self.resumed) from error
            raise
        return replace(plan, steps=(step,), before=(), after=())

    def first_step(self, plan: Plan) -> int:
        """Return the number of the step to begin with, 0 for the beginning; raises as above."""
        if self.resumed:
            return step_of(self.resumed, plan)
        return find_step(plan, self.first, "--from") if self.first is not None else 0


def open_history() -> History:
    """Return the history of sessions, imported now: the first words do not wait for it."""
    from guide.history.history import History  # noqa: PLC0415

    return History()


def interrupted(typed: Mapping[str, Any]) -> list[Wish]:
    """Return the session to go on with, from the step where it was, and the rest of its row.

    Args:
        typed: the options beside it, by their parameters.

    Raises:
        GuideError: there is none.
        UsageError: with one of ``typed`` it would be another session.
    """
    history = open_history()
    last = history.interrupted()
    if last is None:
        raise GuideError(history.fault or "No session was interrupted: there is nothing to resume.")
    wish = _resumed(last, typed)
    after = replace(wish, only=None, resumed=None, volume=None)
    return [wish, *_row(after, last.choices.get("row", ()))]


def _row(wish: Wish, names: Sequence[str]) -> Iterator[Wish]:
    """Give ``wish`` for each routine by its name; one that is no longer whole is told of."""
    for name in names:
        try:
            yield replace(wish, routine=load(name, wish.given))
        except GuideError as error:
            report(error)
            echo(f"{name} was to follow, and is left out.", err=True)


def gone_on_with(wish: Wish, typed: Mapping[str, Any]) -> Wish:
    """Return the interrupted session of the same routine, if the person wants it; or ``wish``.

    Asked before anything is heard, while hands are still at the keyboard, and only of somebody
    who has named no step: once a session of the routine has begun, the offer is gone.
    """
    if wish.first is not None or wish.only is not None or not _attended():
        return wish
    last = open_history().interrupted(known_as(wish.routine))
    if last is None or last.step == 0:  # there is no difference
        return wish
    if last.choices.get("language", wish.routine.language) != wish.routine.language:
        return wish
    words = words_of(wish.routine.language)
    wanted = confirm(question(last, words), usual=True, words=words)
    return _resumed(last, typed) if wanted else wish


def _resumed(last: Interrupted, typed: Mapping[str, Any]) -> Wish:
    choices = choices_with(last.choices, typed)
    own = ("only", "wake_s", "volume", "row")
    only, wake_s, volume, _ = (choices.pop(name, None) for name in own)
    wanted = wanted_of(*(choices.pop(name, None) for name in ("level", "fit_s", "seed")))
    language, in_row = choices.pop("language", None), choices.pop("row_language", None)
    given = Given(tuple(choices.pop("set", ())), wish_for(in_row) if in_row else OWN)
    begun = replace(given, language=demand(language)) if language else given
    try:
        routine = load(last.routine, begun)
    except GuideError:
        echo(lost(last), err=True)
        raise
    wished_by = begun_with(last.choices, typed)
    return Wish(
        routine, None, only, wake_s, wanted, given, choices, last, volume, wished_by=wished_by
    )


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
                attended=_attended(),
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
                attended=_attended(),
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


def _attended() -> bool:
    """Return whether somebody can press keys."""
    return bool(sys.stdin and sys.stdin.isatty())
