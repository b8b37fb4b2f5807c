"""What an export was made with: told in the file itself, so that one can see if it is current.

It is one line of plain ASCII without markup of any format, so that each of them keeps it as it is,
and it is found again without knowing the format:

    stretch-guide 0.1.0 spoken_by=espeak%20en routine=5f1c9b2e level=gentle
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.fitting.plan import Plan

_PROGRAM = "stretch-guide"
_VALUE = r"[\w.~%-]*"
_LINE = re.compile(
    # Whole, for a title may speak of the program too.
    rf"{_PROGRAM} ([\w.+-]+)( spoken_by={_VALUE} routine={_VALUE}(?: [a-z_]+={_VALUE})*)".encode()
)
_LONGEST = 4000
_BLOCK = 1 << 20


class MadeWith(NamedTuple):
    """All that a file depends on beside the libraries that encode it.

    Attributes:
        program: this program's version.
        spoken_by: the engine, its version and the voice.
        routine: a fingerprint of the plan, and of how the user has words said.
        choices: names and values of options that are not as usual, in order, as they are typed;
            some may be given several times.
    """

    program: str
    spoken_by: str
    routine: str
    choices: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the line that is kept."""
        values = (("spoken_by", self.spoken_by), ("routine", self.routine), *self.choices)
        words = (f"{name}={quote(value, safe='')}" for name, value in values)
        return " ".join((_PROGRAM, self.program, *words))


def fingerprint(plan: Plan, *others: object) -> str:
    """Return what tells plans apart, whatever files they were read from."""
    digest = sha256()
    for text in _flat((plan, others)):
        digest.update(text)
    return digest.hexdigest()[:12]


def find_made_with(file: BinaryIO) -> MadeWith | None:
    """Return what a file was made with, wherever in it that stands; None if it tells nothing."""
    before = b""
    while block := file.read(_BLOCK):
        if found := _LINE.search(before + block):
            behind = (before + block)[found.start() :] + file.read(_LONGEST)  # it may go on
            return _parsed(_LINE.match(behind) or found)
        before = block[-_LONGEST:]
    return None


def _parsed(found: re.Match[bytes]) -> MadeWith:
    version, rest = (part.decode() for part in found.groups())
    values = [(name, unquote(value)) for name, value in _pairs(rest.split())]
    own = dict(values)
    choices = tuple(pair for pair in values if pair[0] not in ("spoken_by", "routine"))
    return MadeWith(version, own.get("spoken_by", ""), own.get("routine", ""), choices)


def _pairs(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    for word in words:
        name, _, value = word.partition("=")
        yield name, value


def _flat(value: object) -> Iterable[bytes]:
    """Yield a value in pieces, with the shape of what holds it, and without places in files."""
    if is_dataclass(value):
        yield f"{type(value).__name__}(".encode()
        for field in fields(value):
            if field.compare:
                yield from _flat(getattr(value, field.name))
        yield b")"
    elif isinstance(value, (tuple, list)):
        yield b"["
        for each in value:
            yield from _flat(each)
        yield b"]"
    elif isinstance(value, bytes):
        yield b"%d:" % len(value) + value
    else:
        yield f"{value!r},".encode(errors="surrogatepass")
