"""The files that a page is made from, put together: its frame, its look and its program."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from guide.page.labels import standing

if TYPE_CHECKING:
    from audio.files.writer import About
    from guide.language.words import Words

_SCRIPTS = ("timeline", "moment", "player", "screen", "system", "main")
_BREAK = "<!-- here -->\n"
"""Stands in the page where it is parted."""


class Frame(NamedTuple):
    """A page in three pieces: steps come between the first two, the sound between the others.

    Attributes:
        middle: has names for what is known after the steps: ``key``, ``end`` and ``words``.
    """

    top: str
    middle: Template
    bottom: str


def frame(about: About, words: Words) -> Frame:
    """Return the frame of a page.

    Its Content-Security-Policy lets its own style and program run, and its own sound play, all of
    them part of the file; nothing else may be loaded or run.
    """
    style, script = _style(), _script()
    policy = (
        "default-src 'none'; "
        f"script-src '{_hash(script)}'; style-src '{_hash(style)}'; media-src blob:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    top, middle, bottom = map(Template, _read("page.html").split(_BREAK))
    names = {
        "title": about.title or "",
        "language": about.language or "en",
        "summary": about.comment or "",
        "made_with": about.made_with or "",
        "spoken": words.language,
        **standing(words),
    }
    escaped = {name: escape(value) for name, value in names.items()}
    return Frame(
        top.substitute(escaped, policy=policy, style=style),
        Template(middle.safe_substitute(escaped)),
        bottom.substitute(script=script),
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _style() -> str:
    return _read("page.css")


def _script() -> str:
    """Return the program, one module: its files in the order in which one needs the other."""
    return "\n".join(_read(f"{name}.js") for name in _SCRIPTS)


@cache
def _read(name: str) -> str:
    return files("guide.page").joinpath(name).read_text("utf-8")
