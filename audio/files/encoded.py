"""What all encoded formats share: a library encodes, block by block, beside the rest.

Encoders work in a thread of their own and write to memory, which the caller's thread takes to
the file. So an error of the file is raised where it can be handled, not in a callback from C, where
it would be lost; so would be Ctrl-C.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, NamedTuple, Protocol

import numpy as np

from audio.clip import SAMPLE_RATE, to_frames, to_seconds
from audio.errors import FileError

if TYPE_CHECKING:
    from audio.files.writer import About, Encoding
    from audio.mix import Run

BLOCK = SAMPLE_RATE
"""Frames that are encoded in one go. Many minutes in one go have crashed libsndfile's Vorbis."""


class Chapter(NamedTuple):
    """A part of the sound with a name: ``[start, end)``, in frames at ``SAMPLE_RATE``."""

    start: int
    end: int
    label: str


class Encoder(Protocol):
    """Encodes sound, at once or later, to where it was told when it was made."""

    def write(self, block: Any) -> None:
        """Encode some samples; see ``Writer``."""

    def close(self) -> None:
        """Encode what is left."""


class EncodedWriter(ABC):
    """A Writer whose format says how it is encoded and how it is tagged.

    The same sound makes the same bytes, in whatever runs it comes.
    """

    name: ClassVar[str]
    rates: ClassVar[tuple[int, ...]] = ()
    """All sample rates that there are, in Hz; empty where any will do."""
    bits: ClassVar[tuple[int, ...]] = (16,)

    def __init__(self, file: BinaryIO, about: About, encoding: Encoding) -> None:
        """Begin at the start of an empty file; see ``Writer``.

        Raises:
            FileError: it cannot be encoded so, or what encodes it cannot be loaded here.
        """
        self._check(encoding)
        self.frames = 0
        self.rate = encoding.rate
        self._file = file
        self._about = about
        self._markers: list[tuple[int, str]] = []
        self._encoding = encoding
        self._block = self._empty_block()
        self._filled = 0
        self._memory = _Memory()
        self._thread = ThreadPoolExecutor(1)
        self._encoder = self._thread.submit(self._open).result()
        self._under_way: Future[None] | None = None

    def _check(self, encoding: Encoding) -> None:
        if encoding.bits not in self.bits:
            raise FileError(
                f"{self.name} files keep no {encoding.bits} bits, for they are not without loss: "
                "leave that out, or choose .wav or .flac."
            )
        if self.rates and encoding.rate not in self.rates:
            *others, last = self.rates
            known = f"{', '.join(str(rate) for rate in others)} or {last}"
            wanted = f"{self.name} has no sample rate of {encoding.rate} Hz"
            raise FileError(f"{wanted}: choose {known}.")

    @abstractmethod
    def _open(self) -> Encoder:
        """Return what encodes to ``self._memory``; called in the encoder's thread.

        Raises:
            FileError: it cannot be loaded here.
        """

    def _levelled(self, block: Any) -> Any:
        """Return the samples as the encoder has to be given them, so that they stay as loud."""
        return block

    def _empty_block(self) -> Any:
        shape = BLOCK if self._encoding.channels == 1 else (BLOCK, self._encoding.channels)
        return np.zeros(shape, np.int16 if self._encoding.bits == 16 else np.int32)

    def write(self, run: Run) -> None:
        """Append samples, or a number of frames of silence; see ``Writer``."""
        done, frames = 0, run if isinstance(run, int) else len(run)
        while done < frames:
            some = min(frames - done, BLOCK - self._filled)
            filled = self._filled + some
            block = 0 if isinstance(run, int) else run[done : done + some]
            self._block[self._filled : filled] = block
            self._filled = filled
            done += some
            if filled == BLOCK:
                self._encode()
        self.frames += frames

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``, in frames at ``SAMPLE_RATE``: a chapter."""
        self._markers.append((start, label))

    def finish(self) -> None:
        """Encode what is left, and tag the whole."""
        if self._filled:
            self._encode()
        self._do(self._encoder.close)
        self._take()
        self._thread.shutdown()
        end = to_frames(to_seconds(self.frames, self.rate))
        bounds = pairwise([*self._markers, (end, "")])
        chapters = [Chapter(start, end, label) for (start, label), (end, _) in bounds]
        self._tag(self._file, self._about, chapters)

    @abstractmethod
    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        """Put the tags into the file, which is whole but for them."""

    def _encode(self) -> None:
        """Let the block be encoded while the next one is filled."""
        self._do(self._encoder.write, self._levelled(self._block[: self._filled]))
        self._block, self._filled = self._empty_block(), 0

    def _do(self, work: Any, *arguments: Any) -> None:
        self._take()
        self._under_way = self._thread.submit(work, *arguments)

    def _take(self) -> None:
        """Wait until the encoder is done, and take to the file what it wrote."""
        if self._under_way:
            self._under_way.result()
        for start, content in self._memory.taken():
            self._file.seek(start)
            self._file.write(content)


class _Memory:
    """What an encoder takes for its file: keeps what was written, and where, until it is taken."""

    def __init__(self) -> None:
        self._place = self._end = 0
        self._written: list[tuple[int, bytearray]] = []

    def write(self, content: bytes) -> int:
        start, last = self._written[-1] if self._written else (0, bytearray())
        if last and start + len(last) == self._place:
            last.extend(content)
        else:
            self._written.append((self._place, bytearray(content)))
        self._place += len(content)
        self._end = max(self._end, self._place)
        return len(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._end}[whence]
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def taken(self) -> list[tuple[int, bytearray]]:
        written, self._written = self._written, []
        return written
