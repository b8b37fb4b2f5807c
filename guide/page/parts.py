"""What a page has to know of each section: pure, from the timeline alone; times in milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audio.clip import to_milliseconds
from guide.compiling.counting import numeral, set_apart
from guide.language.words import as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.compiling.timeline import Beat, Cue, Section
    from guide.language.words import Words


def part_of(section: Section, words: Words) -> dict[str, Any]:
    """Return what is seen in ``section``, as plain data; what is None or empty is left out.

    - ``kind``, ``side``, ``at`` and ``end``;
    - ``todo``: the instruction, without what only leads to it: title and side;
    - ``beats``: the clocks, each with ``at``, ``end``, ``phase``, ``rep``, ``side``, ``tone`` and
      ``todo``, the words said before it;
    - ``said``: every text that is spoken: its start, its end, and the text.
    """
    return _told(
        kind=section.kind,
        side=section.side,
        at=to_milliseconds(section.start),
        end=to_milliseconds(section.end),
        todo=" ".join(instructions(section, words)),
        beats=list(_beats(section, words)),
        said=[
            [_place(section, cue.start), _place(section, cue.end), cue.text]
            for cue in _spoken(section)
        ],
    )


def instructions(section: Section, words: Words) -> list[str]:
    """Return the sentences that say what to do in the step; none in its work."""
    if section.kind not in ("instruction", "change"):
        return []
    leading = {as_sentence(section.title), *_sides(section.side, words)}
    return [cue.text for cue in _spoken(section) if cue.text and cue.text not in leading]


def _beats(section: Section, words: Words) -> Iterator[dict[str, Any]]:
    over = 0
    for beat in section.beats:
        yield _told(
            at=_place(section, beat.start),
            end=_place(section, beat.end),
            phase=beat.phase,
            rep=beat.rep,
            side=beat.side,
            tone=beat.tone,
            todo=" ".join(_announced(section, over, beat, words)),
        )
        over = beat.end


def _announced(section: Section, over: int, beat: Beat, words: Words) -> Iterator[str]:
    """Yield what is said from frame ``over`` until ``beat`` begins, but for counts and sides."""
    leading = {*words.counts, set_apart(numeral(beat.rep, words)), *_sides(beat.side, words)}
    for cue in _spoken(section):
        if over <= cue.start < beat.start and cue.text and cue.text not in leading:
            yield cue.text


def _sides(side: str | None, words: Words) -> tuple[str, ...]:
    if side is None:
        return ()
    return words.first_side(side, 1), words.first_side(side, 2), words.next_side(side)


def _spoken(section: Section) -> list[Cue]:
    return [cue for cue in section.cues if cue.text is not None]


def _place(section: Section, frame: int) -> int:
    return to_milliseconds(section.start + frame)


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
