"""A moment as a page of cells: pure, for any size. What matters most is the largest.

routine                                   step 2 of 5
C H I L D ' S   P O S E
##  ##   hold
#   #   left         <- read from three metres
##  ##   2 of 3
what is being said, or what to do
step     ━━━━━━━━━━━━━━━━───────────────    0:42 left
session  ━━━━━━━─────────────────────────   8:10 left
next     Hip lifts
space pause   n next                           ? help
"""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from guide.language.messages import Message
from guide.language.words import words_of
from guide.screen import saying
from guide.screen.help import draw_help
from guide.screen.keys import HELP
from guide.screen.large import disc, large
from guide.screen.page import Page, clean, fit, wrap
from guide.screen.saying import Hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guide.screen.page import Look, Row
    from guide.screen.saying import Number
    from guide.session.now import Now

_NEXT = Message("before a title", "next")
_SESSION = Message("before a bar", "session")
_STEP = Message("before a bar", "step")
_HELP = Message("what a key does", "help")
_GAP = 4
_LEAST_ROWS = 5
"""A countdown that is lower is not read from the floor."""


def draw(now: Now, width: int, height: int, helping: bool = False) -> tuple[Row, ...]:
    """Return ``height`` rows of exactly ``width`` cells each.

    Args:
        now: the moment.
        width: in cells, at least 1.
        height: in cells, at least 1.
        helping: show what every key does in place of the countdown, unless the person is waited
            for: that is never hidden.
    """
    page = Page(width, height)
    _header(page, now)
    if helping and not saying.urgent(now):
        draw_help(page, words_of(now.language))
        return page.rows()
    top = 2 if now.notice else _title(page, now)
    bottom = _footer(page, now)
    bottom = _progress(page, now, bottom)
    bottom = _spoken(page, now, bottom)
    if now.notice:
        _notice(page, now.notice, top, bottom)
    else:
        _main(page, now, top, bottom)
    return page.rows(reverse=now.state == "alarm")


def _header(page: Page, now: Now) -> None:
    """Routine, changed settings and the number of the step, in the top row."""
    right = ", ".join(filter(None, (saying.settings(now), saying.step(now))))
    right = fit(right, page.inside)
    room = page.inside - cell_len(right) - 2
    page.put(page.margin, 0, fit(clean(now.routine), max(0, room)), "dim")
    page.put(page.width - page.margin - cell_len(right), 0, right, "dim")


def _title(page: Page, now: Now) -> int:
    """The move's name, as large as its share of the page allows; return the row below."""
    small = page.height < 24
    y = 1 if small else 2
    room = max(3, page.height // 6) if page.height >= 16 else 0
    name = large(now.title, page.inside, room) if room else None
    lines = list(name) if name else wrap(now.title, page.inside, 1 if small else 2)
    page.centre(y, lines, "plain" if name else "bold")
    y += len(lines)
    if page.height >= 34 and now.instruction and now.phase_frames:
        what = wrap(now.instruction, min(page.inside, 100), 2)
        page.centre(y + 1, what)
        y += 1 + len(what)
    return y + (page.height >= 18)


def _footer(page: Page, now: Now) -> int:
    """The keys, in the last row; return it."""
    y = page.height - 1
    if now.asking:
        line = " " * page.margin + saying.question(page.inside, words_of(now.language))
        page.put(0, y, set_cell_size(line, page.width), "reverse")
        return y
    x, end = page.margin, page.width - page.margin
    if not saying.urgent(now):
        hint = Hint(HELP, words_of(now.language).of(_HELP))
        end -= cell_len(" ".join(hint))
        _key(page, end, y, hint)
    gap = 3 if page.width >= 80 else 2
    for hint in saying.hints(now):
        used = cell_len(" ".join(hint))
        if x + used > end - 2:
            break
        _key(page, x, y, hint)
        x += used + gap
    return y


def _key(page: Page, x: int, y: int, hint: Hint) -> None:
    page.put(x, y, hint.key, "bold")
    page.put(x + cell_len(hint.key), y, f" {hint.does}", "dim")


def _progress(page: Page, now: Now, bottom: int) -> int:
    """How far the step and the session are, and what is next; return the first row."""
    words = words_of(now.language)
    y = bottom - (2 if page.height >= 26 else 1)
    column = max(cell_len(words.of(label)) for label in (_NEXT, _SESSION, _STEP)) + 2
    if page.height >= 12:
        page.put(page.margin, y, words.of(_NEXT), "dim")
        following = fit(clean(now.next_title or words.the_end), page.inside - column)
        page.put(page.margin + column, y, following, "bold")
        y -= 1
    done = now.position / now.session_frames if now.session_frames else 0.0
    _bar(
        page,
        y,
        set_cell_size(words.of(_SESSION), column),
        done,
        saying.left(words, now.session_left),
    )
    if page.height >= 14:
        y -= 1
        done = 1 - now.step_left / now.step_frames if now.step_frames else 0.0
        _bar(
            page, y, set_cell_size(words.of(_STEP), column), done, saying.left(words, now.step_left)
        )
    return y


def _bar(page: Page, y: int, label: str, done: float, left: str) -> None:
    """A heavy line for what is done, a light one for the rest, and what is left."""
    time = left.rjust(14)
    x = page.margin + cell_len(label)
    cells = page.width - page.margin - cell_len(time) - x
    heavy = round(min(max(done, 0.0), 1.0) * cells)
    page.put(page.margin, y, label.rstrip(), "dim")
    page.put(x, y, "━" * heavy, "accent")
    page.put(x + heavy, y, "─" * (cells - heavy), "dim")
    page.put(page.width - page.margin - cell_len(time), y, time)


def _spoken(page: Page, now: Now, bottom: int) -> int:
    """What a state means, what is being said, else what to do; return the first row.

    What is said is never cut off for what a rest after "it hurts" means: it tells how to come out
    of this very move.
    """
    usual = 1 if page.height < 18 else 2 if page.height < 26 else 4
    # A text that takes more is rare: for others nothing moves. A countdown keeps its place.
    most = max(usual, page.height // (4 if saying.number(now) else 2))
    width = min(page.inside, 100)
    said = "" if (now.caption or "") in _shown(now) else saying.quoted(now)
    means = wrap("" if now.asking else saying.sentence(now), width, most)  # the last row asks
    if now.state == "hurt" and len(means) + len(wrap(said, width, most)) > most:
        means = ()
    lines: list[tuple[str, Look]] = [(line, "bold") for line in means]
    if said:
        lines += [(line, "plain") for line in wrap(said, width, most - len(lines))]
    elif now.instruction and now.phase_frames and page.height < 34:
        lines += [(line, "plain") for line in wrap(now.instruction, width, usual - len(lines))]
    y = bottom - max(usual, len(lines)) - (page.height >= 22)
    for row, (line, look) in enumerate(lines, y):
        page.centre(row, [line], look)
    return y


def _shown(now: Now) -> str:
    """The words in the middle of the page: empty while there is a number instead."""
    return "" if saying.number(now) or now.state != "leading" else saying.words(now)


def _notice(page: Page, notice: Sequence[str], top: int, bottom: int) -> None:
    """What is said to who writes the routine, from the left; the last row tells of more."""
    lines = [line for text in notice for line in _laid_out(text, page.inside)]
    if len(lines) > (room := max(0, bottom - top)):
        lines[room - 1 :] = ["..."]
    for y, line in enumerate(lines[:room], top):
        page.put(page.margin, y, line)


def _laid_out(text: str, width: int) -> Sequence[str]:
    """Break a sentence at words; a line of a file, and what is marked in it, stays one."""
    return (text,) if text[:1] in ("", " ") else wrap(text, width, 4)


def _main(page: Page, now: Now, top: int, bottom: int) -> None:
    """The countdown, the breath or the words; beside it phase, side and repetition."""
    height = bottom - top - (page.height >= 18)
    if height < 1:
        return
    number = saying.number(now)
    names = saying.where(now)
    if number and (headline := saying.headline(now)):
        names.insert(0, headline)
    left: Sequence[str] = ()
    for beside in (_column(names, page.inside // 2, height), names[:height]):
        width = page.inside - _width(beside) - _GAP * bool(beside)
        if not number:
            left = _words(_shown(now) or saying.headline(now) or "", width, height)
            break
        left = _breath(now, number, width, height) or _counted(number, width, height)
        if len(left) >= min(height, _LEAST_ROWS):  # else the words are set small
            break
    x = (page.width - _width(left) - _GAP * bool(beside) - _width(beside)) // 2
    for column in (left, beside):
        y = top + (height - len(column)) // 2
        for row, line in enumerate(column, y):
            page.put(x, row, line, "bold")
        x += _width(column) + _GAP


def _width(column: Sequence[str]) -> int:
    return max(map(cell_len, column), default=0)


def _counted(number: Number, width: int, height: int) -> Sequence[str]:
    widest = large(number.widest, width, height)
    block = large(number.text, width, height, number.widest)
    if not (block and widest):
        return [fit(number.text, width)]
    return [line.center(len(widest[0])) for line in block]


def _breath(now: Now, number: Number, width: int, height: int) -> Sequence[str] | None:
    """A disc that grows as one breathes in and shrinks as one breathes out, slow at both ends."""
    size = min(2 * height, width - width % 2)
    if not now.breath or size < 12:
        return None
    done = 1 - min(1.0, now.phase_left / now.phase_frames) if now.phase_frames else 0.0
    swell = (1 - cos(pi * done)) / 2
    full = swell if now.breath == "rising" else 1 - swell
    least = max(5, size * 3 // 10)
    return disc(least + round(full * (size // 2 - least)), least, size, number.text)


def _column(names: Sequence[str], width: int, height: int) -> Sequence[str]:
    """Set as many of ``names`` large as there is room for, and the rest below in small type."""
    for many in range(len(names), 0, -1):
        rest = [fit(clean(", ".join(names[many:])), width)] if names[many:] else []
        if block := large("\n".join(names[:many]), width, height - 2 * len(rest)):
            return [*block, *[""] * len(rest), *rest]
    return [fit(clean(name), width) for name in names[:height]]


def _words(text: str, width: int, height: int) -> Sequence[str]:
    lines: Sequence[str] = large(text, width, height) or wrap(text, min(width, 72), height)
    return [line.center(_width(lines)) for line in lines]
