"""What a session does when it is told something: the state machine of the hands-free player."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from audio.clip import to_frames, to_seconds
from guide import words
from guide.compiler import instruction
from guide.session import edits
from guide.session.aloud import Aloud
from guide.session.commands import Revise, SeekTo, SetVolume, Verb
from guide.session.course import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.session.asides import Asides
    from guide.session.commands import Command
    from guide.session.course import Course
    from guide.session.edits import Tail
    from guide.sounds import Sounds
    from guide.timeline import Section

STEP_OF_TIME = to_frames(10)
"""What ``MORE`` adds and ``LESS`` takes away."""
LONG_PAUSE = to_frames(30)
"""A pause from here on ends with numbers counted, so that one can get ready."""
COUNTS = 3
"""How many numbers."""
AT_THE_START = to_frames(5)
"""How far into a step ``BACK`` leads to the step before it, and not to its own start."""
STEP_OF_VOLUME = 0.1
ANSWER_WITHIN = to_frames(20)
"""Who says nothing to the question whether to end does not want to."""


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
        self.ended_by: Verb | None = None
        """The command that ended the session before its end: END, or YES where it was asked."""
        self._course = course
        self._asides = asides
        self._aloud = Aloud(course, asides)
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
        }
        self._paused_at = 0  # frame of the tape
        self._asked_at: int | None = None  # frame of the tape

    @property
    def asking(self) -> bool:
        """True after QUIT, until anything else is told, or for ``ANSWER_WITHIN``."""
        at = self._asked_at
        return at is not None and self._course.transport.earliest - at < ANSWER_WITHIN

    def begin(self, index: int) -> None:
        """Lay the beginning: stop ``index``, with a word about it if it is not the first."""
        course = self._course
        title = course.route.stops[index].part.title
        going_on = [self._asides.say(words.going_on(title))] if index else []
        with course.lock:
            course.laid, course.begun = index, True
            for said in going_on:
                course.tape.lay(whole(said, "aside", course.route.stops[index]))
            course.extend()

    def do(self, command: Command) -> None:
        """Change what is to be heard as ``command`` says.

        The course is not kept from others meanwhile: words may take a moment to be spoken.
        """
        if isinstance(command, SetVolume):
            self._course.transport.volume = command.volume
            self._acknowledge()
        elif isinstance(command, SeekTo):
            self._seek(command.frame)
        elif isinstance(command, Revise):
            self._revise(command)
        else:
            self._obey(command)

    def ends(self, command: Command) -> Verb | None:
        """Return END or YES if ``command`` would end the session now: YES where it was asked."""
        if self.asking and command in (Verb.YES, Verb.QUIT):
            return Verb.YES
        return Verb.END if command is Verb.END else None

    def interrupted(self) -> None:
        """Go on after something that was not commanded: say where we are, and count."""
        if self._aloud.paused():
            self._paused_at -= LONG_PAUSE  # it was longer than what was heard of it
        else:
            self._aloud.first(
                self._aloud.where(edits.rewound(self._aloud.rest())), COUNTS, edits.rewound
            )

    def _obey(self, verb: Verb) -> None:
        asked, ends = self.asking, self.ends(verb)
        self._asked_at = None
        if ends:
            self._end(ends)
        elif not self._acknowledge():  # an alarm takes the command, whatever it is
            if asked and verb is Verb.NO:
                self._aloud.say(words.NOT_ENDING)
            elif action := self._actions.get(verb):
                action()

    def _acknowledge(self) -> bool:
        """End the alarm that rings; return whether one did."""
        rings = self._aloud.state(self._course.coming()) == "alarm"
        if rings:
            self._course.splice(lambda tail: edits.waiting(tail)[1])
        return rings

    # -- pause -------------------------------------------------------------------------------

    def _toggle(self) -> None:
        waits = self._aloud.state(self._course.coming()) in ("pause", "ready")
        (self._resume if waits else self._pause)()

    def _pause(self) -> None:
        if self._aloud.paused():
            return
        said, still = self._asides.say(words.PAUSED), self._asides.silence(LONG_PAUSE)

        def paused(tail: Tail) -> Tail:
            rest = edits.rewound(edits.uncovered(tail))
            stop = self._aloud.stop(rest)
            return [whole(said, "pause", stop), whole(still, "pause", stop, endless=True), *rest]

        self._paused_at = self._course.splice(paused)

    def _resume(self) -> None:
        if self._aloud.paused() and self._course.at_end(self._aloud.rest()):
            self._go(0)  # of a preview
        elif self._aloud.paused():
            long = self._course.transport.earliest - self._paused_at >= LONG_PAUSE
            self._aloud.first(self._aloud.where(self._aloud.rest()), COUNTS * long)
        elif self._aloud.state(self._aloud.rest()) == "ready":
            self._next()  # a headset has no other button

    # -- along the route ---------------------------------------------------------------------

    def _next(self) -> None:
        tail, route = self._aloud.rest(), self._course.route
        if self._aloud.state(tail) == "ready":
            self._course.splice(lambda tail: edits.waiting(tail)[1])
            return
        stop = self._aloud.stop(tail)
        following = route.first_of(stop.part.number + 1)
        if stop is route.stops[-1]:
            return
        if self._aloud.state(tail) != "hurt":
            self._course.record.note(self._course.became(stop, tail), stop.part.number)
        self._go(following)

    def _back(self) -> None:
        course = self._course
        stop = self._aloud.stop(course.coming())
        number = stop.part.number
        if not stop.left_out and course.transport.earliest - course.began < AT_THE_START:
            number = max(0, number - 1)
        with course.lock:
            course.route.keep(number)
            course.record.redo(number)
            self._go(course.route.first_of(number))

    def _repeat(self) -> None:
        part = self._aloud.stop(self._aloud.rest()).part
        if part.step is None or part.kind == "instruction":
            self._course.splice(
                lambda tail: edits.from_its_start(edits.unpaused(edits.uncovered(tail)))
            )
        elif part.kind == "change" and part.side:  # whose own words are those, or some of them
            sentences = [words.next_side(part.side), *instruction(part, "full")]
            self._aloud.first(" ".join(sentences), 0, edits.after_words)
        else:
            self._aloud.first(" ".join(instruction(part, "full")), 0, edits.rewound)

    def _seek(self, frame: int) -> None:
        course, route = self._course, self._course.route
        if (starts := route.starts()) is None:
            return
        frame = min(max(0, frame), starts[-1] - 1)
        index = bisect_right(starts, frame) - 1
        stop = route.stops[index]
        assert stop.section
        target = edits.from_frame(course.windows(stop, stop.section), frame - starts[index])
        rest = self._aloud.rest()
        leaving = self._aloud.stop(rest)
        left, reached = leaving.part.number, stop.part.number
        course.record.redo(reached)
        if left < reached:
            course.record.note(course.became(leaving, rest), left)
            course.record.note("skipped", *range(left + 1, reached))

        def sought(tail: Tail) -> Tail:
            paused = [replace(window, stop=stop) for window in edits.paused(tail)]
            return [*paused, *edits.rewound(target)]

        course.splice(sought, laid=index + 1)

    def _revise(self, new: Revise) -> None:
        """Go on at the first step that is another one; where only settings are, with this step."""
        course, route = self._course, self._course.route
        number = self._aloud.stop(self._aloud.rest()).part.number
        with course.lock:
            changed = route.revise(new.compiler.parts, keep=new.keep)
            if changed is not None or not new.keep:
                self._go(route.first_of(number) if changed is None else changed)

    def _go(self, index: int) -> None:
        self._course.began = self._course.splice(lambda _: [], laid=index)

    # -- time --------------------------------------------------------------------------------

    def _more(self) -> None:
        silence = self._asides.silence(STEP_OF_TIME)
        self._change_time(words.MORE, lambda tail: edits.lengthened(tail, silence))

    def _less(self) -> None:
        self._change_time(words.LESS, lambda tail: edits.shortened(tail, STEP_OF_TIME))

    def _change_time(self, text: str, change: Callable[[Tail], Tail]) -> None:
        tail = self._aloud.rest()
        beat = edits.beat_of(tail)
        if not tail or self._aloud.state(tail) == "ready":
            self._aloud.say(words.READY)
        elif edits.until_hold(tail) is None:
            step = self._aloud.stop(tail).part.step
            paced = step and not any(phase.held for phase in step.phases)
            self._aloud.say(words.OWN_PACE if beat or paced else words.NO_HOLD)
        else:
            self._aloud.say(text, change)

    def _how_long(self) -> None:
        now = self._course.now()
        session_s = None if now.session_left is None else to_seconds(now.session_left)
        left_s = to_seconds(now.phase_left * (now.state != "ready"))
        self._aloud.say(words.time_left(session_s, now.title, now.step, now.steps, left_s))

    # -- when it hurts -----------------------------------------------------------------------

    def _hurts(self) -> None:
        course, route, stop = self._course, self._course.route, self._aloud.stop(self._aloud.rest())
        step, number, title = stop.part.step, stop.part.number, stop.part.title
        if step is None or step.rest or stop.left_out:
            self._pause()
            return

        def rest(section: Section) -> None:
            hurt = whole(section, "hurt", stop)
            course.splice(lambda _: [hurt], laid=route.first_of(number + 1))

        rest(self._asides.silence(LONG_PAUSE))  # at once; the words may take a moment
        course.record.note("hurt", number)
        left_out = self._asides.say(words.left_out(title))
        with course.lock:
            route.leave_out(title, number, left_out)
        rest(self._asides.hurt(stop.part, route.following(number), number == route.steps))

    def _easier(self) -> None:
        tail, route = self._aloud.rest(), self._course.route
        part = self._aloud.stop(tail).part
        if self._aloud.state(tail) == "hurt" and part.step and part.step.easier:
            with self._course.lock:
                route.exchange(part.number, part.step.easier)
                self._go(route.first_of(part.number))
        else:
            self._aloud.say(words.NOTHING_EASIER)

    # -- sound, and the end ------------------------------------------------------------------

    def _turn(self, change: float) -> None:
        transport = self._course.transport
        transport.volume = round(transport.volume + change, 1)
        self._aloud.say(words.volume(round(10 * transport.volume)))

    def _chimes(self) -> None:
        self._sounds.chimes = not self._sounds.chimes
        self._aloud.say(words.CHIMES_ON if self._sounds.chimes else words.CHIMES_OFF)

    def _ask(self) -> None:
        self._asked_at = self._course.transport.earliest
        self._aloud.say(words.ASK_QUIT)

    def _end(self, verb: Verb) -> None:
        self.ended_by = verb
        self._course.splice(lambda _: [], laid=len(self._course.route))
