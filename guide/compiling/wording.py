"""Fills in the templates of a part's texts: ``{side}``, ``{rep}``, ``{remaining}`` and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.format.templates import fill

if TYPE_CHECKING:
    from guide.compiling.outline import Part
    from guide.fitting.plan import PlanPhase
    from guide.language.words import Words


class Filler:
    """Knows what the names in braces stand for in one part.

    Lengths of time are the author's, without the words spoken between: they are known before
    anything is spoken. ``{duration}`` is the phase's, or the work of one side outside of a phase;
    ``{remaining}`` is what is left of it.
    """

    def __init__(self, part: Part, words: Words) -> None:
        """Keep what is the same for all texts of ``part``; ``words`` are of their language."""
        assert part.step is not None
        self.words = words
        self._seconds = part.step.seconds
        self.sides: tuple[str | None, ...] = part.step.sides or (None,)
        self._values = {
            "title": part.title,
            "side": part.side or part.sides[0] or "",
            "reps": str(part.step.reps),
            "next": part.next_title,
        }

    def __call__(
        self,
        text: str,
        phase: PlanPhase | None = None,
        rep: int | None = None,
        elapsed_s: float = 0.0,
        side: str | None = None,
    ) -> str:
        """Return ``text`` as it is spoken ``elapsed_s`` into ``phase``; it begins as a sentence.

        Args:
            text: an author's text, checked already.
            phase: the phase that it is spoken in or before, or None outside of one.
            rep: the repetition, from 1.
            elapsed_s: how much of the phase has passed, in seconds.
            side: the side to speak of, if it is not the part's own.
        """
        length_s = phase.seconds if phase else self._seconds
        values = {
            **self._values,
            "rep": str(rep or 1),
            "duration": self.words.duration(length_s),
            "remaining": self.words.duration(max(0.0, length_s - elapsed_s)),
        }
        if side is not None:
            values["side"] = side
        filled = fill(text, values)
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled
