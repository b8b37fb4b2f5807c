"""What a session does when it is told something: the state machine of the hands-free player."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from audio.clip import to_frames, to_seconds
from guide import words
from guide.compiler import instruction
from guide.session import edits
from guide.session.commands import SeekTo, SetVolume, Verb
from guide.session.course import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.session.asides import Asides
    from guide.session.commands import Command
    from guide.session.course import Course
    from guide.session.edits import Tail
    from guide.session.route import Stop
    from guide.session.tape import Window
    from guide.sounds import Sounds

STEP_OF_TIME = to_frames(10)
"""What ``MORE`` adds and ``LESS`` takes away."""
LONG_PAUSE = to_frames(30)
"""A pause from here on ends with numbers counted, so that one can get ready."""
COUNTS = 3
"""How many numbers."""
AT_THE_START = to_frames(5)
"""How far into a step ``BACK`` leads to the step before it, and not to its own start."""
STEP_OF_VOLUME = 0.1


class Session:
    """Turns commands into splices of the tape.

    ::

                     TOGGLE, PAUSE                  HURTS
          paused <------------------+ leading +---------------> hurt
             |                      ^  ^ ^  ^                     |
             +--- TOGGLE, RESUME ---+  | |  +-- 20 s, NEXT, EASIER
                                       | |
          ready <-- a step's least ----+ +---- an alarm's end --> alarm
             |      time is over       ^ ^                          |
             +---- NEXT, TOGGLE -------+ +------- any command ------+

    The state is not kept anywhere: it is the role of the window that is heard, so it cannot
    disagree with the sound. Every other command (MORE, HOW_LONG, ...) leaves the state as it is.
    END leads out of every one; so does QUIT, told twice.
    """

    def __init__(self, course: Course, asides: Asides, sounds: Sounds) -> None:
        """Steer ``course``.

        Args:
            course: where the session is.
            asides: what is said in answer to commands.
            sounds: of the cues; chimes are muted there.
        """
        self.asking = False
        """True after QUIT, until anything else is told."""
        self.ended_by: Verb | None = None
        """The command that ended the session before its end: END, or YES where it was asked."""
        self._course = course
        self._asides = asides
        self._sounds = sounds
        self._actions: dict[Verb, Callable[[], None]] = {
            Verb.TOGGLE: self._toggle,
            Verb.PAUSE: self._pause,
            Verb.RESUME: self._resume,
            Verb.NEXT: self._next,
            Verb.BACK: self._back,
            Verb.REPEAT: self._repeat,
            Verb.MORE: self._more,
            Verb.LESS: self._less,
            Verb.HURTS: self._hurts,
            Verb.EASIER: self._easier,
            Verb.HOW_LONG: self._how_long,
            Verb.LOUDER: lambda: self._turn(STEP_OF_VOLUME),
            Verb.SOFTER: lambda: self._turn(-STEP_OF_VOLUME),
            Verb.CHIMES: self._chimes,
            Verb.QUIT: self._ask,
            Verb.END: lambda: self._end(Verb.END),
        }
        self._paused_at = 0  # frame of the tape

    def begin(self, index: int) -> None:
        """Lay the beginning: stop ``index``, with a word about it if it is not the first."""
        with self._course.lock:
            course = self._course
            course.laid, course.begun = index, True
            if index:
                self._first(words.going_on(course.route.stops[index].part.title), 0)
            course.extend()

    def do(self, command: Command) -> None:
        """Change what is to be heard as ``command`` says."""
        with self._course.lock:
            if isinstance(command, SetVolume):
                self._course.transport.volume = command.volume
            elif isinstance(command, SeekTo):
                self._seek(command.frame)
            else:
                self._obey(command)

    def interrupted(self, text: str | None = None) -> None:
        """Go on after something that was not commanded: say ``text``, or where we are."""
        if not self._paused():
            rest = edits.rewound(self._rest())
            self._first(text or self._where(rest), COUNTS, edits.rewound)

    def _obey(self, verb: Verb) -> None:
        asked, self.asking = self.asking, False
        if asked and verb in (Verb.YES, Verb.QUIT):
            self._end(Verb.YES)
        elif self._state(self._course.coming()) == "alarm" and verb is not Verb.END:
            self._course.splice(lambda tail: edits.waiting(tail)[1])
        elif action := self._actions.get(verb):
            action()

    # -- pause -------------------------------------------------------------------------------

    def _toggle(self) -> None:
        waits = self._state(self._course.coming()) in ("pause", "ready")
        (self._resume if waits else self._pause)()

    def _pause(self) -> None:
        if self._paused():
            return
        said, still = self._asides.say(words.PAUSED), self._asides.silence(LONG_PAUSE)

        def paused(tail: Tail) -> Tail:
            rest = edits.rewound(edits.uncovered(tail))
            stop = self._stop(rest)
            return [whole(said, "pause", stop), whole(still, "pause", stop, endless=True), *rest]

        self._paused_at = self._course.splice(paused)

    def _resume(self) -> None:
        if self._paused():
            long = self._course.transport.earliest - self._paused_at >= LONG_PAUSE
            self._first(self._where(self._rest()), COUNTS * long)
        elif self._state(self._rest()) == "ready":
            self._next()  # a headset has no other button

    def _where(self, tail: Tail) -> str:
        left_s = to_seconds(edits.time_left(tail))
        return words.resuming(self._stop(tail).part.title, left_s)

    # -- along the route ---------------------------------------------------------------------

    def _next(self) -> None:
        tail, route = self._rest(), self._course.route
        if self._state(tail) == "ready":
            self._course.splice(lambda tail: edits.waiting(tail)[1])
            return
        stop = self._stop(tail)
        following = route.first_of(stop.part.number + 1)
        if stop is route.stops[-1]:
            return
        if self._state(tail) == "part":
            self._course.record.note("skipped", stop.part.number)
        self._go(following)

    def _back(self) -> None:
        course = self._course
        stop = self._stop(course.coming())
        number = stop.part.number
        if not stop.left_out and course.transport.earliest - course.began < AT_THE_START:
            number = max(0, number - 1)
        course.route.keep(number)
        self._go(course.route.first_of(number))

    def _repeat(self) -> None:
        part = self._stop(self._rest()).part
        if part.step is None or part.kind == "instruction":
            self._course.splice(_from_its_start)
        else:
            self._first(" ".join(instruction(part, "full")), 0, edits.rewound)

    def _seek(self, frame: int) -> None:
        course, route = self._course, self._course.route
        if (starts := route.starts()) is None:
            return
        frame = min(max(0, frame), starts[-1] - 1)
        index = bisect_right(starts, frame) - 1
        stop = route.stops[index]
        assert stop.section
        target = _from(course.windows(stop, stop.section), frame - starts[index])
        number = self._stop(course.coming()).part.number
        course.record.note("skipped", *range(number, stop.part.number))

        def sought(tail: Tail) -> Tail:
            paused = [replace(window, stop=stop) for window in _paused(tail)]
            return [*paused, *edits.rewound(target)]

        course.splice(sought, laid=index + 1)

    def _go(self, index: int) -> None:
        self._course.began = self._course.splice(lambda _: [], laid=index)

    # -- time --------------------------------------------------------------------------------

    def _more(self) -> None:
        silence = self._asides.silence(STEP_OF_TIME)
        self._change_time(words.MORE, lambda tail: edits.lengthened(tail, silence))

    def _less(self) -> None:
        self._change_time(words.LESS, lambda tail: edits.shortened(tail, STEP_OF_TIME))

    def _change_time(self, text: str, change: Callable[[Tail], Tail]) -> None:
        tail = self._rest()
        beat = edits.beat_of(tail)
        if not tail or self._state(tail) == "ready":
            self._say(words.READY)
        elif beat and not beat.held:
            self._say(words.OWN_PACE)
        else:
            said = self._asides.say(text)

            def changed(tail: Tail) -> Tail:
                waits, rest = edits.waiting(edits.uncovered(tail))
                rest = change(rest)
                if beat and not edits.time_left(rest):
                    return [*waits, *rest]  # the hold is over, and its chime says so
                return edits.said([*waits, *rest], said)

            self._course.splice(changed)

    def _how_long(self) -> None:
        now = self._course.now()
        session_s = None if now.session_left is None else to_seconds(now.session_left)
        left_s = to_seconds(now.phase_left * (now.state != "ready"))
        self._say(words.time_left(session_s, now.title, now.step, now.steps, left_s))

    # -- when it hurts -----------------------------------------------------------------------

    def _hurts(self) -> None:
        route, stop = self._course.route, self._stop(self._rest())
        step, number = stop.part.step, stop.part.number
        if step is None or step.rest:
            self._pause()
            return
        self._course.record.note("hurt", number)
        route.leave_out(stop.part.title, after=number)
        rest = whole(self._asides.hurt(step, stop.part.next_title), "hurt", stop)
        self._course.splice(lambda _: [rest], laid=route.first_of(number + 1))

    def _easier(self) -> None:
        tail, route = self._rest(), self._course.route
        part = self._stop(tail).part
        if self._state(tail) == "hurt" and part.step and part.step.easier:
            route.exchange(part.number, part.step.easier)
            self._go(route.first_of(part.number))
        else:
            self._say(words.NOTHING_EASIER)

    # -- sound, and the end ------------------------------------------------------------------

    def _turn(self, change: float) -> None:
        transport = self._course.transport
        transport.volume = round(transport.volume + change, 1)
        self._say(words.volume(round(10 * transport.volume)))

    def _chimes(self) -> None:
        self._sounds.chimes = not self._sounds.chimes
        self._course.tape.remix()
        self._say(words.CHIMES_ON if self._sounds.chimes else words.CHIMES_OFF)

    def _ask(self) -> None:
        self.asking = True
        self._say(words.ASK_QUIT)

    def _end(self, verb: Verb) -> None:
        self.ended_by = verb
        self._course.splice(lambda _: [], laid=len(self._course.route))

    # -- what they share ---------------------------------------------------------------------

    def _say(self, text: str) -> None:
        """Say ``text`` in the next gap."""
        said = self._asides.say(text)
        self._course.splice(lambda tail: edits.said(edits.uncovered(tail), said))

    def _first(self, text: str, counts: int, edit: Callable[[Tail], Tail] = list) -> None:
        """Say ``text`` at once and leave a pause; then comes the rest, as ``edit`` makes it."""
        said = self._asides.say(text, counts=counts)

        def first(tail: Tail) -> Tail:
            rest = edit(_unpaused(edits.uncovered(tail)))
            return [whole(said, "aside", self._stop(rest)), *rest]

        self._course.splice(first)

    def _rest(self) -> Tail:
        """Return what comes, without a pause or words beside the route."""
        return _unpaused(edits.uncovered(self._course.coming()))

    def _stop(self, tail: Tail) -> Stop:
        """Return where ``tail`` begins; where nothing is known to come, what is waited for."""
        stops = self._course.route.stops
        return tail[0].stop if tail else stops[min(self._course.laid, len(stops) - 1)]

    def _paused(self) -> bool:
        return self._state(self._course.coming()) == "pause"

    def _state(self, tail: Tail) -> str:
        return tail[0].shown.role if tail else "part"


def _paused(tail: Tail) -> Tail:
    return [window for window in edits.waiting(tail)[0] if window.shown.role == "pause"]


def _unpaused(tail: Tail) -> Tail:
    return tail[len(_paused(tail)) :]


def _from_its_start(tail: Tail) -> Tail:
    rest = _unpaused(edits.uncovered(tail))
    return [replace(rest[0].shown, first=0), *rest[1:]] if rest else []


def _from(windows: Tail, inside: int) -> Tail:
    """Return what is left of a section's windows from frame ``inside`` of the section on."""
    left: list[Window] = []
    for window in windows:
        if window.role != "part":
            left += [window] * bool(left)
        elif window.last > inside:
            left.append(replace(window, first=max(window.first, inside)))
    return left
