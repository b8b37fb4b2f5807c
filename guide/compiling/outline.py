"""What a plan's sections are and in which order: the session before it has any sound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from guide.format.templates import fill
from guide.language.words import as_sentence, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.compiling.timeline import SectionKind
    from guide.fitting.plan import Plan, PlanStep


class Part(NamedTuple):
    """One section still to be compiled; each can be compiled alone.

    Attributes:
        number: the step's number from 1; 0 before the first step, the last plus 1 after it.
        text: what is said in a part before or after the steps, templates filled in.
        step: the step that it belongs to, None before and after them.
        side: the side that it works on or leads to; None for work on which sides alternate.
        next_title: the title of the step that follows, for ``{next}``.
        last: True for the part that ends the session.
    """

    kind: SectionKind
    number: int
    title: str
    text: str | None = None
    step: PlanStep | None = None
    side: str | None = None
    next_title: str = ""
    last: bool = False

    @property
    def sides(self) -> tuple[str | None, ...]:
        """The sides that it works on, by turns if they are several."""
        alternating = self.step and self.step.alternating and self.side is None
        return self.step.sides if self.step and alternating else (self.side,)


def outline(plan: Plan) -> tuple[Part, ...]:
    """Return the parts of ``plan`` in order; there is always a first and a last one."""
    words, last = words_of(plan.language), len(plan.steps) + 1
    title = {"title": plan.title}
    return (
        Part("before", 0, plan.title, text=as_sentence(plan.title)),
        *(Part("before", 0, plan.title, text=fill(text, title)) for text in plan.before),
        *(
            part
            for number, (step, following) in enumerate(pairwise((*plan.steps, None)), 1)
            if step
            for part in outline_of_step(
                step, number, following.title if following else words.the_end
            )
        ),
        *(Part("after", last, plan.title, text=fill(text, title)) for text in plan.after),
        Part("after", last, plan.title, text=words.finished, last=True),
    )


def outline_of_step(step: PlanStep, number: int, next_title: str) -> Iterator[Part]:
    """Yield the parts of one step: what is said first, then the work of each side."""

    def part(kind: SectionKind, side: str | None) -> Part:
        return Part(kind, number, step.title, step=step, side=side, next_title=next_title)

    sides = step.sides or (None,)
    yield part("instruction", sides[0])
    if step.alternating:
        yield part("work", None)
        return
    yield part("work", sides[0])
    for side in sides[1:]:
        yield part("change", side)
        yield part("work", side)
