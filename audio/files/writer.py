"""What all writers of sound have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from audio.files.picture import Picture
    from audio.mix import Run


@dataclass(frozen=True, slots=True)
class About:
    """What a file tells of itself, where its format has room for it.

    Attributes:
        title: of the whole.
        language: what is spoken, as a BCP 47 tag: ``en``, ``en-GB``.
        comment: a sentence on what it is.
        made_with: the program, its version and choices: one line of plain ASCII.
        cover: a picture of it.
        album: what it is a part of.
        track: which part of that, from 1.
    """

    title: str | None = None
    language: str | None = None
    comment: str | None = None
    made_with: str | None = None
    cover: Picture | None = None
    album: str | None = None
    track: int | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How sound is written; a writer refuses what its format cannot do.

    Attributes:
        channels: 1 or 2.
        rate: sample rate in Hz.
        bits: of each sample, 16 or 24, where it is written without loss.
        bitrate_kbit: kbit/s, where it is written with loss; None is the format's own choice.
    """

    channels: int = 1
    rate: int = SAMPLE_RATE
    bits: int = 16
    bitrate_kbit: int | None = None


class Writer(Protocol):
    """Writes sound as it comes; memory doesn't grow with it, and no date is in what it writes.

    One is made with an empty file that can be written, read and seeked, and stays the caller's to
    close, an ``About`` and an ``Encoding``. Whatever the file raises is passed on.
    """

    frames: int
    """How much was written, at the file's own sample rate."""

    def write(self, run: Run) -> None:
        """Append samples, as ``audio.mixdown`` makes them for the encoding, or silence.

        They are of shape (frames,) or, of two channels, (frames, 2); int16, or, for 24 bits, int32
        whose lowest 8 bits are 0. Silence is a number of frames.
        """

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``: a chapter; in frames at ``SAMPLE_RATE``, in order."""

    def finish(self) -> None:
        """Write what only now is known; nothing is written afterwards."""
