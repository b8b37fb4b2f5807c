"""``guide verify``: whether an export is what would be written now, and why not."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from audio.beds.names import COMPUTED
from audio.errors import FileError
from audio.files import split
from audio.files.comparing import first_difference
from audio.files.formats import ending_of
from guide.cli.options.export import chosen, export_options
from guide.cli.options.formats import ENDINGS, listed
from guide.cli.options.types import json_option, routine_argument
from guide.cli.sessions.reasons import lengths, reasons_of
from guide.cli.sessions.writing import write_session
from guide.cli.terminal.paragraphs import echo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.cli.options.encoding import Finish
    from guide.exporting.made_with import MadeWith
    from guide.format.routine import Routine

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
        playlist = path.suffix == split.ENDING
        ending = ending_of(Path(path.stem) if playlist else path)
        if not ending:
            self.fail(f"'{path}' does not end as an export does: {listed(ENDINGS)}.", param, ctx)
        made_with = _made_with(path)
        if not made_with and ending not in UNTOLD:
            raise FileError(
                f"{path} is no export that can be verified: nothing in it tells how it was made. "
                "Export it anew with this version."
            )
        if made_with and not playlist and "track" in dict(made_with.choices):
            raise FileError(f"{path} is one file of a --split export: verify its playlist.")
        return Export(path, ending + split.ENDING * playlist, made_with)


def _made_with(path: Path) -> MadeWith | None:
    from guide.exporting.made_with import find_made_with  # noqa: PLC0415 - help needs none

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
            usual = _usual(value.made_with, typed_names={*opts})
            for name in sorted({"bed", "cover"} & {*usual} - {*opts}):
                _check_here(value.path, name, usual[name])
            ctx.default_map = usual
        return value, rest


def _check_here(export: Path, option: str, name: str) -> None:
    """Refuse to look for a file that lies elsewhere: of where, exports tell nothing."""
    if not ((option == "bed" and name in COMPUTED) or Path(name).is_file()):
        raise FileError(
            f"{export} was made with --{option} {name}, which is not here: "
            f"say where it is, with --{option}."
        )


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
        _, made_with = write_session(routine, [again], chosen(ctx, routine), **choices)
        differs = first_difference(split.files_of(file.path), split.files_of(again))
        reasons = list(reasons_of(ctx, file.made_with, made_with, differs)) if differs else []
        told = "; ".join(reasons) + lengths(file.path, again) if differs else ""
    if as_json:
        then = file.made_with and file.made_with._asdict()
        shown = {"file": str(file.path), "current": not differs, "reasons": reasons}
        made = {"made_with": then, "would_be_made_with": made_with._asdict()}
        click.echo(json.dumps({**shown, **made}, ensure_ascii=False))
    else:
        echo(f"{file.path} is {f'not current: {told}' if differs else 'current'}.")
    ctx.exit(1 if differs else 0)
