"""One line on a terminal while sessions are written, or spoken ahead: how far, how long yet."""

from __future__ import annotations

import shutil
import sys
from time import monotonic
from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.language.columns import fitted
from guide.language.durations import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from guide.compiling.compiler import Compiler
    from guide.compiling.timeline import Section
    from guide.exporting.workload import Estimate
    from guide.format.routine import Routine

LONGEST_BAR = 30
_AGAIN_S = 0.1  # between two drawings, which nobody could read faster


class Progress:
    """Watches the sessions of some routines being written; draws nothing where nobody looks."""

    def __init__(self, routines: Sequence[Routine], screen: TextIO | None = None) -> None:
        """Begin, with the routines in the order in which they are written."""
        self._screen = screen or sys.stdout
        self._titles = [routine.title for routine in routines]
        self._said: set[str] = set()
        self._number = 0
        self._began = self._drawn = monotonic()
        self._estimate = _estimate(routines) if self._screen.isatty() else None

    def watch(self, compiler: Compiler) -> Iterator[Section]:
        """Yield the sections of the next session, and see how long each takes."""
        if self._estimate is None:
            yield from compiler.sections()
            return
        from guide.compiling.estimate import estimated_timeline  # noqa: PLC0415 - where it is shown
        from guide.exporting.workload import work_of  # noqa: PLC0415

        began = asked = monotonic()
        works = work_of(estimated_timeline(compiler.plan).sections, self._said)
        self._number += 1
        self._draw("")
        for number, section in enumerate(compiler.sections()):
            got = monotonic()
            yield section
            written = monotonic()
            if number == 0:  # voice and encoder had to start
                self._estimate.begin(works, written - began)
            else:
                self._estimate.advance(got - asked, written - got)
            asked = written
            if written - self._drawn > _AGAIN_S:
                self._draw(section.title)
                self._drawn = written

    def clear(self) -> None:
        """Leave the line to what is printed next."""
        if self._estimate:
            self._screen.write(f"\r{' ' * _width()}\r")
            self._screen.flush()

    def _draw(self, title: str) -> None:
        assert self._estimate
        several = len(self._titles) > 1
        label = f"{self._number}/{len(self._titles)} {self._titles[self._number - 1]}"
        spent_s = monotonic() - self._began
        signs = "━─" if (self._screen.encoding or "").lower().startswith("utf") else "#-"
        shown = label if several else title
        line = drawn(
            self._estimate.share, spent_s, self._estimate.left_s, shown, width=_width(), signs=signs
        )
        self._screen.write(f"\r{line}")
        self._screen.flush()


def drawn(
    share: float, spent_s: float, left_s: float | None, title: str, *, width: int, signs: str
) -> str:
    """Return the line, of just ``width`` columns.

    Args:
        share: how much of it is over, 0 to 1.
        spent_s: how long it has taken, in seconds.
        left_s: how long it takes yet; None where that is not known.
        title: of what is written.
        width: in columns.
        signs: what the part of the bar that is over, and the other one, are drawn with.
    """
    times = clock(to_frames(spent_s))
    if left_s is not None:
        times += f", {clock(to_frames(left_s))} left"
    bar = max(0, min(LONGEST_BAR, (width - len(times) - 7) // 2))
    over = round(share * bar)
    shown = signs[0] * over + signs[1] * (bar - over)
    return fitted(f"{share:4.0%} {shown} {times}  {title}", width)


def _width() -> int:
    """Return how many columns a line has; the last one would break it on some terminals."""
    return shutil.get_terminal_size().columns - 1


def _estimate(routines: Sequence[Routine]) -> Estimate:
    from guide.compiling.estimate import estimated_timeline  # noqa: PLC0415 - where it is shown
    from guide.exporting.workload import Estimate, work_of  # noqa: PLC0415
    from guide.fitting.fit import settle  # noqa: PLC0415

    said: set[str] = set()
    plans = (settle(routine) for routine in routines)
    return Estimate([work_of(estimated_timeline(plan).sections, said) for plan in plans])
