"""A routine or move begun from another one: with a title of its own, and all else as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.authoring.single_text import in_yaml
from guide.format.kinds.translated import text_in
from guide.language.languages import USUAL
from guide.problems.problem import GuideError
from guide.reading.file_languages import language_of
from guide.syntax.nodes import Mapping, Scalar
from guide.yaml.events import compose

if TYPE_CHECKING:
    from guide.syntax.nodes import Source

_COUNTED = re.compile(r"(.*\S) ([0-9]{1,4})")


def title_in(source: Source) -> Scalar:
    """Return where the title of a routine or move is written: that in its own language.

    Raises:
        GuideError: it is not written out at its top.
    """
    return _title(source)[0]


def _title(source: Source) -> tuple[Scalar, bool]:
    """Return where the title is written, and whether in a mapping of languages."""
    top = compose(source, [])
    whole = top.get("title") if isinstance(top, Mapping) else None
    if isinstance(top, Mapping) and whole:
        title = text_in(whole, language_of(top) or USUAL)
        if isinstance(title, Scalar):
            return title, title is not whole
    raise GuideError(f"{source.file} has no title of its own to be changed.")


def title_of_next(title: str) -> str:
    """Return a title for one that is begun from ``title``: with a number, in any language."""
    counted = _COUNTED.fullmatch(title)
    return f"{counted[1]} {int(counted[2]) + 1}" if counted else f"{title} 2"


def with_title(source: Source, title: str) -> str:
    """Return the text of a routine or move with another title, and all else as it was.

    Raises:
        GuideError: its title is not written out at its top.
    """
    written, in_mapping = _title(source)
    new = in_yaml(title, in_list=in_mapping)
    old = source.text[written.start : written.end]
    if old.endswith("\n"):  # a text over several lines ends with its line
        new += "\n"
    return source.text[: written.start] + new + source.text[written.end :]
