"""Where a session is on its route, and what is laid on the tape ahead of it."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from audio.clip import to_frames, to_seconds
from guide.session import edits
from guide.session.moment import moment
from guide.session.record import Record
from guide.session.tape import Tape, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.transport import Transport
    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Cue, Section
    from guide.session.asides import Asides
    from guide.session.edits import Tail
    from guide.session.now import Now
    from guide.session.report import Outcome, Report, StepOutcome
    from guide.session.route import Route, Stop
    from guide.session.tape import Role

MOMENT_AFTER_S, MOMENT_AGAIN_S = 1.0, 10.0
"""Seconds of silence until it is said that what comes is not ready, and until it is said again."""
AHEAD = to_frames(60)
"""Frames that are laid ahead of what the device has asked for."""


class Course:
    """Lays the route on the tape as it is compiled.

    What follows an endless window waits beside the tape, until a splice leads out of it. Safe
    for several threads; ``transport`` is set before anything is laid.
    """

    transport: Transport

    def __init__(
        self,
        route: Route,
        sounds: Sounds,
        asides: Asides,
        attended: bool,
        *,
        stays: bool = False,
        step: int = 0,
    ) -> None:
        """Begin before the first stop.

        Args:
            route: where it goes.
            sounds: of its cues.
            asides: what is said beside it.
            attended: whether somebody can give commands; if not, nothing waits for one.
            stays: whether it pauses at the end, instead of being over.
            step: the number of the step that the session begins with; 0 begins before the first.
        """
        self.tape = Tape(sounds)
        self.route = route
        self.record = Record(route.stops[0].part.title, route.titles, step)
        self.lock = RLock()
        self.begun = False
        """Set when the first stop may be laid."""
        self.laid = 0
        """The next stop to lay."""
        self.began = 0
        """Frame of the tape at which the step that is heard began, the last time."""
        self.since = 0
        """Frame of the tape at which what is heard began to be of its role."""
        self.still_s = 0.0
        """Seconds without sound, asleep or without a device: paused, and not on the tape."""
        self._asides = asides
        self._words = asides.words
        self._attended = attended
        self._stays = stays
        self._pending: Tail = []
        self._late: tuple[int, Section] | None = None  # the stop that is not ready; how it was told
        self._noted = 0  # frame of the tape up to which it is noted what was heard
        self._role: Role = "part"  # of what is heard
        self._paused = 0  # frames of pauses that are over

    def go_on_after(self, report: Report) -> None:
        """Go on with a session that was interrupted: what hurt in it stays left out.

        It may take a moment: what is said in place of that is spoken.
        """
        self.record.go_on_after(report)
        titles = self.route.titles
        for step in report.steps:
            if step.outcome == "hurt" and (number := step.number_in(titles)):
                self.leave_out(number, after=0)

    def extend(self, failed: bool = False) -> None:
        """Lay what is compiled, some way ahead.

        Args:
            failed: nothing more will be compiled: the end of what is laid is the end.
        """
        with self.lock:
            while self.begun and self.tape.end - self.transport.earliest < AHEAD:
                if self.tape.endless:
                    self.tape.again()
                elif self.laid < len(self.route) and (
                    section := self.route.stops[self.laid].section
                ):
                    self.laid += 1
                    self._lay(self.windows(self.route.stops[self.laid - 1], section))
                else:
                    if failed or self.laid == len(self.route):
                        self._end(failed)
                    return

    def bridge(self, waited_s: float) -> None:
        """Where the next stop is not compiled in time, lay a chime and a word that it comes.

        It lies between two sections, so it breaks into nothing. The chime does not wait for the
        word, which is told as soon as it is spoken.

        Args:
            waited_s: for how many seconds nothing has been there to be heard.
        """
        with self.lock:
            missing = self.begun and self.laid < len(self.route)
            silent = missing and self.transport.next == self.tape.end
            if not silent or waited_s < MOMENT_AFTER_S:
                return
            told = self.laid, self._asides.moment()
            if told != self._late or waited_s >= MOMENT_AGAIN_S:
                self._late = told
                self.tape.lay(whole(told[1], "aside", self.route.stops[self.laid]))

    def _end(self, failed: bool) -> None:
        """Lay what comes after the last stop: nothing, or a pause."""
        if failed or not self._stays:
            self.tape.complete()
        else:
            still = self._asides.silence(AHEAD)
            self._lay([whole(still, "pause", self.route.stops[-1], endless=True)])

    def at_end(self, tail: Tail) -> bool:
        """Whether nothing comes but ``tail``, and that is empty."""
        return not tail and self.laid == len(self.route)

    def splice(self, edit: Callable[[Tail], Tail], laid: int | None = None) -> int:
        """Change what comes as soon as it can be heard; return the frame of the tape.

        Args:
            edit: makes what is known to come into what shall come.
            laid: the stop after that, if it is another than before.
        """

        def spliced(earliest: int) -> int:
            end = self.tape.end
            old = self._known(earliest := min(earliest, end))
            new = edit(old)
            at = min(earliest + edits.common(old, new), end)
            rest = edits.split(new, at - earliest)[1]
            self.tape.cut(at)
            if laid is not None:
                self.laid = laid
            self._pending = []
            if at == end and self.tape.endless:
                self._pending = rest  # nothing has changed but what waits beside the tape
            else:
                self._lay(rest)
            self.extend()
            return at

        self.tape.fetch_beside(self._foreseen(edit, laid))
        with self.lock:
            return self.transport.splice(spliced)

    def _foreseen(self, edit: Callable[[Tail], Tail], laid: int | None) -> Tail:
        """Return what a splice would make come, if it were done now."""
        with self.lock:
            tail = edit(self.coming())
            for stop in self.route.stops[laid : laid + 1] if laid is not None else ():
                tail = [*tail, *(self.windows(stop, stop.section) if stop.section else ())]
            return tail

    def go_to(self, index: int) -> None:
        """Go on with stop ``index`` at once."""
        self.began = self.splice(lambda _: [], laid=index)

    def leave_out(self, number: int, after: int) -> None:
        """Leave out the move of step ``number`` wherever it comes after step ``after``.

        It may take a moment: what is said in place of it is spoken.
        """
        titles = self.route.alike(number, after)
        said = {
            title: self._asides.say(self._words.left_out(title)) for title in {*titles.values()}
        }
        with self.lock:
            self.route.leave_out({step: said[title] for step, title in titles.items()})

    def fetch(self) -> None:
        """Have at hand what is heard soon; it may take a moment.

        Raises:
            VoiceError: the voice was needed, and could not speak.
        """
        self.tape.fetch(self.transport.next)

    def coming(self) -> Tail:
        """Return all windows that are known to come and can still be changed."""
        with self.lock:
            return self._known(min(self.transport.earliest, self.tape.end))

    def windows(self, stop: Stop, section: Section) -> Tail:
        """Return ``section`` of ``stop``, with what waits for the person where it has to."""
        if stop.left_out:
            return [whole(stop.left_out, "part", stop)] if stop.instead else []
        windows: Tail = []
        done = 0
        for beat in section.beats if self._attended else ():
            if beat.until_ready or beat.alarm:
                windows.append(Window(section, done, beat.end, "part", stop))
                done = beat.end
            if beat.until_ready:
                windows.append(whole(self._asides.ready, "ready", stop, endless=True))
            if beat.alarm:  # from its first sound on, which is a chime of the section itself
                done = edits.cue_at(section, beat.end).end
                windows.append(Window(section, beat.end, done, "alarm", stop))
                windows.append(whole(self._asides.alarm, "alarm", stop, endless=True))
        if done < section.frames:
            windows.append(Window(section, done, section.frames, "part", stop))
        return windows

    def became(self, stop: Stop, tail: Tail) -> StepOutcome:
        """Return what becomes of the step of ``stop`` when it is left where ``tail`` begins."""
        if stop.left_out:
            return "left out"
        parts = (window.shown for window in tail if window.stop is stop)
        part = next((shown for shown in parts if shown.role == "part"), None)
        last = self.route.of_step(stop.part.number)[-1:]
        beats = stop.section.beats if stop in last and stop.section else ()
        over = part is None or (beats and beats[-1].end <= part.first)
        return "done" if beats and over else "skipped"

    def hear(self) -> int:
        """Note what was heard; return the number of the step that the session has come to."""
        with self.lock:
            position = self.transport.position
            start, windows = self.tape.at(self._noted)
            for index, window in enumerate(windows):
                if start > position:
                    break
                self._hear(window, edits.role_of(windows[index:]), start)
                start += window.frames
            self._noted = position
            return self.record.step

    def now(self) -> Now:
        """Return what is heard at this moment."""
        with self.lock:
            self.hear()
            position = max(0, min(self._noted, self.tape.end - 1))
            start, windows = self.tape.at(position)
            cue = edits.cue_at(windows[0].section, windows[0].first + position - start)
            return moment(
                self.route,
                self._known(position),
                self._words,
                heard=self.tape.back(position),
                laid=self.laid,
                cue_at=start + max(0, cue.start - windows[0].first),
                waited=max(0, position - self.since),
            )

    def heard_since(self, frame: int) -> list[tuple[int, Cue]]:
        """Return what has begun to be heard after ``frame``, each with the frame where it began."""
        heard = []
        with self.lock:
            position = max(0, min(self.transport.position, self.tape.end - 1))
            start, windows = self.tape.at(max(0, frame))
            for window in windows:
                if start > position:
                    break
                for cue in edits.cues_of(window):
                    began = start + max(0, cue.start - window.first)
                    if frame < began <= position:
                        heard.append((began, cue))
                start += window.frames
        return heard

    def report(self, outcome: Outcome) -> Report:
        """Return what became of the session so far."""
        with self.lock:
            position = self.transport.position
            pause = (position - self.since) * (self._role == "pause")
            return self.record.report(
                outcome,
                seconds=to_seconds(position) + self.still_s,
                paused_s=to_seconds(self._paused + pause) + self.still_s,
            )

    def _hear(self, window: Window, role: Role, start: int) -> None:
        """Note that ``window`` is heard, which begins at frame ``start`` of the tape."""
        part = window.stop.part
        if role != self._role:
            self._paused += (start - self.since) * (self._role == "pause")
            self._role, self.since = role, start
        if role == "part" and window.stop.left_out:
            self.record.note("left out", part.number)
        elif role == "part":
            if window.first == 0 and part.kind in ("before", "instruction", "after"):
                self.began = max(self.began, start)
            self.record.reach(part.number)

    def _known(self, frame: int) -> Tail:
        start, windows = self.tape.at(frame)
        if frame > start:
            first = windows[0].after(frame - start)
            windows[:1] = [first] if first.frames > 0 else []
        return [*windows, *self._pending]

    def _lay(self, windows: Tail) -> None:
        """Lay ``windows`` up to the first endless one; keep what follows it."""
        for number, window in enumerate(windows, 1):
            self.tape.lay(window)
            if window.endless:
                self._pending = windows[number:]
                return


def whole(section: Section, role: Role, stop: Stop, *, endless: bool = False) -> Window:
    """Return a window of all of ``section``."""
    return Window(section, 0, section.frames, role, stop, endless=endless)
