"""What a session does when it is told something: the state machine of the hands-free player."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.compiling.compiler import instruction
from guide.session import edits
from guide.session.aloud import Aloud
from guide.session.commands import Revise, SeekTo, SetVolume, Verb, YesOr
from guide.session.course import whole
from guide.session.hurting import Hurting
from guide.session.timing import Timing

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.compiling.sounds import Sounds
    from guide.session.asides import Asides
    from guide.session.commands import Command
    from guide.session.course import Course
    from guide.session.edits import Tail

LONG_PAUSE = to_frames(30)
"""A pause from here on ends with numbers counted, so that one can get ready."""
COUNTS = 3
"""How many numbers."""
AT_THE_START = to_frames(5)
"""How far into a step ``BACK`` leads to the step before it, and not to its own start."""
STEP_OF_VOLUME = 0.1
ANSWER_WITHIN = to_frames(20)
"""Who says nothing to the question whether to end, once it was heard, does not want to."""
SETTLED = to_frames(1)
"""A hand that ends a wait may press more keys than one, or one for long. Until it has been still
for so long, it means nothing else by them."""
GOING_ON = frozenset((Verb.NEXT, Verb.TOGGLE, Verb.RESUME))
"""What leads on from a step that waits for the person."""


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
    END leads out of every one; so does QUIT, told twice. What a command means is decided here,
    in the order in which they are told, and by what comes: what is heard is a moment older.
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
        self._words = asides.words
        self._aloud = Aloud(course, asides)
        self._hurting = Hurting(course, asides, self._aloud)
        self._timing = Timing(course, asides, self._aloud, self._hurting)
        self._sounds = sounds
        self._actions: dict[Verb, Callable[[], None]] = {
            Verb.TOGGLE: self._toggle,
            Verb.PAUSE: self._pause,
            Verb.RESUME: self._resume,
            Verb.NEXT: self._next,
            Verb.BACK: self._back,
            Verb.REPEAT: self._repeat,
            Verb.MORE: self._timing.more,
            Verb.LESS: self._timing.less,
            Verb.HURTS: self._hurts,
            Verb.EASIER: self._easier,
            Verb.HOW_LONG: self._timing.how_long,
            Verb.LOUDER: lambda: self._turn(STEP_OF_VOLUME),
            Verb.SOFTER: lambda: self._turn(-STEP_OF_VOLUME),
            Verb.CHIMES: self._chimes,
            Verb.QUIT: self._ask,
        }
        self._paused_at = 0  # frame of the tape
        self._asking_until = 0  # frame of the tape
        self._hand: frozenset[Verb] = frozenset()  # what a hand that ended a wait may press too
        self._settled_at = 0  # frame of the tape

    @property
    def asking(self) -> bool:
        """True after QUIT, until anything else is told or ``ANSWER_WITHIN`` is over."""
        return self._course.transport.earliest < self._asking_until

    def begin(self, index: int, resumed: bool = False) -> None:
        """Lay the beginning: stop ``index``, with a word about it if it is not the first.

        A voice that is late already is not asked for that word too.

        ``resumed`` tells that the session was interrupted there, and is not a new one.
        """
        course = self._course
        stop = course.route.stops[index]
        title = stop.part.title
        text = self._words.going_on(title) if resumed else self._words.beginning(title)
        first = [self._asides.say(text)] if index and stop.section else []
        with course.lock:
            course.laid, course.begun = index, True
            for said in first:
                course.tape.lay(whole(said, "aside", stop))
            course.extend()

    def do(self, command: Command) -> None:
        """Change what is to be heard as ``command`` says.

        The course is not kept from others meanwhile: words may take a moment to be spoken.
        """
        command = self.meant(command)
        if isinstance(command, SetVolume):
            self._course.transport.volume = command.volume
            self._acknowledge()
        elif isinstance(command, SeekTo):
            self._seek(command.frame)
        elif isinstance(command, Revise):
            self._revise(command)
        else:
            self._obey(command)

    def meant(self, command: Command) -> Verb | SeekTo | SetVolume | Revise:
        """Return ``command`` as it is meant at this moment, if its key is also an answer."""
        if isinstance(command, YesOr):
            return Verb.YES if self.asking else command.other
        return command

    def ends(self, command: Command) -> Verb | None:
        """Return END or YES if ``command`` would end the session now: YES where it was asked."""
        verb = self.meant(command)
        if self.asking and verb in (Verb.YES, Verb.QUIT):
            return Verb.YES
        return Verb.END if verb is Verb.END else None

    def interrupted(self, still_s: float = 0.0) -> None:
        """Go on after something that was not commanded: say where we are, and count.

        ``still_s`` is how long it stood still, in seconds, which counts as a pause.
        """
        self._course.still_s += still_s
        if self._aloud.paused():
            self._paused_at -= LONG_PAUSE  # it was longer than what was heard of it
        else:
            self._aloud.first(
                self._aloud.where(edits.rewound(self._aloud.rest())), COUNTS, edits.rewound
            )

    def _obey(self, verb: Verb) -> None:
        taken = verb is not Verb.END and (self._acknowledge() or self._belongs_to_hand(verb))
        if taken or verb is Verb.ACKNOWLEDGE:
            return
        asked, ends = self.asking, self.ends(verb)
        self._asking_until = 0
        if ends:
            self._end(ends)
        elif asked and verb in (Verb.NO, Verb.NEXT):  # one key is both
            self._aloud.say(self._words.not_ending)
        elif action := self._actions.get(verb):
            action()

    # -- waits -------------------------------------------------------------------------------

    def _acknowledge(self) -> bool:
        """End the alarm that rings, whatever the command is; return whether one did."""
        rings = self._aloud.state(self._aloud.rest()) == "alarm"
        if rings:
            self._end_wait(frozenset(Verb))
        return rings

    def _end_wait(self, hand: frozenset[Verb]) -> None:
        """Go on behind what waits for the person; ``hand`` is what may be pressed with it."""
        self._course.splice(lambda tail: edits.waiting(edits.uncovered(tail))[1])
        self._hand, self._settled_at = hand, self._course.transport.earliest + SETTLED

    def _belongs_to_hand(self, verb: Verb) -> bool:
        """Return whether ``verb`` comes from a hand that has just ended a wait."""
        earliest = self._course.transport.earliest
        if verb not in self._hand or earliest >= self._settled_at:
            return False
        self._settled_at = earliest + SETTLED
        return True

    # -- pause -------------------------------------------------------------------------------

    def _toggle(self) -> None:
        waits = self._aloud.state(self._course.coming()) in ("pause", "ready")
        (self._resume if waits else self._pause)()

    def _pause(self) -> None:
        if self._aloud.paused():
            return
        said, still = self._asides.say(self._words.paused), self._asides.silence(LONG_PAUSE)

        def paused(tail: Tail) -> Tail:
            rest = edits.rewound(edits.uncovered(tail))
            stop = self._aloud.stop(rest)
            return [whole(said, "pause", stop), whole(still, "pause", stop, endless=True), *rest]

        self._paused_at = self._course.splice(paused)

    def _resume(self) -> None:
        if self._aloud.paused() and self._course.at_end(self._aloud.rest()):
            self._course.go_to(0)  # of a preview
        elif self._aloud.paused():
            long = self._course.transport.earliest - self._paused_at >= LONG_PAUSE
            self._aloud.first(self._aloud.where(self._aloud.rest()), COUNTS * long)
        elif self._aloud.state(self._aloud.rest()) == "ready":
            self._next()  # a headset has no other button

    # -- along the route ---------------------------------------------------------------------

    def _next(self) -> None:
        tail, route = self._aloud.rest(), self._course.route
        if self._aloud.state(tail) == "ready":
            self._end_wait(GOING_ON)
            return
        stop = self._aloud.stop(tail)
        following = route.first_of(stop.part.number + 1)
        if stop is route.stops[-1]:
            self._aloud.say(self._words.nothing_follows)
            return
        if self._aloud.state(tail) != "hurt":
            self._course.record.note(self._course.became(stop, tail), stop.part.number)
        self._course.go_to(following)

    def _back(self) -> None:
        course = self._course
        stop = self._aloud.stop(course.coming())
        number = stop.part.number
        if not stop.left_out and course.transport.earliest - course.began < AT_THE_START:
            number = max(0, number - 1)
        with course.lock:
            course.route.keep(number)
            course.record.redo(number)
            course.go_to(course.route.first_of(number))

    def _repeat(self) -> None:
        tail = self._aloud.rest()
        stop = self._aloud.stop(tail)
        part = stop.part
        if self._aloud.state(tail) == "hurt":  # to do the move is the last thing to be told now
            self._hurting.lead_out(stop)
        elif part.step is None or part.kind == "instruction":
            self._course.splice(
                lambda tail: edits.from_its_start(edits.unpaused(edits.uncovered(tail)))
            )
        elif part.kind == "change" and part.side:  # whose own words are those, or some of them
            sentences = [self._words.next_side(part.side), *instruction(part, "full", self._words)]
            self._aloud.first(" ".join(sentences), 0, edits.after_words)
        else:
            self._aloud.first(" ".join(instruction(part, "full", self._words)), 0, edits.rewound)

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
                course.go_to(route.first_of(number) if changed is None else changed)

    # -- when it hurts -----------------------------------------------------------------------

    def _hurts(self) -> None:
        if not self._hurting.stop():
            self._pause()
            self._aloud.say(self._words.no_hurry)

    def _easier(self) -> None:
        if not self._hurting.easier():
            self._aloud.say(self._words.nothing_easier)

    # -- sound, and the end ------------------------------------------------------------------

    def _turn(self, change: float) -> None:
        transport = self._course.transport
        transport.volume = round(transport.volume + change, 1)
        self._aloud.mention(
            self._words.volume(round(10 * transport.volume))
        )  # a sentence tells as well

    def _chimes(self) -> None:
        self._sounds.chimes = not self._sounds.chimes
        self._aloud.say(self._words.chimes_on if self._sounds.chimes else self._words.chimes_off)

    def _ask(self) -> None:
        self._asking_until = self._course.transport.earliest + ANSWER_WITHIN  # if the voice is slow
        self._asking_until = self._aloud.say(self._words.ask_quit) + ANSWER_WITHIN

    def _end(self, verb: Verb) -> None:
        self.ended_by = verb
        self._course.splice(lambda _: [], laid=len(self._course.route))
