"""Problems for people: place and message, the lines around it underlined, what to write."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from guide.language.columns import columns
from guide.problems.problem import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guide.problems.problem import Place, Problem

USUAL_WIDTH = 100
"""Columns, where nobody says how wide the terminal is."""

_AROUND = 1
"""Lines that are shown before and after those that are underlined."""
_NARROWEST = 24
_MOST_NAMED = 3
_TAB = 4
_RESET = "\x1b[0m"


class Look(NamedTuple):
    """How a report looks: its columns, and the escapes that colour it, which are empty for none.

    ``wrap`` breaks long sentences at ``width``: on a terminal, but not where programs read lines.
    """

    width: int = USUAL_WIDTH
    wrap: bool = False
    error: str = ""
    warning: str = ""
    strong: str = ""
    faint: str = ""
    help: str = ""


PLAIN = Look()
COLOURED = Look(
    error="\x1b[1;31m",
    warning="\x1b[1;33m",
    strong="\x1b[1m",
    faint="\x1b[34m",
    help="\x1b[1;36m",
)


class _Mark(NamedTuple):
    """A piece of a line that is underlined."""

    place: Place
    sign: str
    label: str
    colour: str


def render(problem: Problem, look: Look = PLAIN) -> str:
    """Return a problem for people, in several lines."""
    colour = look.error if problem.is_error else look.warning
    parts = [heading(problem, look)]
    main = _Mark(problem.place, "^", "", colour)
    others = [_Mark(one.place, "-", one.label, look.faint) for one in problem.related]
    here = [mark for mark in others if mark.place.file == problem.place.file]
    parts += _excerpt(problem.lines, [main, *here], look)
    for other, mark in zip(problem.related, others, strict=True):
        if mark not in here:
            parts.append(f"{_in(look.faint, '   -->')} {printable(str(other.place))}")
            parts += _excerpt(other.lines, [mark], look)
    parts.append("  " + sentence(f"hint: {problem.hint}", {"hint:": look.help}, look))
    return "\n".join(parts)


def heading(problem: Problem, look: Look) -> str:
    """Return the place of a problem and what it is, one sentence."""
    place = printable(str(problem.place))
    if problem.is_error:
        text, coloured = f"{place}: {problem.message}", {place: look.strong}
    else:
        text = f"{place}: warning: {problem.message}"
        coloured = {place: look.strong, "warning:": look.warning}
    return sentence(f"{text} [{problem.code.id}]", coloured, look)


def more_behind(problems: Iterable[Problem], look: Look = PLAIN) -> str | None:
    """Return where the reading of files stopped, so that more may be found; None if nowhere."""
    places = list(dict.fromkeys(str(problem.place) for problem in problems if problem.stops))
    if not places:
        return None
    named = ", ".join([*places[:_MOST_NAMED], *(["..."] if len(places) > _MOST_NAMED else [])])
    words = "this is" if len(places) == 1 else "these are"
    return sentence(f"More may be found once {words} mended: {named}", {}, look)


def sentence(text: str, coloured: dict[str, str], look: Look) -> str:
    """Return a sentence, broken into lines where that is wanted, with some words coloured."""
    text = printable(text)
    if look.wrap:
        width = max(look.width, _NARROWEST)
        text = textwrap.fill(text, width, subsequent_indent="    ", break_on_hyphens=False)
    for words, colour in coloured.items():
        text = text.replace(words, _in(colour, words), 1)
    return text


def _excerpt(lines: Sequence[str], marks: list[_Mark], look: Look) -> list[str]:
    """Return the lines that ``marks`` are on with their neighbours, each underlined below."""
    marked = {mark.place.line for mark in marks if 0 < mark.place.line <= len(lines)}
    if not any(lines[number - 1].strip() for number in marked):
        return []
    shown: list[str] = []
    before = 0
    for number in _with_neighbours(marked, lines):
        if before and number > before + 1:
            shown.append(_in(look.faint, "  ..."))
        before = number
        on_line = [mark for mark in marks if mark.place.line == number]
        shown += _line(lines[number - 1], number, on_line, look)
    return shown


def _with_neighbours(marked: Iterable[int], lines: Sequence[str]) -> list[int]:
    """Return the numbers of the marked lines and those around them, without empty ones."""
    around = {
        number
        for line in marked
        for number in range(line - _AROUND, line + _AROUND + 1)
        if 0 < number <= len(lines) and (number == line or lines[number - 1].strip())
    }
    return sorted(around)


def _line(text: str, number: int, marks: list[_Mark], look: Look) -> list[str]:
    """Return a line with its number, cut to the width, and a line of signs for each mark."""
    margin = f"{number:>5} | "
    room = max(_NARROWEST, look.width - len(margin))
    cells = [_cell(char) for char in text]
    column = marks[0].place.column if marks else 1
    first, last = _window(cells, column - 1, room)
    before = "…" if first else ""
    after = "…" if last < len(cells) else ""
    shown = [_in(look.faint, margin) + before + "".join(cells[first:last]).rstrip() + after]
    for mark in marks:
        start = min(max(first, mark.place.column - 1), last)
        end = min(last, start + mark.place.length)
        indent = columns(before + "".join(cells[first:start]))
        signs = mark.sign * max(1, columns("".join(cells[start:end])))
        label = f" {printable(mark.label)}" if mark.label else ""
        empty_margin = _in(look.faint, " " * (len(margin) - 2) + "| ")
        shown.append(empty_margin + " " * indent + _in(mark.colour, signs + label))
    return [line.rstrip() for line in shown]


def _cell(char: str) -> str:
    """Return what stands for a character, a tab as spaces."""
    return " " * _TAB if char == "\t" else printable(char)


def _window(cells: list[str], index: int, room: int) -> tuple[int, int]:
    """Return the first and one behind the last cell to show of a line that may be too long."""
    if columns("".join(cells)) <= room:
        return 0, len(cells)
    first = min(index, len(cells))
    ahead = room // 2  # columns: what is before the place tells where it belongs
    while first > 0 and ahead >= columns(cells[first - 1]):
        first -= 1
        ahead -= columns(cells[first])
    left = room - 2  # for the signs that it is cut
    last = first
    while last < len(cells) and left >= columns(cells[last]):
        left -= columns(cells[last])
        last += 1
    return first, last


def _in(colour: str, text: str) -> str:
    return f"{colour}{text}{_RESET}" if colour and text else text
