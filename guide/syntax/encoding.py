"""The text of a file's bytes: UTF-8, or what Windows wrote before there was that."""

from __future__ import annotations

import re

_WINDOWS = "cp1252"
_ACCENTED = "\u00c0-\u00cf\u00d1-\u00d6\u00d8-\u00dc\u00df-\u00ef\u00f1-\u00f6\u00f8-\u00fc\u00ff"
"""Without those of Icelandic, which are where Turkish has its own."""
_LETTERS = f"A-Za-z{_ACCENTED}"
_SIGNS = (
    "\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u2022\u20ac"
    "\u00a0\u00a1\u00a7\u00ab\u00b0\u00b7\u00bb\u00bd\u00bf"
)
"""Quotes, dashes and the like that people type, where Windows-1252 has them."""
_APOSTROPHE = "\u2019"
_BETWEEN_LETTERS = re.compile(rf"(?<=[{_LETTERS}])[{_SIGNS}](?=[{_LETTERS}])")
_OTHER_ALPHABET = re.compile(f"[{_ACCENTED}]{{3}}")
_KNOWN = re.compile(rf"[\t\n\r\x20-\x7e{_LETTERS}{_SIGNS}]*")
_LANGUAGE = re.compile(r"""^language: *["']?([A-Za-z]+)""", re.MULTILINE)
_ITS_LANGUAGES = re.compile("ca|da|de|en|es|eu|fi|fr|ga|gl|it|nb|nl|nn|no|pt|sv", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """Return the text of a file, without its byte order mark.

    Raises:
        UnicodeDecodeError: it is neither UTF-8 nor, for sure, Windows-1252.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = windows_text(data)
        if text is None:
            raise
        return text


def windows_text(data: bytes) -> str | None:
    """Return a text in Windows-1252; None if it may as well be in any other encoding.

    DOS and old Macs have letters where Windows-1252 has signs, other alphabets are letters with
    accents in a row, and a language of Central Europe says so itself.
    """
    escaped = data.decode("utf-8", errors="surrogateescape")
    if any("\x7f" < char < "\ud800" or char > "\udfff" for char in escaped):
        return None
    try:
        text = data.decode(_WINDOWS)
    except UnicodeDecodeError:
        return None
    odd = {match[0] for match in _BETWEEN_LETTERS.finditer(text)} - {_APOSTROPHE}
    if odd or _OTHER_ALPHABET.search(text) or not _KNOWN.fullmatch(text):
        return None
    language = _LANGUAGE.search(text)
    return text if not language or _ITS_LANGUAGES.fullmatch(language[1]) else None
