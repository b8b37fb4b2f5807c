"""The clock of a phase: exactly its frames, and what is spoken, chimed and toned inside them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_frames, to_seconds
from guide.compiling import talk as talks
from guide.compiling.counting import COMMA, COUNT, numeral
from guide.compiling.slots import fit_words
from guide.compiling.talk import Wording
from guide.compiling.timeline import Warning

if TYPE_CHECKING:
    from guide.compiling.row import Lengths, Row
    from guide.compiling.talk import Talk
    from guide.compiling.wording import Filler
    from guide.fitting.plan import PlanPhase
    from guide.format.routine import Settings
    from guide.problems.problem import Place

HALFWAY_FROM = to_frames(20)
"""Shorter holds have no halfway chime: it would be one more thing to listen for."""
LATE = to_frames(2)
"""A prompt that has to wait longer than this for what sounds before it has lost its meaning."""
SHORTEST_TONE = to_frames(0.4)

_A_SHARE = "Write a share, such as 50%, which is inside however long the phase is."


class Item(NamedTuple):
    """Something to be heard inside a phase; ``words`` None is the halfway chime.

    ``start``, ``until`` and all arithmetic on them are frames from the start of the phase.

    Attributes:
        until: when it has to be over; None for the start of what follows.
    """

    start: int
    words: Wording | None
    place: Place | None
    until: int | None = None


class Clock:
    """Lays one phase at a time behind the row's cursor."""

    def __init__(
        self,
        row: Row,
        fill: Filler,
        lengths: Lengths,
        settings: Settings,
        talk: Talk,
        *,
        rest: bool,
    ) -> None:
        """Keep what all phases of a part share; a ``rest`` is left to rest to its end."""
        self._row = row
        self._fill = fill
        self._lengths = lengths
        self._settings = settings
        self._talk = talk
        self._count_out = 0 if rest else settings.count_out

    def announce(self, words: Wording, phase: PlanPhase, rep: int) -> None:
        """Speak ``words`` before the clock; silence after the shorter ones keeps sides equal."""
        over = self._row.cursor + self._longest(words, phase, rep)
        self._row.speak(self._fill(words.say, phase, rep))
        self._row.silence_until(over)

    def run(self, phase: PlanPhase, rep: int, number: str | None = None) -> None:
        """Lay ``phase``: a hold exactly as written, a paced phase lengthened where it may be.

        ``number`` begins a paced phase, before its words; a hold has both before its clock.
        """
        words = None if phase.held else talks.of_phase(phase, rep, self._talk)
        number = None if phase.held else number
        frames = to_frames(phase.seconds)
        counted = self._frames_of(number, frames) if number else 0
        if phase.up_to_s > phase.seconds:
            wanted = counted + (self._longest(words, phase, rep) if words else 0)
            frames = min(max(frames, wanted), to_frames(phase.up_to_s))
        items = self._inside(phase, rep, frames)
        if words:
            opening = self._filled(words, phase, rep)
            room = items[0].start if items else frames
            # The number comes first; words that were said before give way to it.
            if not number or counted + self._lengths.of_speech(opening.say) <= room:
                items.insert(0, Item(counted, opening, phase.place))
        if number:
            items.insert(0, Item(0, Wording(number), phase.place, min(COUNT, frames)))
        begin, end = self._row.cursor, self._row.cursor + frames
        for item, following in zip_longest(items, items[1:]):
            until = following.start if item.until is None and following else item.until
            self._lay(item, begin + item.start, end if until is None else begin + until, phase)
        self._wait(end, phase)
        self._row.beat(phase, begin, self._counts(phase, frames) * COUNT)

    def _frames_of(self, number: str, frames: int) -> int:
        """Return how long a phase of ``frames`` is not free for words after its number."""
        return fit_words(Wording(number), min(COUNT, frames), self._lengths).frames + COMMA

    def _longest(self, words: Wording, phase: PlanPhase, rep: int) -> int:
        """Return how many frames ``words`` take on the side where they take longest."""
        on_all_sides = {self._fill(words.say, phase, rep, side=side) for side in self._fill.sides}
        return max(self._lengths.of_speech(text) for text in on_all_sides)

    def _filled(
        self, words: Wording, phase: PlanPhase, rep: int, elapsed_s: float = 0.0
    ) -> Wording:
        brief = words.brief and self._fill(words.brief, phase, rep, elapsed_s)
        return Wording(self._fill(words.say, phase, rep, elapsed_s), brief)

    def _inside(self, phase: PlanPhase, rep: int, frames: int) -> list[Item]:
        """Return what is to be heard inside, in order.

        Of one moment the halfway chime comes before words. A number keeps its second: what would
        run into it is left out.
        """
        numbers = self._numbers(phase, frames)
        items: list[Item] = []
        if phase.held and self._settings.halfway and frames >= HALFWAY_FROM:
            until = numbers[0].start if numbers else frames
            items.append(Item(frames // 2, None, phase.place, until))
        for prompt in phase.cues:
            if not (words := talks.of_prompt(prompt, self._talk)):
                continue
            at_s = prompt.at.within(to_seconds(frames))
            start = to_frames(at_s)
            if 0 <= start < frames:
                items.append(Item(start, self._filled(words, phase, rep, at_s), prompt.place))
            else:
                outside = f"lies outside of its phase of {phase.seconds:g} s and is left out"
                self._row.warn(Warning(f'"{words.say}" {outside}', prompt.place, _A_SHARE))
        return sorted([*items, *numbers], key=lambda item: item.start)

    def _numbers(self, phase: PlanPhase, frames: int) -> list[Item]:
        """Return the last seconds of a hold, counted down."""
        return [
            Item(second, Wording(numeral(number, self._fill.words)), phase.place, second + COUNT)
            for number in range(self._counts(phase, frames), 0, -1)
            for second in (frames - number * COUNT,)
        ]

    def _counts(self, phase: PlanPhase, frames: int) -> int:
        """Return how many seconds are counted down; how long a hold is must be known."""
        counts = 0 if not phase.held or phase.until_ready else self._count_out
        return min(counts, frames // COUNT)

    def _lay(self, item: Item, moment: int, limit: int, phase: PlanPhase) -> None:
        """Lay ``item`` at its moment, or as soon after it as what sounds before it is over."""
        start = max(moment, self._row.cursor)
        room = limit - start
        if item.words is None:
            if self._lengths.of_chime("halfway") <= room:
                self._wait(start, phase)
                self._row.chime("halfway")
            return
        if start - moment > LATE:
            room = 0
        fitted = fit_words(item.words, room, self._lengths)
        if fitted.warning:
            self._row.warn(Warning(fitted.warning, item.place))
        if fitted.text is not None:
            self._wait(start, phase)
            self._row.speak(fitted.text, fitted.speed)

    def _wait(self, cursor: int, phase: PlanPhase) -> None:
        """Let the phase run on to ``cursor``: with its tone if it has one, else in silence."""
        frames = cursor - self._row.cursor
        if phase.tone and frames >= SHORTEST_TONE:
            self._row.tone(phase.tone, frames)
        else:
            self._row.silence(frames)
