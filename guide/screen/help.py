"""The help: every key with what it does, on a page of cells and in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from guide.language.messages import Message
from guide.screen.keys import HELP, KEYS, label_in
from guide.screen.page import fit, wrap
from guide.session.commands import Verb

if TYPE_CHECKING:
    from guide.language.words import Words
    from guide.screen.page import Page

_SHORT_END = Message("what a key does", "end now")
_CLOSE = Message("what a key does", "close")


def help_text(words: Words) -> str:
    """Return every key with what it does, a line each."""
    entries = [(label_in(words, key.label), words.of(key.verb.value)) for key in KEYS]
    width = max(7, *(len(label) for label, _ in entries))
    return "\n".join(f"{label:>{width}}  {does}" for label, does in entries)


def draw_help(page: Page, words: Words) -> None:
    """Draw every key with what it does; in a word and two columns where there is little room."""
    if page.height < len(KEYS) + 3:
        _short_help(page, words)
        return
    entries = [(key.label, words.of(key.verb.value)) for key in KEYS]
    entries += [("Ctrl-C", words.of(Verb.END.value)), (HELP, words.gettext("close this help"))]
    entries = [(label_in(words, label), does) for label, does in entries]
    column = max(cell_len(label) for label, _ in entries) + 2
    width = page.inside - column
    y = 2 if page.height >= 22 else 1
    wrapped = [wrap(does, width, 2) for _, does in entries]
    if y + sum(map(len, wrapped)) > page.height:
        wrapped = [(fit(does, width),) for _, does in entries]
    for (label, _), lines in zip(entries, wrapped, strict=True):
        page.put(page.margin, y, label, "bold")
        for line in lines:
            page.put(page.margin + column, y, line)
            y += 1


def _short_help(page: Page, words: Words) -> None:
    entries = [(key.label, key.short) for key in KEYS]
    entries += [("Ctrl-C", _SHORT_END), (HELP, _CLOSE)]
    named = [(label_in(words, label), words.of(short)) for label, short in entries]
    rows = -(-len(named) // 2)
    x = page.margin
    for column in (named[:rows], named[rows:]):
        label_width = max(cell_len(label) for label, _ in column) + 2
        for y, (label, does) in enumerate(column, 1):
            page.put(x, y, label, "bold")
            page.put(x + label_width, y, does)
        widest = label_width + max(cell_len(does) for _, does in column)
        x = max(page.margin + page.inside // 2, x + widest + 1)
