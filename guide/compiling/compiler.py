"""Plan + voice -> sections, each in one forward pass, each alone.

Words come before the clock, and the clock runs exactly as long as the author wrote: a hold from
the end of its start chime to the start of the chime that ends it, a paced phase from beat to beat.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_frames
from guide.compiling import talk as talks
from guide.compiling.counting import count_down, number_of, with_number
from guide.compiling.outline import Part, outline
from guide.compiling.row import Row
from guide.compiling.talk import Wording
from guide.compiling.timeline import Section
from guide.compiling.wake import with_wake
from guide.compiling.wording import Filler
from guide.compiling.work import Clock
from guide.language.words import as_sentence, words_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from concurrent.futures import Future, ThreadPoolExecutor

    from guide.compiling.row import Lengths
    from guide.compiling.talk import Talk
    from guide.fitting.plan import Plan, PlanPhase
    from guide.language.words import Words

BREATH = to_frames(0.5)
"""Silence between two sentences of an instruction."""
JOBS = 6
"""Sections that are compiled at once: more than there are workers that speak, which then need not
wait until a clip is polished, nor for numpy when all begins."""
AHEAD = 256
"""Sections that are compiled ahead of the one that is asked for: enough that no voice waits for
a disk, and no more, so memory is flat. They are some KiB each; their clips are kept elsewhere."""


def instruction(part: Part, talk: Talk, words: Words) -> list[str]:
    """Return the sentences that say what to do in ``part`` of a step."""
    assert part.step is not None
    filled = Filler(part, words)
    lead = talks.of_lead(part.step, talk)
    authored = (part.step.safety, talks.of_instruction(part.step, talk))
    return [
        *([filled(lead)] if lead else ()),
        as_sentence(part.title),
        *(filled(text) for text in authored if text),
    ]


class Turn(NamedTuple):
    """One phase of one repetition on one side; ``first`` of the phases of its turn, or not."""

    rep: int
    side: str | None
    phase: PlanPhase
    first: bool


class Compiler:
    """Compiles the parts of one plan. Parts may be compiled in any order and at once."""

    def __init__(self, plan: Plan, lengths: Lengths, talk: Talk = "full") -> None:
        """Keep what all parts share."""
        self.plan = plan
        self.words = words_of(plan.language)
        self._lengths = lengths
        self._talk: Talk = talk
        self.parts = outline(plan)

    def sections(self, jobs: int = JOBS) -> Generator[Section]:
        """Yield all sections in order, laid end to end, compiling ``jobs`` at a time ahead.

        Raises:
            VoiceError: the voice could not speak.
        """
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - estimates need none

        start = 0
        pool = ThreadPoolExecutor(jobs, thread_name_prefix="compile")
        try:
            for section in self._compiled_ahead(pool):
                yield section.at(start)
                start += section.frames
        finally:
            # Not waiting: a voice that hangs is ended when its owner closes it, right after this.
            pool.shutdown(wait=False, cancel_futures=True)

    def _compiled_ahead(self, pool: ThreadPoolExecutor) -> Generator[Section]:
        ahead: deque[Future[Section]] = deque()
        for part in self.parts:
            ahead.append(pool.submit(self.compile, part))
            if len(ahead) > AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def compile(self, part: Part) -> Section:
        """Return the section of ``part``, beginning at frame 0."""
        row = Row(self._lengths, part.side)
        match part.kind:
            case "instruction":
                self._instruction(part, row)
            case "change":
                self._change(part, row)
            case "work":
                self._work(part, row)
            case _:
                self._words_around(part, row)
        section = Section(
            part.number,
            part.title,
            part.kind,
            part.side,
            0,
            row.cursor,
            row.cues,
            row.warnings,
            row.beats,
        )
        return with_wake(section, to_frames(self.plan.settings.wake_s))

    def _words_around(self, part: Part, row: Row) -> None:
        assert part.text is not None
        row.speak(part.text)
        row.silence(BREATH)
        if part.last:
            row.chime("session_end")

    def _instruction(self, part: Part, row: Row) -> None:
        assert part.step is not None
        sentences = instruction(part, self._talk, self.words)
        if part.side:
            sentences.append(self.words.first_side(part.side, len(part.step.sides)))
        for sentence in sentences:
            row.speak(sentence)
            row.silence(BREATH)
        if not part.step.rest:
            row.silence(to_frames(self.plan.settings.change_over_s))

    def _change(self, part: Part, row: Row) -> None:
        assert part.step is not None
        assert part.side is not None
        row.silence(BREATH)
        row.speak(self.words.next_side(part.side))
        if reminder := talks.of_change(part.step, self._talk):
            row.silence(BREATH)
            row.speak(Filler(part, self.words)(reminder))
        row.silence(BREATH + to_frames(self.plan.settings.change_over_s))

    def _work(self, part: Part, row: Row) -> None:
        """Lay the repetitions of the phases, with the chimes that start and end their clock."""
        assert part.step is not None
        turns = [
            Turn(rep, side, phase, index == 0)
            for rep in range(1, part.step.reps + 1)
            for side in part.sides
            for index, phase in enumerate(part.step.phases)
        ]
        clocks = {side: self._clock(part._replace(side=side), row) for side in part.sides}
        before: PlanPhase | None = None
        for turn in turns:
            rep, side, phase, first = turn
            clock = clocks[side]
            row.enter(phase.name, rep, side)
            moved = bool(before and first and phase.held and len(part.sides) > 1)
            if moved:
                self._change_over(clock, turn, row)
            number = number_of(part.step, rep, self._talk, self.words) if first else None
            words = with_number(number, talks.of_phase(phase, rep, self._talk))
            if phase.held and words:
                clock.announce(words, phase, rep)
                row.silence(BREATH)
            if before is None and not part.step.rest:
                count_down(
                    row, self._lengths, self.words, self.plan.settings.countdown, part.step.place
                )
            if before is None or (phase.held and (words or moved or not before.held)):
                row.chime("start")
            clock.run(phase, rep, number)
            last = turn is turns[-1]
            if phase.alarm or phase.held or last:
                row.chime("alarm" if phase.alarm else "end" if last else "change")
            before = phase

    def _clock(self, part: Part, row: Row) -> Clock:
        assert part.step is not None
        rest, settings = part.step.rest, self.plan.settings
        return Clock(row, Filler(part, self.words), self._lengths, settings, self._talk, rest=rest)

    def _change_over(self, clock: Clock, turn: Turn, row: Row) -> None:
        """Lead to the other side of a move whose sides alternate; all changes are equally long."""
        row.silence(BREATH)
        clock.announce(Wording(self.words.next_side("{side}")), turn.phase, turn.rep)
        row.silence(BREATH + to_frames(self.plan.settings.change_over_s))
