"""``guide verify``: whether an export is what would be written now, and why not."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from audio.errors import FileError
from audio.files.comparing import Difference, difference, frames_of
from audio.files.formats import ending_of
from guide.cli.choosing import chosen, export_options, typed
from guide.cli.formats import ENDINGS, listed
from guide.cli.paragraphs import echo
from guide.cli.sessions import write_session
from guide.cli.types import json_option, routine_argument
from guide.durations import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guide.cli.encoding import Finish
    from guide.made_with import MadeWith
    from guide.routine import Routine

UNTOLD = (".srt",)
"""Formats without room for what they were made with."""


class Export(NamedTuple):
    """A file that was exported.

    Attributes:
        made_with: what it tells of that; None where its format has no room for it.
    """

    path: Path
    ending: str
    made_with: MadeWith | None


class ExportType(click.ParamType[Any]):
    """A file that was exported; read when converted."""

    name = "file"

    def convert(
        self, value: str | Export, param: click.Parameter | None, ctx: click.Context | None
    ) -> Export:
        """Return what the file tells of itself.

        Raises:
            FileError: it cannot be read, or tells that it is no export.
        """
        if isinstance(value, Export):
            return value
        path = Path(value)
        ending = ending_of(path)
        if not ending:
            self.fail(f"'{path}' does not end as an export does: {listed(ENDINGS)}.", param, ctx)
        made_with = _made_with(path)
        if not made_with and ending not in UNTOLD:
            raise FileError(
                f"{path} is no export that can be verified: nothing in it tells how it was made. "
                "Export it anew with this version."
            )
        return Export(path, ending, made_with)


def _made_with(path: Path) -> MadeWith | None:
    from guide.made_with import find_made_with  # noqa: PLC0415 - help needs none

    try:
        with path.open("rb") as file:
            return find_made_with(file)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error


class ExportArgument(click.Argument):
    """A FILE whose own choices are usual for all other options."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Read the file, and let what is typed win over what it tells."""
        value, rest = super().handle_parse_result(ctx, opts, args)
        if isinstance(value, Export) and value.made_with:
            ctx.default_map = _usual(value.made_with, typed_names={*opts})
        return value, rest


def _usual(made_with: MadeWith, typed_names: set[str]) -> dict[str, Any]:
    """Return a value, or a row of values, for each option that the file was made with."""
    usual: dict[str, Any] = {}
    for name, value in made_with.choices:
        if name == "set":
            usual.setdefault(name, []).append(value)
        else:
            usual[name] = value
    for one, other in (("level", "fit_s"), ("fit_s", "level"), ("engine", "voice")):
        if one in typed_names:
            usual.pop(other, None)
    return usual


@click.command("verify")
@click.argument("file", type=ExportType(), cls=ExportArgument, is_eager=True)
@routine_argument
@export_options
@json_option
@click.pass_context
def verify_(
    ctx: click.Context,
    /,
    *,
    file: Export,
    routine: Routine,
    as_json: bool,
    finish: Finish,
    **choices: Any,
) -> None:
    """Say whether FILE is what an export of ROUTINE would be now.

    It is exported again, aside, and every byte is compared. Which options it was exported with is
    told by the file itself, but not by .srt: type them there. An option that is typed counts
    instead of the file's own.
    """
    choices |= {"overwrite": False, "lufs": finish.lufs, "bed": finish.opened_bed()}
    with TemporaryDirectory(prefix="verify-") as folder:
        again = Path(folder, f"again{file.ending}")
        _, made_with = write_session(routine, [again], chosen(ctx), **choices)
        differs = difference(file.path, again)
        reasons = list(_reasons(ctx, file, made_with, differs)) if differs else []
        told = "; ".join(reasons) + _lengths(file.path, again) if differs else ""
    if as_json:
        then = file.made_with and file.made_with._asdict()
        shown = {"file": str(file.path), "current": not differs, "reasons": reasons}
        made = {"made_with": then, "would_be_made_with": made_with._asdict()}
        click.echo(json.dumps({**shown, **made}, ensure_ascii=False))
    else:
        echo(f"{file.path} is {f'not current: {told}' if differs else 'current'}.")
    ctx.exit(1 if differs else 0)


def _reasons(ctx: click.Context, file: Export, now: MadeWith, differs: Difference) -> Iterator[str]:
    """Yield why it is not: all that is known of what it was made with, or else of its bytes."""
    then = file.made_with or now
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
        yield _of_bytes(file, differs)


def _with(options: str) -> str:
    return f"with {options}" if options else "without options"


def _lengths(before: Path, after: Path) -> str:
    """Return both lengths, where they are told and are not the same."""
    one, other = frames_of(before), frames_of(after)
    if one is None or other is None or clock(one) == clock(other):
        return ""
    return f" ({clock(one)} long, would now be {clock(other)})"


def _of_bytes(file: Export, differs: Difference) -> str:
    match differs:
        case "cut":
            return "it is cut off before its end"
        case "longer":
            return "something was added behind its end"
    if file.made_with is None:
        return "it was made otherwise, or changed since; options are not told by this format"
    bed = ", or its bed is another one" if "bed" in dict(file.made_with.choices) else ""
    return f"it was changed since, or other versions of libraries encoded it{bed}"
