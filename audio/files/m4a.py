"""M4A and M4B files: AAC in MP4, which phones and players of audio books take."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, BinaryIO

from audio.files.aac import RATES, AacEncoder
from audio.files.boxes import Parts, box, content, size, tag, tags
from audio.files.encoded import Chapter, EncodedWriter
from audio.files.language_codes import three_letters
from audio.files.mp4 import LABEL_BYTES_MAX, Sound, movie, named
from audio.files.texts import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.files.writer import About, Encoding

_UNKNOWN = "und"  # language
_PLAIN, _TEXT, _NUMBER = 0, 1, 21  # forms of tags
_PICTURES = {"image/jpeg": 13, "image/png": 14}
_MUSIC, _AUDIO_BOOK = 1, 2  # what iTunes takes a file for
_KBIT = 64  # of each channel, or less where its sample rate allows no more
_LOWEST_KBIT = 16  # of each channel
_FRAME_BITS_MAX = 6  # of each channel
_MOVED_BYTES = 1 << 20


class M4aWriter(EncodedWriter):
    """Writes M4A: AAC, 64 kbit/s for each channel, with a chapter at each mark.

    What tells of the sound comes before it, so that a player can begin before it has all.
    """

    name = "M4A"
    rates = RATES
    brand, media = b"M4A ", _MUSIC

    def _open(self) -> AacEncoder:
        self._kind = b"".join(content(box(b"ftyp", self.brand, bytes(4), b"M4A isomiso2")))
        usual_kbit = min(_KBIT, _FRAME_BITS_MAX * self.rate // 1000) * self._encoding.channels
        kbit = self._encoding.bitrate_kbit or usual_kbit
        self._aac = AacEncoder(self._memory, self._encoding, kbit)
        self._memory.write(self._kind + _data_header(0))
        return self._aac

    def _bitrates_kbit(self, encoding: Encoding) -> Sequence[int]:
        highest = _FRAME_BITS_MAX * encoding.rate * encoding.channels // 1000
        return range(_LOWEST_KBIT * encoding.channels, highest + 1)

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        chapters = [each._replace(label=cut(each.label, LABEL_BYTES_MAX)) for each in chapters]
        if chapters and chapters[0].start:  # a track begins at the beginning
            chapters.insert(0, Chapter(0, chapters[0].start, ""))
        file.seek(0, os.SEEK_END)
        file.writelines(named(chapter.label) for chapter in chapters)
        after = len(self._kind)
        data_bytes = file.tell() - after
        file.seek(after)
        file.write(_data_header(data_bytes))
        moved = size(self._movie(about, chapters, 0))
        _make_room(file, after, moved)
        file.seek(after)
        file.writelines(content(self._movie(about, chapters, moved)))

    def _movie(self, about: About, chapters: list[Chapter], moved: int) -> Parts:
        aac = self._aac
        sound = Sound(
            self._encoding.rate,
            self._encoding.channels,
            aac.config,
            aac.sizes,
            aac.packet_frames,
            aac.delay,
            self.frames,
        )
        language = three_letters(about.language or "") or _UNKNOWN
        start = moved + len(self._kind) + len(_data_header(0))
        return movie(sound, chapters, language, self._tags(about), start)

    def _tags(self, about: About) -> Parts:
        texts = (
            (b"\xa9nam", about.title),
            (b"\xa9alb", about.album),
            (b"\xa9cmt", about.comment),
            (b"\xa9too", about.made_with),
        )
        told = (tag(name, _TEXT, text.encode()) for name, text in texts if text is not None)
        track = struct.pack(">4H", 0, about.track, 0, 0) if about.track else None
        number = [tag(b"trkn", _PLAIN, track)] if track else []
        cover = about.cover
        covered = tag(b"covr", _PICTURES[cover.mime_type], cover.content) if cover else []
        return tags(*told, *number, tag(b"stik", _NUMBER, bytes([self.media])), covered)


class M4bWriter(M4aWriter):
    """Writes M4B: the same as a book, whose place players remember."""

    name = "M4B"
    brand, media = b"M4B ", _AUDIO_BOOK


def _data_header(data_bytes: int) -> bytes:
    """Return the beginning of the box of all bytes of sound, which may be larger than 4 GiB."""
    return struct.pack(">I4sQ", 1, b"mdat", data_bytes)


def _make_room(file: BinaryIO, at: int, room: int) -> None:
    """Move what is in a file from ``at`` on to ``room`` bytes later, in parts, the last first."""
    end = file.seek(0, os.SEEK_END)
    while end > at:
        start = max(at, end - _MOVED_BYTES)
        file.seek(start)
        part = file.read(end - start)
        file.seek(start + room)
        file.write(part)
        end = start
