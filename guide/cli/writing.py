"""``guide new``: a routine, or a move, of one's own that plays as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guide.cli.types import TextType

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.draft import Draft, OwnMove
    from guide.nodes import Source

TITLE = TextType(instruction=False)


class HoldType(click.ParamType[Any]):
    """A length of time, or a range, as authors write it."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as it was written."""
        from guide.quantities import parse_seconds_range  # noqa: PLC0415 - help needs none

        found = parse_seconds_range(value)
        if found is None or not 0 < found.low <= found.high:
            self.fail(f"'{value}' is no length such as 30s, 2m or 30s-60s.", param, ctx)
        return value


class NamesType(click.ParamType[Any]):
    """Names, divided by commas; "none" is none."""

    name = "names"

    def __init__(self, known: Callable[[], list[str]] | None = None) -> None:
        """Take any names, or only those that are ``known``."""
        self._known = known

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the names."""
        if not isinstance(value, str):
            return value
        names = tuple(" ".join(name.split()) for name in value.split(",") if name.strip())
        if names == ("none",):
            return ()
        for name in names:
            self._check(name, param, ctx)
        return tuple(dict.fromkeys(names))

    def _check(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> None:
        if self._known is None:
            TITLE.convert(name, param, ctx)
        elif name not in (known := self._known()):
            from guide.problems import quoted  # noqa: PLC0415
            from guide.spelling import did_you_mean  # noqa: PLC0415

            near = did_you_mean(name, known)
            hint = f"Did you mean {near}?" if near else f"The moves are {', '.join(known)}."
            self.fail(f"There is no move {quoted(name)}. {hint}", param, ctx)


def _moves_here() -> list[str]:
    from guide.folders import move_folders  # noqa: PLC0415 - help needs none

    return move_folders(Path("routine.yaml")).names()


class LanguageType(click.ParamType[Any]):
    """A language that a voice which comes along speaks."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its tag."""
        from audio.speech.espeak_voices import speaks  # noqa: PLC0415

        if not value.replace("-", "").isascii() or not speaks(value):
            self.fail(f"No voice speaks '{value}'. 'guide voices' lists them: en, de.", param, ctx)
        return value


MOVES, SIDES, HOLD, LANGUAGE = NamesType(_moves_here), NamesType(), HoldType(), LanguageType()
SAY = TextType(instruction=True)


@click.command("new")
@click.argument("title", required=False, type=TITLE)
@click.option(
    "--from", "original", metavar="NAME", help="Begin from this routine; with --move, this move."
)
@click.option("--move", "as_move", is_flag=True, help="A move for routines, not a routine.")
@click.option("--use", type=MOVES, metavar="MOVE,...", help="Moves of 'guide moves'; or none.")
@click.option("--own", type=TITLE, metavar="TITLE", help="A move of your own: its title.")
@click.option("--say", type=SAY, metavar="TEXT", help="What is said for it.")
@click.option("--hold", type=HOLD, metavar="TIME", help="How long it is held: 30s, 30s-60s.")
@click.option("--sides", type=SIDES, metavar="SIDE,...", help="left,right; or none.")
@click.option("--rounds", type=click.IntRange(1, 20), help="How often all of it is done.")
@click.option("--safety", type=SAY, metavar="TEXT", help="Said before the first step.")
@click.option("--language", type=LANGUAGE, metavar="TAG", help="Of your texts: en, en-GB, de.")
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
    asks = not yes and sys.stdin is not None and sys.stdin.isatty()
    if original and any(value is not None for value in said.values()):
        raise click.UsageError("--from takes everything from there: leave the other options out.")
    source = _source(original, as_move) if original else None
    title = _title(source, asks) if title is None else title
    path = _path(output, title, as_move)
    if source:
        text = _retitled(source, title)
    elif as_move:
        text = _new_move(title, path, said, asks)
    else:
        text = _new_routine(title, path, said, asks)
    _write(path, text, as_move=as_move, force=force)
    for line in _next(path, as_move):
        click.echo(line)


def _path(output: Path | None, title: str, as_move: bool) -> Path:
    """Return the file to write; raises UsageError if the title gives it no name."""
    from guide.draft import file_name  # noqa: PLC0415 - help needs none
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


def _source(original: str, as_move: bool) -> Source:
    """Return the file to begin from; raises GuideError if nothing of that kind has the name."""
    from guide.folders import is_path  # noqa: PLC0415 - help needs none
    from guide.library import find, names  # noqa: PLC0415
    from guide.problems import GuideError, quoted  # noqa: PLC0415
    from guide.text_file import read_text  # noqa: PLC0415

    if is_path(original):
        return read_text(Path(original))
    is_routine, is_move = original in names(), original in _moves_here()
    if is_move and not is_routine and not as_move:
        raise GuideError(f"{quoted(original)} is a move: to begin from it, add --move.")
    if is_routine and not is_move and as_move:
        raise GuideError(f"{quoted(original)} is a routine: to begin from it, leave --move out.")
    if as_move:
        from guide.cli.moves import HERE  # noqa: PLC0415
        from guide.library import find_move  # noqa: PLC0415

        return read_text(find_move(original, HERE).path)
    return read_text(find(original))


def _title(source: Source | None, asks: bool) -> str:
    """Return what is answered; else what is usual, which only a beginning from another one has."""
    from guide.draft import title_in, title_of_next  # noqa: PLC0415 - help needs none

    usual = title_of_next(title_in(source).text) if source else None
    if asks:
        return str(click.prompt("What is it called", type=TITLE, default=usual))
    if usual is None:
        raise click.UsageError('What is it called? Write: guide new "Morning back care"')
    return usual


def _retitled(source: Source, title: str) -> str:
    from guide.draft import with_title  # noqa: PLC0415 - help needs none

    return with_title(source, title)


def _new_routine(title: str, path: Path, said: dict[str, Any], asks: bool) -> str:
    from guide.draft import routine_text  # noqa: PLC0415 - help needs none

    return routine_text(_draft(title, said, asks), path.stem)


def _new_move(title: str, path: Path, said: dict[str, Any], asks: bool) -> str:
    from guide.draft import move_text  # noqa: PLC0415 - help needs none

    for name in ("use", "own", "rounds", "safety", "language"):
        if said[name] is not None:
            raise click.UsageError(f"--{name} is for a routine: leave it out with --move.")
    return move_text(_own(title, said, asks), path.stem)


def _draft(title: str, said: dict[str, Any], asks: bool) -> Draft:
    """Return what the options say, what is answered, and else what is usual."""
    from guide.draft import SAFETY, SIDE_STRETCH, Draft, OwnMove  # noqa: PLC0415

    language = _asked(said["language"], asks, "Language of your texts", LANGUAGE, "en")
    english = language.partition("-")[0] == "en"
    usual = ("childs-pose", "cat-cow") if english else ()
    uses = said["use"]
    if uses is None and asks:
        click.echo(f"\nThe moves that come along: {', '.join(_moves_here())}")
        shown = ",".join(usual) or "none"
        uses = click.prompt("Which of them, divided by commas", type=MOVES, default=shown)
    own: OwnMove | None = None
    own_title = said["own"]
    if own_title is None and asks:
        own_title = click.prompt("A move of your own: its name, or none", default="none")
    if own_title not in (None, "none"):
        own = _own(own_title, said, asks)
    elif any(said[name] is not None for name in ("say", "hold", "sides")):
        raise click.UsageError("--say, --hold and --sides belong to a move of your own: --own.")
    if not uses and own is None:
        own = SIDE_STRETCH if english else OwnMove(title, None, "30s")
    rounds = _asked(said["rounds"], asks, "How often is all of it done", click.IntRange(1, 20), 1)
    safety = said["safety"]
    if safety is None and asks:
        safety = click.prompt("Said first, for safety", type=SAY, default=" ".join(SAFETY))
    texts = (safety,) if safety and safety != " ".join(SAFETY) else SAFETY if english else ()
    return Draft(title, language, usual if uses is None else uses, own, rounds, texts)


def _own(title: str, said: dict[str, Any], asks: bool) -> OwnMove:
    from guide.draft import OwnMove  # noqa: PLC0415 - help needs none

    sides = _asked(said["sides"], asks, "Its sides, such as left,right; or none", SIDES, "none")
    say = said["say"]
    if say is None and asks:
        side = " ({side} stands for the side)" if sides else ""
        say = click.prompt(f"What is said for it{side}", type=SAY, default="", show_default=False)
    hold = _asked(said["hold"], asks, "How long is it held", HOLD, "30s")
    return OwnMove(title, say or None, hold, () if sides == "none" else sides)


def _asked(given: Any, asks: bool, question: str, kind: click.ParamType[Any], usual: Any) -> Any:
    """Return what an option says; else what is answered; else what is usual."""
    if given is not None:
        return given
    return click.prompt(question, type=kind, default=usual) if asks else usual


def _write(path: Path, text: str, *, as_move: bool, force: bool) -> None:
    """Write a file that was read first: what it holds plays."""
    from audio.files.whole import whole_file  # noqa: PLC0415 - help needs none of these
    from guide.folders import MOVES  # noqa: PLC0415
    from guide.routine import Move, Routine  # noqa: PLC0415
    from guide.schema_file import schema_line  # noqa: PLC0415
    from guide.source import read_whole  # noqa: PLC0415

    read_whole(path, text.encode())
    if path.parent == Path(MOVES):
        path.parent.mkdir(exist_ok=True)
    with whole_file(path, overwrite=force) as file:
        if "yaml-language-server" not in text:  # else it was begun from one that has the line
            text = f"{schema_line(path, Move if as_move else Routine)}\n{text}"
        file.write(text.encode())


def _next(path: Path, as_move: bool) -> tuple[str, ...]:
    if as_move:
        return (f"Wrote {path}.", f"In a routine beside the folder, write: - {path.stem}")
    return (
        f"Wrote {path}. Open it in any editor.",
        f"Hear it:                      guide play {path}",
        f"Hear it while you change it:  guide preview {path}",
    )
