"""``guide new``: a routine, or a move, of one's own that plays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guide.cli.drafting.answers import AROUND, LANGUAGE, MOVES, ROUNDS, SAY, SIDES, TIME, TITLE

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("new")
@click.argument("title", required=False, type=TITLE)
@click.option(
    "--from", "original", metavar="NAME", help="Begin from this routine; with --move, this move."
)
@click.option("--move", "as_move", is_flag=True, help="A move for routines, not a routine.")
@click.option("--use", type=MOVES, metavar="MOVE,...", help="Moves of 'guide moves'; or none.")
@click.option("--own", type=TITLE, metavar="TITLE", help="A move of your own: its title.")
@click.option("--say", type=SAY, metavar="TEXT", help="What is said for it.")
@click.option("--hold", type=TIME, metavar="TIME", help="How long it is held: 30s, 30s-60s.")
@click.option("--sides", type=SIDES, metavar="SIDE,...", help="left,right; or none.")
@click.option("--rounds", type=ROUNDS, metavar="N", help="How often all of it is done.")
@click.option("--safety", type=AROUND, metavar="TEXT", help="Said first; or none.")
@click.option("--language", type=LANGUAGE, metavar="TAG", help="Of your texts: English, en-GB, de.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="The file, or a folder; without it, named by the title, in this folder.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is usual.")
def new_(
    *,
    title: str | None,
    original: str | None,
    as_move: bool,
    output: Path | None,
    force: bool,
    yes: bool,
    **said: Any,
) -> None:
    """Write a routine called TITLE that plays as it is, to be changed in any editor.

    On a terminal it asks for what no option tells.
    """
    from audio.files.whole import check_free  # noqa: PLC0415 - help needs none of these
    from guide.cli.terminal.asking import can_ask  # noqa: PLC0415

    asks = not yes and can_ask()
    if original and any(value is not None for value in said.values()):
        raise click.UsageError("--from takes everything from there: leave the other options out.")

    def path_of(title: str) -> Path:
        path = _path(output, title, as_move)
        check_free(path, overwrite=force)
        return path

    if output and not output.is_dir():
        path_of("")  # which no title changes: not to be told after questions
    if original:
        path, text = _begun_from(original, title, as_move, asks, path_of)
    else:
        title, path = _title_and_path(title, None, asks, path_of)
        text = _new(title, path, said, as_move, asks)
    _write(path, text, as_move=as_move, force=force)
    for line in _next(path, as_move):
        click.echo(line)


def _path(output: Path | None, title: str, as_move: bool) -> Path:
    """Return the file to write; raises UsageError if the title gives it no name."""
    from guide.authoring.draft import file_name  # noqa: PLC0415 - help needs none
    from guide.folders import ENDINGS, MOVES  # noqa: PLC0415

    if output and not output.is_dir():
        if output.suffix not in ENDINGS:
            raise click.BadParameter(
                f"'{output}' does not end with .yaml, as routines do: name it so.",
                param_hint="'-o'",
            )
        return output
    name = file_name(title)
    if not name:
        raise click.UsageError(
            "No name of a file can be made of this title: give one with -o, such as -o evening.yaml"
        )
    return (output or Path(MOVES if as_move else ".")) / f"{name}.yaml"


def _begun_from(
    name: str, title: str | None, as_move: bool, asks: bool, path_of: Callable[[str], Path]
) -> tuple[Path, str]:
    """Return where a file that is begun from another one will be, and its text.

    What it needs beside it is written there.
    """
    from guide.authoring.retitling import title_in, title_of_next, with_title  # noqa: PLC0415
    from guide.cli.drafting.original import original_of, write_missing  # noqa: PLC0415 - for this alone
    from guide.reading.source import read_whole  # noqa: PLC0415
    from guide.syntax.text_file import read_text  # noqa: PLC0415

    original = original_of(name, as_move)
    source = read_text(original)
    title, path = _title_and_path(title, title_of_next(title_in(source).text), asks, path_of)
    text = with_title(source, title)
    read_whole(original, text.encode())  # where its moves are
    for beside in write_missing(path, original):
        click.echo(f"Wrote {beside}, which it needs.")
    return path, text


def _title_and_path(
    title: str | None, usual: str | None, asks: bool, path_of: Callable[[str], Path]
) -> tuple[str, Path]:
    """Return the title and where the file will be; what is answered is asked again if it has none.

    Args:
        title: if an option tells it.
        usual: for one that is begun from another.
        asks: whether there is somebody to be asked.
        path_of: raises UsageError or FileError where no file can be written for a title.
    """
    if title is None and asks:
        from guide.cli.terminal.asking import ask  # noqa: PLC0415 - help needs none

        def read(answer: str) -> tuple[str, Path]:
            answered = TITLE.convert(answer, None, None)
            return answered, path_of(answered)

        return ask("What is it called", read, usual)
    title = title or usual
    if title is None:
        raise click.UsageError('What is it called? Write: guide new "Morning back care"')
    return title, path_of(title)


def _new(title: str, path: Path, said: dict[str, Any], as_move: bool, asks: bool) -> str:
    """Return the text of a file that is begun from nothing."""
    from guide.authoring.draft import move_text, routine_text  # noqa: PLC0415
    from guide.cli.drafting.questions import Drafting  # noqa: PLC0415 - help needs none
    from guide.reading.source import read_whole  # noqa: PLC0415

    drafting = Drafting(path, said, asks)
    if not as_move:
        text = routine_text(drafting.routine(title), path.stem)
        read_whole(path, text.encode())
        return text
    for name in ("use", "own", "rounds", "safety", "language"):
        if said[name] is not None:
            raise click.UsageError(f"--{name} is for a routine: leave it out with --move.")
    text = move_text(drafting.own(title), path.stem)
    read_whole(path, text.encode())
    return text


def _write(path: Path, text: str, *, as_move: bool, force: bool) -> None:
    """Write a file, which was read before: what it holds plays."""
    from audio.files.whole import whole_file  # noqa: PLC0415 - help needs none of these
    from guide.folders import MOVES  # noqa: PLC0415
    from guide.format.routine import Move, Routine  # noqa: PLC0415
    from guide.format.schema_file import schema_line  # noqa: PLC0415

    if path.parent == Path(MOVES):
        path.parent.mkdir(exist_ok=True)
    with whole_file(path, overwrite=force) as file:
        if "yaml-language-server" not in text:  # else it was begun from one that has the line
            text = f"{schema_line(path, Move if as_move else Routine)}\n{text}"
        file.write(text.encode())


def _next(path: Path, as_move: bool) -> tuple[str, ...]:
    if as_move:
        return (f"Wrote {path}.", f"In a routine beside the folder, write: - {path.stem}")
    from guide.authoring.shell import command  # noqa: PLC0415 - help needs none

    return (
        f"Wrote {path}. Open it in any editor.",
        f"Hear it:                      {command('guide', 'play', path)}",
        f"Hear it while you change it:  {command('guide', 'preview', path)}",
    )
