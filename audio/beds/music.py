"""Somebody's own music as a bed: any length, any rate, mono or stereo, laid end to end."""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from audio.beds.bed import Bed, BedError, at_loudness
from audio.beds.names import COMPUTED
from audio.blocks import BLOCK
from audio.child import Child, ChildError
from audio.clip import to_frames
from audio.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from audio.beds.bed import Blocks
    from audio.loudness import Sound

MEASURED_S = 300
"""How loud a file is, its first five minutes tell."""
FORMATS = "WAV, FLAC, MP3, Ogg Vorbis or Opus"
SEAM_S = 4.0
"""For so long its end sounds together with its beginning; half its length, if that is shorter."""
SHORTEST_S = 1.0
_PATIENCE_S = 30.0


def music(path: Path, lufs: float) -> Bed:
    """Return a file's music at a loudness, endless.

    Raises:
        FileError: it is silent, too short, or cannot be decoded. The bed raises it too.
    """
    with _told_of(path):
        if not path.is_file():
            raise BedError("is no file" if path.exists() else "is not there")
        seam = _seam_of(path)
        return at_loudness(partial(_endless, path, seam), lufs, MEASURED_S)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except BedError as error:
        remedy = f"choose {', '.join(COMPUTED)}, or another file: {FORMATS}"
        raise FileError(f"'{path}' cannot be a bed: it {error}; {remedy}.") from error


def _seam_of(path: Path) -> int:
    """Return how many frames of the end sound together with the beginning."""
    frames = 0
    with closing(_once(path)) as pieces:
        for piece in pieces:
            frames += len(piece)
            if frames >= 2 * to_frames(SEAM_S):
                return to_frames(SEAM_S)
    if frames < to_frames(SHORTEST_S):
        raise BedError(f"is shorter than {SHORTEST_S:g} s")
    return frames // 2


def _endless(path: Path, seam: int) -> Blocks:
    """Yield blocks of the file, again and again."""
    with _told_of(path), _decoder() as decoder:
        passes = (_decoded(decoder, path) for _ in count())
        yield from in_equal_blocks(end_to_end(passes, seam))


def _once(path: Path) -> Blocks:
    with _decoder() as decoder:
        yield from _decoded(decoder, path)


@contextmanager
def _decoder() -> Iterator[Child]:
    try:
        decoder = Child("audio.beds.decoder")
    except ChildError as error:
        raise BedError(f"cannot be decoded ({error})") from error
    try:
        yield decoder
    finally:
        decoder.kill()


def _decoded(decoder: Child, path: Path) -> Iterator[Sound]:
    """Yield what the child makes of the file, which decodes the next piece meanwhile.

    Raises:
        BedError: it cannot be decoded.
    """
    try:
        decoder.send({"begin": str(path)})
        decoder.send({"more": True})
        _answer(decoder)
        while payload := _answer(decoder):
            decoder.send({"more": True})
            yield np.frombuffer(payload, np.float32).reshape(-1, 2)
    except ChildError as error:
        raise BedError("cannot be decoded: it may be damaged") from error


def _answer(decoder: Child) -> bytes:
    header, payload = decoder.receive(_PATIENCE_S)
    if fault := header.get("fault"):
        raise BedError(fault)
    return payload


def end_to_end(passes: Iterable[Iterable[Sound]], seam: int) -> Iterator[Sound]:
    """Yield pieces of all passes, the end of each cross-faded with the beginning of the next.

    Args:
        passes: pieces of shape (frames, 2); each twice as long as the seam at least.
        seam: frames in which two sound together, with constant power.
    """
    turn = np.pi / 2 * (np.arange(seam)[:, None] + 0.5) / seam
    rise, fall = np.sin(turn).astype(np.float32), np.cos(turn).astype(np.float32)
    ending: Sound | None = None
    for pieces in passes:
        held = np.zeros((0, 2), np.float32)
        for piece in pieces:
            held = np.concatenate((held, piece))
            if len(held) < 2 * seam:
                continue
            if ending is not None:
                held[:seam] = held[:seam] * rise + ending * fall
                ending = None
            yield held[:-seam]
            held = held[-seam:]
        if ending is not None or len(held) < seam:
            raise BedError("has become shorter while it was read")
        yield held[:-seam]
        ending = held[-seam:]


def in_equal_blocks(pieces: Iterable[Sound]) -> Blocks:
    """Yield the same sound in blocks of ``BLOCK`` frames."""
    held = np.zeros((0, 2), np.float32)
    for piece in pieces:
        held = np.concatenate((held, piece))
        while len(held) >= BLOCK:
            yield held[:BLOCK]
            held = held[BLOCK:]
