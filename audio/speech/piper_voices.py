"""The voices of Piper that are installed: a folder for each, named like ``en_US-lessac-medium``.

In it are its model (``en_US-lessac-medium.onnx``), how to use that (``.onnx.json``), and a card
that says where it is from (``MODEL_CARD``). A voice is looked for by names alone: nothing is read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

VARIABLE = "STRETCH_GUIDE_VOICES"
CARD = "MODEL_CARD"
CARD_BYTES = 64 << 10
"""More than a hundred times what a card has."""
QUALITIES = ("high", "medium", "low", "x_low")
"""From the best to the quickest."""

_NAME = re.compile(r"[a-z]{2,3}_[A-Z0-9]{2,4}-\w+-(?:high|medium|low|x_low)")
_LICENCE = re.compile(r"^[^\w\n]*licen[cs]e[^\S\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)


class Installed(NamedTuple):
    """One voice on this machine."""

    name: str
    folder: Path

    @property
    def model(self) -> Path:
        """The file of its model, in ONNX."""
        return self.folder / f"{self.name}.onnx"

    @property
    def settings(self) -> Path:
        """The file that says how the model is used, in JSON."""
        return self.folder / f"{self.name}.onnx.json"

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return language_of(self.name)

    @property
    def quality(self) -> str:
        """One of ``QUALITIES``."""
        return quality_of(self.name)

    @property
    def licence(self) -> str:
        """What its card says of it, or nothing."""
        try:
            with (self.folder / CARD).open("rb") as card:
                return licence_in(card.read(CARD_BYTES))
        except OSError:
            return ""

    @property
    def size_bytes(self) -> int:
        """What its files take on disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())

    @property
    def identity(self) -> str:
        """What tells its files from those of any other version; raises OSError without them."""
        stats = (path.stat() for path in (self.model, self.settings))
        return " ".join(f"{stat.st_size}-{stat.st_mtime_ns}" for stat in stats)


def voice_folder() -> Path:
    """Return where voices are: ``$STRETCH_GUIDE_VOICES``, or a folder of the user's data."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_data_dir  # noqa: PLC0415 - it takes 7 ms

    return Path(user_data_dir("stretch-guide", appauthor=False), "voices")


def is_voice_name(name: str) -> bool:
    """Whether voices of Piper are named like this: language, speaker and quality."""
    return _NAME.fullmatch(name) is not None


def language_of(name: str) -> str:
    """Return the BCP 47 tag of a voice's language, by its name."""
    return name.partition("-")[0].replace("_", "-")


def quality_of(name: str) -> str:
    """Return a voice's quality, one of ``QUALITIES``, by its name."""
    return name.rpartition("-")[2]


def licence_in(card: bytes) -> str:
    """Return what a voice's card says of its licence, or nothing; on a line that can be shown."""
    found = _LICENCE.search(card.decode(errors="replace"))
    told = " ".join(found[1].split()) if found else ""
    return "".join(letter if letter.isprintable() else "?" for letter in told)


def installed_voices() -> list[Installed]:
    """Return all, in the order of their names."""
    try:
        names = sorted(entry.name for entry in os.scandir(voice_folder()))
    except OSError:  # most users have none
        return []
    voices = (Installed(name, voice_folder() / name) for name in names if is_voice_name(name))
    return [voice for voice in voices if voice.model.is_file() and voice.settings.is_file()]


def find_installed(voice: str | None, language: str) -> Installed | None:
    """Return the voice of that name, capitals aside, or else the best one for a language.

    Args:
        voice: a name, or None.
        language: BCP 47 tag; without a voice of its own, the more general ones count.
    """
    voices = installed_voices()
    if voice is not None:
        return next((one for one in voices if one.name.casefold() == voice.casefold()), None)
    voices.sort(key=lambda one: QUALITIES.index(one.quality))
    subtags = language.casefold().replace("_", "-").split("-")
    for length in range(len(subtags), 0, -1):
        wanted = "-".join([*subtags[:length], ""])
        for one in voices:
            if f"{one.language.casefold()}-".startswith(wanted):
                return one
    return None
