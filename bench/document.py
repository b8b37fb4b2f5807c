"""What benchmarks have told, as one table and as a document."""

from __future__ import annotations

import ast
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.machine import Machine
    from bench.rows import Row

HEAD = """\
# Benchmarks

This page is written by the program itself:

```sh
make bench
```

It takes some {minutes:.0f} minutes on the machine below, and needs the programs named there; what
is missing is left out. Ratios are of one run, and mean more than seconds, which are this machine's,
whatever else it did. A target that was not kept is marked as missed. `python -m bench --quick` does
all of it in short, and writes nothing.
"""
FAILED = "{name} failed on this machine, and is left out."
UNKEPT = "A limit that is told above was not kept."
UNMEASURED = "Not measured on this machine."


def document(
    machine: Machine,
    rows: Mapping[Path, Sequence[Row]],
    seconds: float,
    crashed: Sequence[Path] = (),
    broken: Sequence[Path] = (),
) -> str:
    """Return the page in Markdown.

    Args:
        machine: on which it was measured.
        rows: what each program has told, in order; its docstring says what that means.
        seconds: how long all of it took.
        crashed: programs that failed, of which nothing is told.
        broken: programs that told all, but did not keep a limit of theirs.
    """
    parts = [
        HEAD.format(minutes=seconds / 60),
        *[FAILED.format(name=_name(program)) + "\n" for program in crashed],
        "## The machine\n",
        _table(("what", "here"), machine.facts.items()),
        _table(("program", "version"), machine.versions.items()),
    ]
    for program, told in rows.items():
        parts += [f"## {_name(program)}\n", f"{explained(program)}\n"]
        for names, group in groupby(told, key=lambda row: tuple(row.figures)):
            head = ("what", "by", *names)
            parts.append(
                _table(head, ((row.case, row.way, *row.figures.values()) for row in group))
            )
        parts += [UNMEASURED + "\n"] * (not told)
        parts += [UNKEPT + "\n"] * (program in broken)
    return "\n".join(parts)


def one_table(rows: Mapping[Path, Sequence[Row]]) -> str:
    """Return all rows, a line each, for a terminal."""
    cells = [
        (_name(program), row.case, row.way, ", ".join(_pairs(row)))
        for program, told in rows.items()
        for row in told
    ]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(3)]
    return "\n".join(
        "  ".join(part.ljust(width) for part, width in zip(cell, [*widths, 0], strict=True))
        for cell in cells
    )


def explained(program: Path) -> str:
    """Return what the docstring of a program says, in Markdown, but for how it is called."""
    documented = ast.get_docstring(ast.parse(program.read_text("utf-8"))) or ""
    paragraphs = documented.replace("``", "`").split("\n\n")
    return "\n\n".join(part for part in paragraphs if not part.startswith("    "))


def _name(program: Path) -> str:
    return program.stem.replace("_", " ").capitalize()


def _pairs(row: Row) -> Iterator[str]:
    return (f"{name} {figure}" for name, figure in row.figures.items())


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---"] * len(head)
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in (head, rule, *lines))


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
