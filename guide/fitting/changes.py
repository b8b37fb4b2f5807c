"""What was chosen to fit the time there is, told to a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audio.clip import to_seconds
from guide.language.durations import span, spent
from guide.problems.problem import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guide.format.routine import Move
    from guide.problems.problem import Place

MOST_NAMED = 6
"""So many ranges that stand in the way are named: who has opened those asks again."""
MOST_CHANGES = 20
"""So many changes are told, as fill a few lines: ``guide show`` tells what each step is."""


def changes(usual: tuple[Move, ...], chosen: tuple[Move, ...], frames: int) -> str:
    """Return how what was ``chosen`` differs from what is done usually: "reps 8 -> 6"."""
    told: dict[str, None] = {}
    before = {_key(move): move for move in usual}
    for move in chosen:
        if (old := before.get(_key(move))) and (differences := list(_differences(old, move))):
            told[f"{move.title} {', '.join(differences)}"] = None
    kept = {_key(move) for move in chosen}
    out = Counter(move.title for key, move in before.items() if key not in kept)
    told |= dict.fromkeys(f"{title} left out" for title in out)
    made = list(told)[:MOST_CHANGES] or ["as it is at the standard level"]
    if (more := len(told) - MOST_CHANGES) > 0:
        made.append(f"and {more} more {'change' if more == 1 else 'changes'}")
    return printable(f"Fitted to {_length(frames)}: {', '.join(made)}.")


def _key(move: Move) -> object:
    """Return what tells a written move from others, whatever is chosen for it."""
    return move.place or move.title


def _differences(old: Move, new: Move) -> Iterator[str]:
    if old.reps != new.reps:
        yield f"{old.reps.low} -> {new.reps.low} {'rep' if new.reps.low == 1 else 'reps'}"
    for before, after in zip(old.phases, new.phases, strict=True):
        was, now = (f"{phase.length.low:.1f}".removesuffix(".0") for phase in (before, after))
        if was != now:
            name = f"{before.name} " if before.name and len(old.phases) > 1 else ""
            yield f"{name}{was} -> {now} s"


def too_long(moves: Iterable[Move], frames: int, wanted: int) -> str:
    """Return by how much the shortest session is too long, and why there is no shorter one.

    Args:
        moves: what is done, as it is written.
        frames: how long it takes at the least.
        wanted: the time that there is, in frames.
    """
    over = f"The shortest takes {_length(frames - wanted)} longer than the {_length(wanted)} wanted"
    return f"{over}: {_ends(moves, 'low')}"


def too_short(moves: Iterable[Move], frames: int, wanted: int) -> str:
    """Return by how much the longest session is too short, and why there is no longer one."""
    under = f"The longest takes {_length(wanted - frames)} less than the {_length(wanted)} wanted"
    return f"{under}: {_ends(moves, 'high')}"


def gap(move: Move, reps: bool, frames: int, wanted: int) -> str:
    """Return by how much the time is missed that one more repetition, or step, would exceed."""
    more = f"one more rep of {move.title}" if reps else move.title
    end = "no other choice comes closer" if reps else "all else is done"
    why = printable(f"{more} ({_where(move.place)}) takes more, and {end}")
    return f"That is {_length(wanted - frames)} less than the {_length(wanted)} wanted: {why}."


def _length(frames: int) -> str:
    """Return a length of time to the second; what is less than one is not nothing."""
    seconds = round(to_seconds(frames))
    if seconds < 1:
        return "less than a second"
    hours_s = seconds // 3600 * 3600
    return " ".join(spent(part) for part in (hours_s, seconds - hours_s) if part)


def _ends(moves: Iterable[Move], end: str) -> str:
    """Return which ranges are at their ends."""
    ranges = [text for move in moves for text in _ranges(move)]
    if not ranges:
        return "it has no ranges to choose in, such as `hold: 30s-60s`."
    more = [f"and {len(ranges) - MOST_NAMED} more"] if len(ranges) > MOST_NAMED else []
    lines = [printable(text) for text in (*ranges[:MOST_NAMED], *more)]
    return "\n  ".join([f"all ranges are at their {end} ends already.", *lines])


def _ranges(move: Move) -> Iterator[str]:
    reps = move.reps
    if reps.low != reps.high:
        yield f"{move.title} {reps.low}-{reps.high} reps ({_where(move.place)})"
    for phase in move.phases:
        length = phase.length
        if length.low != length.high:
            name = f" {phase.name}" if phase.name else ""
            text = f"{move.title}{name} {span(length.low, length.high)}"
            yield f"{text} ({_where(phase.place or move.place)})"


def _where(place: Place | None) -> str:
    return f"{place.file}:{place.line}" if place else "written by hand"
