"""How much work an export is, and how long the rest of it takes, by what was measured so far.

Words that are new have to be spoken, and sound has to be encoded. How fast either goes depends on
voice, cache, format and machine, so nothing is assumed: both are timed from the first section on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guide.compiling.timeline import Section


TELLING_S = 0.5
"""How long is to be measured, in seconds, before anything is told of the rest."""


class Work(NamedTuple):
    """What there is to do for a section, or for many.

    Attributes:
        letters: characters of words that were not said before.
        frames: of sound.
    """

    letters: int = 0
    frames: int = 0


def work_of(sections: Iterable[Section], said: set[str]) -> list[Work]:
    """Return the work of each section, and add its words to those that are ``said``."""
    works = []
    for section in sections:
        new = {cue.text for cue in section.cues if cue.text} - said
        said |= new
        works.append(Work(sum(map(len, new)), section.frames))
    return works


class Estimate:
    """Of several jobs, one after the other, each some sections long."""

    def __init__(self, jobs: Sequence[Sequence[Work]]) -> None:
        """Begin with nothing done.

        Args:
            jobs: the work of each, as far as it can be told beforehand.
        """
        self._ahead = [list(job) for job in jobs]  # but for the first, of jobs to be begun
        self._job: list[Work] = []  # what is left of the one that is under way
        self._timed = Work()
        self._begun_frames = 0  # of first sections, whose time tells nothing of the others
        self._begun = 0
        self._overhead_s = self._speaking_s = self._writing_s = 0.0

    def begin(self, works: Sequence[Work], overhead_s: float) -> None:
        """Begin the next job, whose first section took ``overhead_s``: much had to be started."""
        del self._ahead[0]
        self._job = list(reversed(works[1:]))
        self._begun_frames += works[0].frames
        self._begun += 1
        self._overhead_s += overhead_s

    def advance(self, speaking_s: float, writing_s: float) -> None:
        """Count the next section as done, which was waited for and written for so long."""
        work = self._job.pop()
        timed = self._timed
        self._timed = Work(timed.letters + work.letters, timed.frames + work.frames)
        self._speaking_s += speaking_s
        self._writing_s += writing_s

    @property
    def left(self) -> Work:
        """What is still to be done."""
        works = [*self._job, *(work for job in self._ahead for work in job)]
        return Work(sum(work.letters for work in works), sum(work.frames for work in works))

    @property
    def left_s(self) -> float | None:
        """How long the rest takes, in seconds, at the pace so far; None while that tells little."""
        left, timed = self.left, self._timed
        if self._speaking_s + self._writing_s < TELLING_S:
            return None
        return (
            _at_pace(self._overhead_s, self._begun, len(self._ahead))
            + _at_pace(self._speaking_s, timed.letters, left.letters)
            + _at_pace(self._writing_s, timed.frames, left.frames)
        )

    @property
    def share(self) -> float:
        """How much of all sound is written, 0 to 1."""
        left, done = self.left.frames, self._begun_frames + self._timed.frames
        return done / (left + done) if done else 0.0


def _at_pace(spent_s: float, done: int, left: int) -> float:
    return spent_s * left / done if done else 0.0
