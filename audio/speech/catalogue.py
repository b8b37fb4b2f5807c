"""The public catalogue of Piper's voices, ``voices.json``: which there are, and their files.

    {"en_US-lessac-medium": {"files": {"en/en_US/…/en_US-lessac-medium.onnx":
                                       {"size_bytes": 63201294, "md5_digest": "…"}, …}, …}, …}

It comes from outside, so nothing of it is trusted: only these files are taken, each within its
size, and under names of our own.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from audio.errors import DownloadError
from audio.speech.piper_voices import CARD, CARD_BYTES, is_voice_name, language_of, quality_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.speech.sources import Source

NAME = "voices.json"
CATALOGUE_BYTES = 16 << 20
"""More than twenty times what it has."""

FILE_BYTES = 2 << 30
"""The largest model has a twentieth of it."""

_DIGEST = re.compile(r"[0-9a-f]{32}")
_PART = re.compile(r"\w[\w.+-]*")


class Part(NamedTuple):
    """One file of a voice.

    Attributes:
        name: under which it is kept.
        path: where it is, below the catalogue; ``/`` between its parts, none of which leads up.
        size_bytes: its size.
        md5: its digest, in hexadecimal.
    """

    name: str
    path: str
    size_bytes: int
    md5: str


class Offer(NamedTuple):
    """A voice that can be installed.

    Attributes:
        parts: model, settings and, where there is one, the card; the card first.
    """

    name: str
    parts: tuple[Part, ...]

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return language_of(self.name)

    @property
    def quality(self) -> str:
        """One of ``QUALITIES``."""
        return quality_of(self.name)

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(part.size_bytes for part in self.parts)


class Catalogue:
    """What a source has to offer."""

    def __init__(self, source: Source) -> None:
        """Fetch and read it.

        Raises:
            DownloadError: there is none there, or what is there is none.
        """
        self._where = str(source)
        content = b"".join(source.read(NAME, CATALOGUE_BYTES))
        try:
            entries = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self._broken("it is no JSON") from error
        if not isinstance(entries, dict):
            raise self._broken("it is no table of voices")
        self._entries: dict[str, Any] = {
            name: entry for name, entry in entries.items() if is_voice_name(name)
        }

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all voices, in order."""
        return iter(sorted(self._entries))

    def offer(self, name: str) -> Offer:
        """Return what the voice of that name consists of.

        Raises:
            DownloadError: there is none, or what is told about it cannot be.
        """
        if name not in self._entries:
            raise self._unknown(name)
        try:
            files = self._entries[name]["files"].items()
            parts = [self._part(name, path, about) for path, about in files]
        except (AttributeError, KeyError, TypeError) as error:
            raise self._broken(f"it does not tell the files of {name}") from error
        found = {part.name: part for part in parts if part}
        if missing := [each for each in (f"{name}.onnx", f"{name}.onnx.json") if each not in found]:
            raise self._broken(f"{name} has no {missing[0]}")
        return Offer(name, tuple(sorted(found.values(), key=lambda part: part.size_bytes)))

    def _part(self, name: str, path: str, about: dict[str, Any]) -> Part | None:
        """Return a file of the voice, or None for one that is not needed."""
        kept = PurePosixPath(path).name
        if kept not in (f"{name}.onnx", f"{name}.onnx.json", CARD):
            return None
        if not all(_PART.fullmatch(part) for part in path.split("/")):
            raise self._broken(f"the path {path!r} leads out of its folder")
        size, digest = about["size_bytes"], about["md5_digest"]
        most = CARD_BYTES if kept == CARD else FILE_BYTES
        if not isinstance(size, int) or not 0 < size <= most:
            raise self._broken(f"{path} cannot have {size!r} bytes")
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest.lower()):
            raise self._broken(f"{path} has no MD5 digest")
        return Part(kept, path, size, digest.lower())

    def _unknown(self, name: str) -> DownloadError:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a wrong name

        wanted = f"{name.casefold().replace('_', '-')}-"
        speak = [each for each in self if f"{language_of(each)}-".casefold().startswith(wanted)]
        near = get_close_matches(name, self._entries, n=3, cutoff=0.7)
        if speak:
            hint = f"of that language there are {', '.join(speak)}."
        elif near:
            hint = f"did you mean {' or '.join(near)}?"
        else:
            hint = "'guide voices install' lists all."
        return DownloadError(f'There is no voice "{name}" in {self._where}: {hint}')

    def _broken(self, why: str) -> DownloadError:
        return DownloadError(
            f"The catalogue of voices in {self._where} cannot be used: {why}. "
            "Try another source (--from)."
        )
