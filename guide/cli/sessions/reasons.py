"""Why an export is not what would be written now, as far as it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.files.comparing import frames_of
from guide.cli.options.export import typed
from guide.language.durations import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click

    from audio.files.comparing import Difference
    from guide.exporting.made_with import MadeWith


def reasons_of(
    ctx: click.Context, told: MadeWith | None, now: MadeWith, differs: Difference
) -> Iterator[str]:
    """Yield what is known of what it was made with, or else of its bytes.

    Args:
        ctx: of the command, which knows how options are typed.
        told: what the export tells; None where its format has no room for it.
        now: what it would be made with.
        differs: the first file of it that is another one.
    """
    then = told or now
    if then.program != now.program:
        yield f"version {then.program} of the program made it, and this is {now.program}"
    if then.choices != now.choices:
        before, after = (_with(typed(ctx, made.choices)) for made in (then, now))
        yield f"it was made {before}, not {after}"
    if then.spoken_by != now.spoken_by:
        yield f"{then.spoken_by} spoke it, and now {now.spoken_by} would"
    if then.routine != now.routine and then.choices == now.choices:
        yield "the routine was changed, or it is of another one"
    if then == now:
        yield _of_bytes(told, differs)


def lengths(before: Path, after: Path) -> str:
    """Return how long the one is and the other one would be; nothing where they are alike."""
    one, other = frames_of(before), frames_of(after)
    if one is None or other is None or clock(one) == clock(other):
        return ""
    return f" ({clock(one)} long, would now be {clock(other)})"


def _with(options: str) -> str:
    return f"with {options}" if options else "without options"


def _of_bytes(told: MadeWith | None, differs: Difference) -> str:
    name = differs.path.name
    match differs.kind:
        case "missing":
            return f"'{name}' is not there"
        case "cut":
            return f"'{name}' is cut off before its end"
        case "longer":
            return f"something was added behind the end of '{name}'"
    if told is None:
        return "it was made otherwise, or changed since; options are not told by this format"
    bed = ", or its bed is another one" if "bed" in dict(told.choices) else ""
    return f"'{name}' was changed since, or other versions of libraries encoded it{bed}"
