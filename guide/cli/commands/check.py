"""``guide check``: every problem of every file, with its place and what to write instead."""

from __future__ import annotations

import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guide.checking.check import check_file
from guide.checking.unused import unused_moves
from guide.cli.options.language import in_language
from guide.cli.options.wanted import given_in, set_option
from guide.cli.terminal.looks import look_for
from guide.problems.missing_texts import render_all
from guide.problems.problem import printable
from guide.problems.rendering import more_behind
from guide.reading.step_reader import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.checking.fixing import Mended, Mending
    from guide.problems.problem import Problem
    from guide.reading.parameters import Given

UNHEARD = "Whether all words fit their time depends on the voice: 'guide compile' tells."


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@set_option
@in_language
@click.option("--fix", is_flag=True, help="Mend what has one right answer, and say what it was.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, for GitHub Actions, for code hosts and editors.",
)
@click.option(
    "--json", "output_format", flag_value="json", help="The same as --output-format json."
)
@click.pass_context
def check_(
    ctx: click.Context,
    files: tuple[str, ...],
    *,
    fix: bool,
    diff: bool,
    strict: bool,
    output_format: str,
) -> None:
    """Check every FILE, a routine or a move, and list all problems at once.

    Each is checked in all languages that it comes in. The exit status is 1 if there is any problem;
    warnings alone leave it 0. 'guide explain' tells more about the code in brackets.
    """
    given = given_in(ctx)
    if (given.texts or given.language.tag) and (fix or diff):
        raise click.UsageError("--fix mends what is written: leave out --set and --language.")
    paths = [Path(file) for file in files]
    for path in paths:
        if path.suffix == ".toml":
            raise click.UsageError(f"{path} is no routine; 'guide config' checks your settings.")
    if diff and (fix or output_format != "text"):
        raise click.UsageError("--diff shows a patch and changes nothing: it goes with no other.")
    if diff:
        found = [problem for path in paths for problem in _shown_diff(path)]
    else:
        found = _checked(paths, fix, output_format, given)
    if any(problem.is_error or strict for problem in found):
        ctx.exit(1)


def _checked(paths: list[Path], fix: bool, output_format: str, given: Given) -> list[Problem]:
    """Check, or mend, all files; print what is to be said of them, and return it."""
    as_text = output_format == "text"
    shelf = Shelf()
    by_file = [
        _fixed(path, tell=as_text) if fix else check_file(path, shelf=shelf, given=given)
        for path in paths
    ]
    unused = unused_moves(paths, Shelf() if fix or given.texts else shelf)
    told: set[Problem] = set()
    for path, problems in zip(paths, by_file, strict=True):
        problems += [one for one in unused if Path(one.place.file).absolute() == path.absolute()]
        if as_text:
            _tell(problems, path, told)
        told.update(problems)
    by_file.append([one for one in unused if one not in told])
    if as_text:
        _render(by_file[-1])
    found = [problem for problems in by_file for problem in problems]
    _report(found, output_format)
    return found


def _tell(problems: list[Problem], path: Path, told: set[Problem]) -> None:
    """Print the problems of a file; what a move that several files use has is told once."""
    _render(problem for problem in problems if problem not in told)
    if not problems:
        click.echo(f"{printable(str(path))}: fine")
    elif not any(problem not in told for problem in problems):
        click.echo(f"{printable(str(path))}: uses what is told above")


def _render(problems: Iterable[Problem]) -> None:
    for lines in render_all([*problems], look_for(sys.stdout)):
        click.echo(lines)


def _report(problems: list[Problem], output_format: str) -> None:
    """Print what is to be said of all files together."""
    if output_format != "text":
        from guide.problems.output_formats import FORMATS  # noqa: PLC0415 - for programs only

        if report := FORMATS[output_format](dict.fromkeys(problems)):
            click.echo(report)
        return
    unique = dict.fromkeys(problems)
    errors = [problem for problem in unique if problem.is_error]
    if not errors:
        click.echo(UNHEARD)
    counts = [(len(errors), "problem"), (len(unique) - len(errors), "warning")]
    words = [f"{number} {word}{'s' * (number != 1)}" for number, word in counts if number]
    if words:
        click.echo(f"{' and '.join(words)} found.")
    if mendable := sum(bool(problem.edits) for problem in unique):
        click.echo(f"'guide check --fix' mends {mendable} of them.")
    if more := more_behind(unique, look_for(sys.stdout)):
        click.echo(more)


def _fixed(path: Path, *, tell: bool) -> list[Problem]:
    """Mend a file, say how, and return what is left."""
    from guide.checking.fixing import mended, write  # noqa: PLC0415 - only where it is asked for

    result = mended(path)
    if result.mendings:
        write(path, result)
    if tell:
        _tell_mendings(result)
    return result.left


def _tell_mendings(result: Mended) -> None:
    """Print what was mended, and each line that was changed below that."""
    for mending, following in zip_longest(result.mendings, result.mendings[1:]):
        problem = mending.problem
        click.echo(f"{printable(str(problem))}: mended [{problem.code.id}]")
        if not following or following[1:] != mending[1:]:
            before, after = _side_by_side(mending)
            click.echo(f"    - {before}")
            click.echo(f"    + {after}")


def _side_by_side(mending: Mending) -> list[str]:
    """Return a line before and after, without the indent that both have; tabs can be seen."""
    lines = [mending.before.rstrip(), mending.after.rstrip()]
    indents = [line[: len(line) - len(line.lstrip())] for line in lines]
    differ = (at for at, (one, other) in enumerate(zip(*indents, strict=False)) if one != other)
    alike = next(differ, min(map(len, indents)))
    return [printable(line[alike:].replace("\t", "→")) for line in lines]


def _shown_diff(path: Path) -> list[Problem]:
    """Print what mending a file would change, and return all that is wrong with it now."""
    from guide.checking.fixing import mended  # noqa: PLC0415 - only where it is asked for

    result = mended(path)
    click.echo(_diff(path, result), nl=False)
    return [*(mending.problem for mending in result.mendings), *result.left]


def _diff(path: Path, result: Mended) -> str:
    from difflib import unified_diff  # noqa: PLC0415 - only where it is asked for

    before, after = (
        data.decode("utf-8-sig", errors="replace").splitlines(keepends=True)
        for data in (result.before, result.after)
    )
    lines = unified_diff(before, after, str(path), str(path))
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
