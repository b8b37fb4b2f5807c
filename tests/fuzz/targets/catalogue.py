"""The catalogue of voices and the files it names: a voice comes whole, under our names, or not."""

from __future__ import annotations

import json
import sys
from functools import cache
from hashlib import md5
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from unittest.mock import patch
from urllib.parse import urlsplit

from audio.errors import DownloadError, FileError
from audio.speech.catalogue import FILE_BYTES, NAME, Catalogue
from audio.speech.installing import install, is_current, licence_of
from audio.speech.piper_voices import CARD, VARIABLE, installed_voices
from audio.speech.sources import TooLargeError, Web, source_at
from guide.cli.terminal.paragraphs import wrapped
from tests.fuzz import empty_folder
from tests.fuzz.mutations import of_json
from tests.fuzz.told import assert_harmless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from audio.speech.catalogue import Offer

LARGEST = 3000
SAMPLES: list[Path] = []
VOICE = "en_US-lessac-low"
DIGEST, SIZE = b'"="', b'"#"'
"""Stand for what is true of the content, so that other changes leave it whole."""
WORDS = (
    *(VOICE, "de_DE-thorsten-x_low", "files", "size_bytes", "md5_digest", ".onnx", ".onnx.json"),
    *(
        CARD,
        "=",
        "#",
        "content",
        "../",
        "..",
        "/etc/passwd",
        "a/b",
        "%2e%2e",
        "https://a.b/c",
        "./",
        "\\",
        "C:",
    ),
    *("http://127.0.0.1:1/", "file:///", "ftp://a", "https://[", "//a", "?x", "#x", "\\u0000"),
)


class _Source:
    """A source with this catalogue, and the same content at whatever path is asked for."""

    def __init__(self, catalogue: bytes, content: bytes) -> None:
        self._catalogue = catalogue
        self._content = content

    def __str__(self) -> str:
        return "here"

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        """See ``Source.read``; it is asked for what is below it alone."""
        assert path and not path.startswith("/") and ".." not in PurePosixPath(path).parts
        content = self._catalogue if path == NAME else self._content
        if len(content) > most:
            raise TooLargeError("It is larger than it should be.")
        yield content[start:]


def mutate(data: bytes, chance: Random) -> bytes:
    """Return another document, of what catalogues are made of."""
    return of_json(data, chance, WORDS)


@cache
def _folder() -> Path:
    return empty_folder()


def check(data: bytes) -> None:
    """What can be offered can be installed, and nothing is written anywhere else."""
    content = _content(data)
    digest = md5(content, usedforsecurity=False).hexdigest()
    whole = data.replace(DIGEST, f'"{digest}"'.encode()).replace(SIZE, b"%d" % len(content))
    source = _Source(whole, content)
    with patch.dict("os.environ", {VARIABLE: str(_folder() / "voices")}):
        try:
            catalogue = Catalogue(source)
        except DownloadError as error:
            _check_told(error)
            return
        for name in [*catalogue, VOICE, "en"]:
            try:
                offer = catalogue.offer(name)
            except DownloadError as error:
                _check_told(error)
            else:
                _check_offer(offer)
                _check_installed(offer, source)
    assert [path.name for path in _folder().iterdir()] in ([], ["voices"])
    for url in _texts(whole):
        _check_place(url)


def _check_told(error: Exception) -> None:
    """It is a sentence, and steers no terminal."""
    assert str(error).endswith((".", "?", ")"))
    assert_harmless(wrapped(str(error), sys.stdout))


def _check_offer(offer: Offer) -> None:
    names = {f"{offer.name}.onnx", f"{offer.name}.onnx.json", CARD}
    assert {part.name for part in offer.parts} <= names
    for part in offer.parts:
        assert 0 < part.size_bytes <= FILE_BYTES
        assert PurePosixPath(part.path).name == part.name
    assert offer.language and offer.quality


def _check_installed(offer: Offer, source: _Source) -> None:
    """It is there as it was offered, or not at all."""
    try:
        assert licence_of(offer, source).isprintable()
        folder = install(offer, source)
    except (DownloadError, FileError) as error:
        _check_told(error)
        return
    (voice,) = (one for one in installed_voices() if one.name == offer.name)
    assert is_current(voice, offer)
    assert {path.name for path in folder.iterdir()} == {part.name for part in offer.parts}


def _content(data: bytes) -> bytes:
    """Return what the files of the source consist of: ``content`` of the document, in any form."""
    try:
        return str(json.loads(data)["content"]).encode("utf-8", "replace")
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return b"License: MIT"


def _texts(data: bytes) -> list[str]:
    """Return what stands at the top: each may be a place that voices are fetched from."""
    return [*map(str, json.loads(data))][:3]


def _check_place(where: str) -> None:
    """It is a folder, or fetched over HTTPS or from this machine, or refused."""
    try:
        source = source_at(where)
    except DownloadError as error:
        _check_told(error)
    else:
        assert not isinstance(source, Web) or urlsplit(str(source)).scheme in ("https", "http")
