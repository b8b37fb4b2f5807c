"""What all writers of sound have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from audio.mix import Run


@dataclass(frozen=True, slots=True)
class About:
    """What a file tells of itself, where its format has room for it.

    Attributes:
        title: of the whole.
        language: what is spoken, as a BCP 47 tag: ``en``, ``en-GB``.
    """

    title: str | None = None
    language: str | None = None


class Writer(Protocol):
    """Writes sound as it comes; memory doesn't grow with it, and no date is in what it writes.

    One is made with an empty file that can be written, read and seeked, and stays the caller's to
    close, and an ``About``. Whatever the file raises is passed on.
    """

    frames: int
    """How much was written."""

    def write(self, run: Run) -> None:
        """Append samples, shape (frames,) and dtype int16, or a number of frames of silence."""

    def mark(self, label: str) -> None:
        """Name what begins here: a chapter."""

    def finish(self) -> None:
        """Write what only now is known; nothing is written afterwards."""
