"""WAV files: of any length, with a title and named markers.

RIFF/WAVE with `cue ` and `LIST` chunks as in Microsoft and IBM, "Multimedia Programming
Interface and Data Specifications 1.0", 1991; RF64 beyond 4 GiB as in EBU Tech 3306.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, BinaryIO

from audio.clip import to_frames, to_seconds
from audio.errors import FileError
from audio.files.texts import cut

if TYPE_CHECKING:
    from audio.files.writer import About, Encoding
    from audio.mix import Run

_HEADER_BYTES = 80
_SIZE_MAX = 0xFFFFFFFF
_LABEL_BYTES_MAX = 500  # FFmpeg reads no more than 511


class WavWriter:
    """Writes a WAV as its sound comes, with nothing in it but what it is given: no dates.

    Silence is skipped over, which leaves holes in the file: they read as zeros, and cost no
    time and, on most file systems, no room.
    """

    def __init__(self, file: BinaryIO, about: About, encoding: Encoding):
        """Begin at the start of an empty file; see ``Writer``. Players show the title.

        Raises:
            FileError: a bitrate was asked for.
        """
        if encoding.bitrate_kbit is not None:
            raise FileError("WAV has no bitrate to choose here: leave --bitrate out.")
        self.frames = 0
        self._file = file
        self._about = about
        self._encoding = encoding
        self._frame_bytes = encoding.channels * encoding.bits // 8
        self._markers: list[tuple[int, str]] = []
        file.seek(_HEADER_BYTES)

    def write(self, run: Run) -> None:
        """Append samples, or a number of frames of silence; see ``Writer``."""
        if isinstance(run, int):
            self._file.seek(self._frame_bytes * run, 1)
            self.frames += run
        else:
            self._file.write(_pcm(run, self._encoding.bits))
            self.frames += len(run)

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``, in frames at ``SAMPLE_RATE``; players show a chapter.

        A marker's place has 32 bits: there are none after the first 24 hours.
        """
        frame = to_frames(to_seconds(start), self._encoding.rate)
        if frame <= _SIZE_MAX:
            self._markers.append((frame, label))

    def finish(self) -> None:
        """Write what only now is known: the markers, and at the start the sizes."""
        data_bytes = self._frame_bytes * self.frames
        footer = b"\0" * (data_bytes % 2) + self._marker_chunks() + self._about_chunk()
        self._file.write(footer)
        self._file.seek(0)
        self._file.write(_header(self._encoding, data_bytes, len(footer)))
        # Makes a file that ends with silence as long as it says it is.
        self._file.truncate(_HEADER_BYTES + data_bytes + len(footer))

    def _marker_chunks(self) -> bytes:
        if not self._markers:
            return b""
        points, labels = [], []
        for number, (frame, label) in enumerate(self._markers, 1):
            points.append(struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame))
            text = cut(label.replace("\0", " "), _LABEL_BYTES_MAX).encode()
            labels.append(_chunk(b"labl", struct.pack("<I", number) + text + b"\0"))
        cue = _chunk(b"cue ", struct.pack("<I", len(points)) + b"".join(points))
        return cue + _chunk(b"LIST", b"adtl" + b"".join(labels))

    def _about_chunk(self) -> bytes:
        about = self._about
        texts = (
            (b"INAM", about.title),
            (b"IPRD", about.album),
            (b"IPRT", None if about.track is None else str(about.track)),
            (b"ICMT", about.comment),
            (b"ILNG", about.language),
            (b"ISFT", about.made_with),
        )
        told = [_chunk(name, _text(text)) for name, text in texts if text is not None]
        return _chunk(b"LIST", b"INFO" + b"".join(told)) if told else b""


def _text(text: str) -> bytes:
    return text.replace("\0", " ").encode() + b"\0"


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _pcm(samples: Any, bits: int) -> Any:
    """Return the samples' bytes: three of the four of 32 bits, where 24 are wanted."""
    if bits == 16:
        return samples.astype("<i2", copy=False).data
    whole = samples.astype("<i4", copy=False).reshape(-1, 1)
    return whole.view("u1")[:, 1:].tobytes()


def _header(encoding: Encoding, data_bytes: int, footer_bytes: int) -> bytes:
    """Return the chunks before the samples; always of the same size, so that either fits."""
    riff_bytes = _HEADER_BYTES - 8 + data_bytes + footer_bytes
    channels, rate, bits = encoding.channels, encoding.rate, encoding.bits
    frame_bytes = channels * bits // 8
    form = struct.pack("<HHIIHH", 1, channels, rate, frame_bytes * rate, frame_bytes, bits)
    if riff_bytes <= _SIZE_MAX:
        start = struct.pack("<4sI4s", b"RIFF", riff_bytes, b"WAVE") + _chunk(b"JUNK", bytes(28))
    else:
        sizes = struct.pack("<QQQI", riff_bytes, data_bytes, data_bytes // frame_bytes, 0)
        start = struct.pack("<4sI4s", b"RF64", _SIZE_MAX, b"WAVE") + _chunk(b"ds64", sizes)
        data_bytes = _SIZE_MAX
    return start + _chunk(b"fmt ", form) + struct.pack("<4sI", b"data", data_bytes)
