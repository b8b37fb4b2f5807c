"""MP3 files, with ID3v2.3 tags and chapters.

Chapters as in "ID3v2 Chapter Frame Addendum 1.0", 2005: CHAP for each, CTOC for their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from audio.clip import to_milliseconds
from audio.files.language_codes import three_letters
from audio.files.picture import FRONT_COVER
from audio.files.sndfile import SndfileWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mutagen.id3 import CTOC, Frame

    from audio.files.encoded import Chapter
    from audio.files.writer import About, Encoding

_NO_OFFSET = 0xFFFFFFFF  # a chapter's bytes are not told, for its times are
_ENTRIES_MAX = 255  # of one CTOC, which counts them in a byte
_TOP, _ORDERED = 2, 1
_NAME = "chapter"
_UNKNOWN = "XXX"  # language
_HEADER_BYTES = 10  # of a tag, and of each frame in it

_KBIT = 64  # of each channel
_MPEG_1_KBIT = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_1_RATE, _MPEG_2_RATE = 32_000, 16_000  # the lowest of each
_LAME_BYTES = 160  # of its header, beside what each frame has: where it isn't, delays are unknown
_MPEG_2_KBIT = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_LAME_SCALE = 0.95  # what LAME makes of every sample, as libsndfile asks it to


class Mp3Writer(SndfileWriter):
    """Writes MP3: 64 kbit/s for each channel, with a chapter at each mark.

    The bitrate is constant, so that players which guess a place from it find chapters.
    """

    name = "MP3"
    rates = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)

    def _bitrates_kbit(self, encoding: Encoding) -> Sequence[int]:
        """Return those whose frames have room to tell the delay of the encoder."""
        one, two, bits = (17, 32, 144_000) if encoding.rate >= _MPEG_1_RATE else (9, 17, 72_000)
        needed = _LAME_BYTES + (one if encoding.channels == 1 else two)
        return [kbit for kbit in _table(encoding.rate) if bits * kbit // encoding.rate >= needed]

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        lowest, *_, highest = _table(encoding.rate)
        kbit = encoding.bitrate_kbit or min(_KBIT * encoding.channels, highest)
        return {
            "format": "MP3",
            "subtype": "MPEG_LAYER_III",
            "bitrate_mode": "CONSTANT",
            # libsndfile counts bitrates down from the highest of the rate, 0, to the lowest, 1.
            "compression_level": (highest - kbit) / (highest - lowest),
        }

    def _levelled(self, block: Any) -> Any:
        # As floats, for libsndfile 1.2.2 encodes two channels of whole numbers far too loud.
        return block.astype("float32") / (32768 * _LAME_SCALE)

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.id3 import ID3, TLEN  # noqa: PLC0415 - when the sound is done

        tags = ID3()
        for frame in _about_frames(about):
            tags.add(frame)
        tags.add(TLEN(text=str(to_milliseconds(self.frames, self.rate))))
        for frame in _chapter_frames(chapters):
            tags.add(frame)
        file.seek(0)
        tags.save(file, v1=0, v2_version=3)
        _order_chapters(file)


def _about_frames(about: About) -> Iterator[Frame]:
    from mutagen.id3 import APIC, COMM, TALB, TIT2, TLAN, TRCK, TSSE  # noqa: PLC0415

    language = three_letters(about.language or "")
    if about.title is not None:
        yield TIT2(text=about.title)
    if about.album is not None:
        yield TALB(text=about.album)
    if about.track is not None:
        yield TRCK(text=str(about.track))
    if about.comment is not None:
        yield COMM(lang=language or _UNKNOWN, desc="", text=about.comment)
    if language:
        yield TLAN(text=language)
    if about.made_with is not None:
        yield TSSE(encoding=0, text=about.made_with)  # as plain ASCII
    if cover := about.cover:
        yield APIC(mime=cover.mime_type, type=FRONT_COVER, desc="", data=cover.content)


def _table(rate: int) -> tuple[int, ...]:
    """Return all bitrates of MPEG-1, MPEG-2 or MPEG-2.5, which have different sample rates."""
    if rate >= _MPEG_1_RATE:
        return _MPEG_1_KBIT
    return _MPEG_2_KBIT if rate >= _MPEG_2_RATE else _MPEG_2_KBIT[:8]


def _chapter_frames(chapters: Sequence[Chapter]) -> Iterator[Frame]:
    from mutagen.id3 import CHAP, TIT2  # noqa: PLC0415

    if not chapters:
        return
    names = [f"{_NAME}{number}" for number in range(1, len(chapters) + 1)]
    for name, chapter in zip(names, chapters, strict=True):
        yield CHAP(
            element_id=name,
            start_time=to_milliseconds(chapter.start),
            end_time=to_milliseconds(chapter.end),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[TIT2(text=chapter.label)],
        )
    yield from _contents(names)


def _contents(names: Sequence[str]) -> Iterator[CTOC]:
    """Yield the table of contents: one, or one of several, where one cannot hold all chapters."""
    from mutagen.id3 import CTOC  # noqa: PLC0415

    parts = [names[at : at + _ENTRIES_MAX] for at in range(0, len(names), _ENTRIES_MAX)]
    if len(parts) > 1:
        for number, part in enumerate(parts, 1):
            yield CTOC(element_id=f"toc{number}", flags=_ORDERED, child_element_ids=list(part))
        names = [f"toc{number}" for number in range(1, len(parts) + 1)]
    yield CTOC(element_id="toc", flags=_TOP | _ORDERED, child_element_ids=list(names))


def _order_chapters(file: BinaryIO) -> None:
    """Put the chapters into their order, which mutagen changes and some players list them in."""
    file.seek(6)
    size = sum(byte << 7 * n for n, byte in enumerate(reversed(file.read(4))))
    body = file.read(size)
    frames: list[bytes] = []
    at = 0
    while body[at : at + 1].strip(b"\0"):
        end = at + _HEADER_BYTES + int.from_bytes(body[at + 4 : at + 8])
        frames.append(body[at:end])
        at = end
    file.seek(_HEADER_BYTES)
    frames.sort(key=_number)
    file.write(b"".join(frames))


def _number(frame: bytes) -> int:
    """Return which chapter a frame is; 0 where it is none."""
    if not frame.startswith(b"CHAP"):
        return 0
    name = frame[_HEADER_BYTES : frame.index(b"\0", _HEADER_BYTES)]
    return int(name.removeprefix(_NAME.encode()))
