"""Commands as a person types them."""

from __future__ import annotations

import re
import sys

_PLAIN = r"[\w@%+:,./-]+"


def command(*words: object, windows: bool = sys.platform == "win32") -> str:
    """Return a command to be typed, or copied, with quotes where the shell needs them.

    Args:
        words: ``guide`` and what follows it.
        windows: whether it is for a shell there, which knows double quotes alone.
    """
    return " ".join(_quoted(str(word), windows) for word in words)


def _quoted(word: str, windows: bool) -> str:
    if windows:
        return word if re.fullmatch(_PLAIN, word.replace("\\", "/")) else f'"{word}"'
    if re.fullmatch(_PLAIN, word):
        return word
    import shlex  # noqa: PLC0415 - for few names

    return shlex.quote(word)
