"""A live session on a sound device: commands in, what is heard out.

commands -> Session -> tape -> transport -> device
               ^
   Ahead ------+ sections as they are compiled
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from math import inf
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from audio.clip import to_frames
from audio.devices.null import NullDevice
from audio.errors import DeviceError
from audio.transport import Transport
from guide.playing.lost_device import LostDevice
from guide.playing.watch import Watch
from guide.session.ahead import Ahead
from guide.session.asides import Asides
from guide.session.commands import Revise, Verb
from guide.session.course import Course
from guide.session.route import Route
from guide.session.session import Session

if TYPE_CHECKING:
    from audio.devices.device import Device
    from guide.compiling.compiler import Compiler
    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Cue, Warning
    from guide.session.commands import Command
    from guide.session.now import Now, State
    from guide.session.report import Journal, Report

LOOK_S = 0.1
"""How often the session is looked after. It times nothing: the device keeps time."""
KEEP = to_frames(60)
"""A report is kept at least this often, in frames: an interrupted session took about as long."""
FIRST_AFTER_S = 2.0
"""Seconds until it is told that even the first words are not ready yet."""
STOP_LIMIT_S = 0.4
"""How long a session that is told to end may take, until it is left where it is."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a session is led.

    Attributes:
        first_step: the number of the step to begin with; 0 begins at the beginning.
        attended: somebody can give commands; if not, nothing waits for one.
        volume: 0.0 to 1.0, linear in amplitude.
        chimes: False begins with the chimes off.
        stays: the session pauses at its end, until it is ended.
        before: what became of the session until it was interrupted, if it is one to go on with.
    """

    first_step: int = 0
    attended: bool = True
    volume: float = 1.0
    chimes: bool = True
    stays: bool = False
    before: Report | None = None


class Player:
    """Plays one session. All but ``start`` may be called from any thread."""

    def __init__(
        self,
        compiler: Compiler,
        sounds: Sounds,
        conditions: Conditions = Conditions(),
    ) -> None:
        """Begin to compile at once, in the background."""
        self.journal: Journal | None = None
        """Keeps what becomes of the session, once there is one."""
        self.over = threading.Event()
        """Set when the end was heard, the session was ended, or it failed."""
        self._conditions = conditions
        self._commands: SimpleQueue[tuple[Command | None, threading.Timer | None]] = SimpleQueue()
        route = Route(compiler.parts)
        asides = Asides(sounds, compiler.words, compiler.plan.settings.wake_s)
        self._first = route.first_of(conditions.first_step)
        self._course = Course(
            route,
            sounds,
            asides,
            conditions.attended,
            stays=conditions.stays,
            step=conditions.first_step,
        )
        self._session = Session(self._course, asides, sounds)
        self._sounds = sounds
        sounds.chimes = conditions.chimes
        self._ahead = Ahead(compiler, asides, route, first=self._first, ready=self._look_now)
        self._lost: LostDevice | None = None  # while it is
        self._failure: Exception | None = None
        self._waiting_since = monotonic()  # since when the voice is behind, if it is
        self._kept: tuple[int, ...] = ()  # what the last report was kept for
        self._take(NullDevice(), 0, conditions.volume)  # none is lost before one is there
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)

    def start(self, device: Device) -> None:
        """Begin to play on ``device``: the first words, or that they are not ready yet.

        Raises:
            VoiceError: the voice could not speak.
            DeviceError: the device could not be opened; another may be tried, or silence.
        """
        self._ahead.wait_for(self._first, FIRST_AFTER_S)
        self._take(device, 0, self._conditions.volume)
        if self._course.tape.end == 0:
            if before := self._conditions.before:
                self._course.go_on_after(before)
            self._session.begin(self._first, resumed=before is not None)
            if self._course.tape.end == 0:
                self._course.bridge(inf)  # it was waited for already
        self._course.fetch()
        self._course.transport.start()
        self._waiting_since = monotonic()  # nothing was to be heard before
        self._thread.start()

    def start_in_silence(self, device: Device, failure: DeviceError) -> None:
        """Begin without sound, until ``device`` can be opened after all.

        Args:
            device: what could not be opened.
            failure: why.

        Raises:
            VoiceError: the voice could not speak.
        """
        self._lost = LostDevice(failure, device.again)
        self.start(self._lost.silence())

    def now(self) -> Now:
        """Return what is heard at this moment."""
        now = self._course.now()
        return replace(
            now,
            state=self._state() or now.state,
            asking=self._session.asking,
            volume=self._course.transport.volume,
            chimes=self._sounds.chimes,
            fault=self._lost.fault if self._lost else None,
        )

    def heard_since(self, frame: int) -> list[tuple[int, Cue]]:
        """Return each cue that began after ``frame`` of the session, with the frame it began."""
        return self._course.heard_since(frame)

    def _state(self) -> State | None:
        """Return what the session does beside going along its tape."""
        if self.over.is_set():
            return "over"
        if self._lost and not self._lost.silent:
            return "lost"
        return "preparing" if self._course.transport.state == "waiting" else None

    def do(self, command: Command) -> None:
        """Have ``command`` done, soon; the end comes in time even while a voice hangs."""
        limit = None
        if ends := self._session.ends(command):
            limit = threading.Timer(STOP_LIMIT_S, self._give_up, (ends,))
            limit.daemon = True
            limit.start()
        self._commands.put((command, limit))

    def stop(self) -> Report:
        """End the session, if it is not over, and everything that belongs to it.

        Returns:
            what became of it.

        Raises:
            Exception: whatever ended the session but its end and its person.
        """
        self._commands.put((Verb.END, None))
        if self._thread.is_alive():
            self._thread.join(STOP_LIMIT_S)
        self._give_up(Verb.END)
        self._ahead.join(STOP_LIMIT_S)
        if self._failure:
            raise self._failure
        return self.report

    def _give_up(self, verb: Verb) -> None:
        """End without the session's thread, if that has not come to an end."""
        if not self.over.is_set():
            self._session.ended_by = verb
            self._leave()

    @property
    def ended_by(self) -> Verb | None:
        """The command that ended the session before its end, if one did."""
        return self._session.ended_by

    @property
    def report(self) -> Report:
        """What became of the session so far."""
        done = self.over.is_set()
        ended = self._session.ended_by or self._failure is not None
        return self._course.report("running" if not done else "stopped" if ended else "finished")

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What the compiler had to do so that words fit, as far as it has come; each once."""
        stops = self._course.route.stops
        every = (w for stop in stops if stop.section for w in stop.section.warnings)
        return tuple(dict.fromkeys(every))

    def _run(self) -> None:
        watch = Watch()
        try:
            self._kept = self._mark()
            self._keep_report()
            while not (self._course.transport.finished.is_set() or self._session.ended_by):
                self._look(watch)
            if not self._session.ended_by and self._course.laid < len(self._course.route):
                self._failure = self._ahead.failure
        except Exception as error:  # raised by stop()
            self._failure = error
        finally:
            self._leave()

    def _leave(self) -> None:
        """Tell that it is over, before anything that may take its time; then let go of all."""
        try:
            self._course.hear()
        finally:
            self.over.set()
            self._keep_report()
            self._ahead.close()
            if lost := self._lost:
                lost.close()
            self._course.transport.stop()

    def _look_now(self) -> None:
        """Have the session looked after at once: there is more to lay."""
        self._commands.put((None, None))

    def _look(self, watch: Watch) -> None:
        """Do the next command, or look after everything else."""
        try:
            command, limit = self._commands.get(timeout=LOOK_S)
        except Empty:
            command, limit = None, None
        if limit:
            limit.cancel()  # what it was for is being done
        lost = self._state() == "lost"
        still_s = watch.still_s(self._course.transport.position, lost)
        if lost:
            self._course.still_s += still_s
        elif still_s:
            self._session.interrupted(still_s)
        self._see_to_the_device(command)
        if isinstance(command, Revise):
            self._ahead.compile_with(command.compiler)
        if command:
            self._session.do(command)
        self._course.extend(failed=self._ahead.failure is not None)
        if self._course.transport.state != "waiting" or self._ahead.failure:
            self._waiting_since = monotonic()
        self._course.bridge(monotonic() - self._waiting_since)
        self._course.fetch()
        self._ahead.look_from(self._course.laid)
        if (mark := self._mark()) != self._kept:
            self._kept = mark
            self._keep_report()

    def _mark(self) -> tuple[int, ...]:
        """Return what differs from before when there is something to keep."""
        step = self._course.hear()
        return step, self._course.record.changes, self._course.transport.position // KEEP

    def _take(self, device: Device, position: int, volume: float) -> None:
        self._device = device
        self._course.transport = Transport(device, self._course.tape.read, position, volume)

    def _see_to_the_device(self, command: Command | None) -> None:
        """Where the sound was lost, go on as soon as there is a device again, or in silence."""
        transport = self._course.transport
        if failure := transport.failure:
            if not isinstance(failure, DeviceError) or not self._conditions.attended:
                raise failure
            if not self._lost:
                transport.stop()
                self._lost = LostDevice(failure, self._device.again)
        if not (lost := self._lost):
            return
        if command and self._session.meant(command) is Verb.SILENT and not lost.silent:
            self._change_device(lost.silence())
        elif found := lost.poll():
            self._lost = None
            self._change_device(found)

    def _change_device(self, device: Device) -> None:
        """Go on with ``device`` where the one before was heard last."""
        transport = self._course.transport
        transport.stop()
        self._take(device, transport.position, transport.volume)
        self._session.interrupted()
        self._course.transport.start()

    def _keep_report(self) -> None:
        if self.journal:
            self.journal.keep(self.report)
