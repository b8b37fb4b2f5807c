"""WAV files: what is written is what every reader finds."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE
from audio.files.wav import WavWriter
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio.mix import Run

SECOND = np.arange(-24_000, 24_000, dtype=np.int16)
DAY = 24 * 3600 * SAMPLE_RATE


def wav_bytes(runs: Iterable[Run], title: str | None = None) -> bytes:
    """Return a whole file."""
    with tempfile.TemporaryFile() as file:
        writer = WavWriter(file, About(title), Encoding())
        for run in runs:
            writer.write(run)
        writer.finish()
        file.seek(0)
        return file.read()


def write_steps(path: Path, steps: list[tuple[str, list[Run]]], title: str | None = None) -> None:
    """Write a file with a marker at each step."""
    with path.open("wb") as file:
        writer = WavWriter(file, About(title), Encoding())
        for label, runs in steps:
            writer.mark(writer.frames, label)
            for run in runs:
                writer.write(run)
        writer.finish()


def chunks(content: bytes) -> list[tuple[bytes, int, bytes]]:
    """Return name, size and first bytes of each chunk of a small file, checking the sizes."""
    assert struct.unpack_from("<I", content, 4)[0] == len(content) - 8
    found, at = [], 12
    while at < len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        found.append((name, size, content[at + 8 : at + 12]))
        at += 8 + size + size % 2
    assert at == len(content)
    return found


def ffprobe(path: Path) -> dict[str, object]:
    """Return what ffprobe finds in a file, which must be without warnings."""
    done = subprocess.run(
        [
            *("ffprobe", "-v", "warning", "-of", "json"),
            *("-show_streams", "-show_format", "-show_chapters", path),
        ],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return json.loads(done.stdout)


@given(runs=st.lists(st.integers(1, 5000) | st.binary(min_size=1, max_size=200)))
def test_what_is_read_is_what_was_written(runs: list[int | bytes]) -> None:
    """Python's reader finds the very samples, silence as zeros, whatever came in which order."""
    given_runs: list[Run] = [
        run if isinstance(run, int) else np.frombuffer(run * 2, np.int16) for run in runs
    ]
    written = b"".join(
        bytes(2 * run) if isinstance(run, int) else run.tobytes() for run in given_runs
    )
    with wave.open(io.BytesIO(wav_bytes(given_runs))) as reader:
        assert reader.getparams()[:4] == (1, 2, SAMPLE_RATE, len(written) // 2)
        assert reader.readframes(len(written)) == written


def test_every_chunk_is_where_its_size_says() -> None:
    """The chunks follow each other to the end of the file; labels of odd length are padded."""
    file = io.BytesIO()
    writer = WavWriter(file, About("Odd"), Encoding())
    for label in ("a", "ab", "abc", ""):
        writer.mark(writer.frames, label)
        writer.write(SECOND)
    writer.finish()
    found = chunks(file.getvalue())
    assert [name for name, _, _ in found] == [
        b"JUNK", b"fmt ", b"data", b"cue ", b"LIST", b"LIST",
    ]  # fmt: skip
    assert found[2][1] == 4 * 2 * len(SECOND)
    assert found[4][2] == b"adtl"
    assert found[5][2] == b"INFO"


def test_the_same_sound_makes_the_same_bytes() -> None:
    """No date and no chance is in a file."""
    assert wav_bytes([SECOND, 480], "Title") == wav_bytes([SECOND, 480], "Title")


def test_sound_in_parts_makes_the_same_bytes_as_in_one_go() -> None:
    """A file does not tell in what blocks it was written."""
    parts = [SECOND[:777], SECOND[777:], 100, 380]
    assert wav_bytes(parts) == wav_bytes([SECOND, 480])


def test_a_file_may_hold_nothing_or_end_in_silence() -> None:
    """No frames at all, and silence as the last thing, are files of the right length."""
    assert len(wav_bytes([])) == 80
    assert len(wav_bytes([SECOND, 480])) == 80 + 2 * (48_000 + 480)


@pytest.mark.needs("ffprobe")
def test_steps_are_chapters(tmp_path: Path) -> None:
    """FFmpeg shows each marker as a chapter with its title, and the title of the whole."""
    titles = ["Kindhaltung: tief atmen, „ruhig“", "膝を抱える", "A" * 3, "Relâchez", ""]
    path = tmp_path / "steps.wav"
    write_steps(path, [(title, [SECOND, 48_000]) for title in titles], "Rücken & Ruhe")
    shown = ffprobe(path)
    chapters = shown["chapters"]
    assert [chapter["tags"]["title"] for chapter in chapters] == titles
    assert [chapter["start"] for chapter in chapters] == [96_000 * i for i in range(5)]
    assert chapters[-1]["end"] == 480_000
    assert shown["format"]["tags"]["title"] == "Rücken & Ruhe"
    assert shown["streams"][0]["duration_ts"] == 480_000


@pytest.mark.needs("ffprobe")
def test_a_very_long_label_is_cut_between_characters(tmp_path: Path) -> None:
    """What FFmpeg would cut in the middle of a character is cut before, at a whole one."""
    path = tmp_path / "long.wav"
    write_steps(path, [("é" * 400, [SECOND]), ("€" * 400, [SECOND]), ("after", [SECOND])])
    titles = [chapter["tags"]["title"] for chapter in ffprobe(path)["chapters"]]
    assert titles == ["é" * 250, "€" * 166, "after"]


@pytest.mark.needs("sox")
def test_sox_reads_the_same_samples(tmp_path: Path) -> None:
    """SoX finds every sample, and the silence as zeros, without a warning."""
    path = tmp_path / "sox.wav"
    write_steps(path, [("one", [SECOND, 4800]), ("two", [SECOND])], "Title")
    done = subprocess.run(["sox", path, "-t", "raw", "-"], capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout == SECOND.tobytes() + bytes(9600) + SECOND.tobytes()


def test_silence_takes_no_room(tmp_path: Path) -> None:
    """An hour of silence is a hole in the file, where the file system has such."""
    path = tmp_path / "silence.wav"
    write_steps(path, [("rest", [3600 * SAMPLE_RATE, SECOND])])
    assert path.stat().st_size > 345_600_000
    blocks = getattr(path.stat(), "st_blocks", 0)
    if blocks * 512 > 1_000_000:
        pytest.skip("this file system keeps no holes")


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Path]:
    """A file of more than 4 GiB, nearly all of it a hole: 20 h with a second at each end."""
    path = tmp_path_factory.mktemp("huge") / "huge.wav"
    length = 20 * 3600 * SAMPLE_RATE
    try:
        write_steps(
            path,
            [("Begin", [SECOND, length - 2 * len(SECOND)]), ("Fin : relâchez", [SECOND])],
            "Twenty hours",
        )
        if getattr(path.stat(), "st_blocks", 0) * 512 > 10_000_000:
            pytest.skip("this file system keeps no holes")
        yield path
    finally:
        path.unlink(missing_ok=True)


def test_beyond_4_gib_it_is_rf64(huge: Path) -> None:
    """The chunk that was kept free holds the sizes in 64 bits, as EBU Tech 3306 says."""
    with huge.open("rb") as file:
        start = file.read(80)
    data_bytes = 2 * 20 * 3600 * SAMPLE_RATE
    assert start[:20] == b"RF64\xff\xff\xff\xffWAVEds64" + struct.pack("<I", 28)
    assert struct.unpack_from("<QQQI", start, 20) == (
        huge.stat().st_size - 8,
        data_bytes,
        data_bytes // 2,
        0,
    )
    assert start[72:] == b"data\xff\xff\xff\xff"


@pytest.mark.needs("ffprobe", "ffmpeg")
def test_ffmpeg_reads_rf64(huge: Path) -> None:
    """FFmpeg finds length, chapters and title, and the samples of the last second."""
    shown = ffprobe(huge)
    length = 20 * 3600 * SAMPLE_RATE
    assert shown["streams"][0]["duration_ts"] == length
    assert [c["start"] for c in shown["chapters"]] == [0, length - 48_000]
    assert shown["chapters"][1]["tags"]["title"] == "Fin : relâchez"
    assert shown["format"]["tags"]["title"] == "Twenty hours"
    tail = subprocess.run(
        ["ffmpeg", "-v", "error", "-ss", "71999", "-i", huge, "-f", "s16le", "-"],
        capture_output=True,
        check=True,
    )
    assert tail.stdout == SECOND.tobytes()


def test_the_size_of_4_gib_is_decided_to_the_byte(tmp_path: Path) -> None:
    """The largest RIFF file is RIFF; one frame more, and it is RF64."""
    largest = (0xFFFFFFFF - 72) // 2  # 72 bytes of the header count into the size
    for frames, form in ((largest, b"RIFF"), (largest + 1, b"RF64")):
        path = tmp_path / f"{frames}.wav"
        write_steps(path, [])
        with path.open("wb") as file:
            writer = WavWriter(file, About(), Encoding())
            writer.write(frames)
            writer.finish()
        with path.open("rb") as file:
            assert file.read(4) == form
        path.unlink()


def test_markers_end_where_their_32_bits_end() -> None:
    """Beyond 24 h there are no markers, rather than wrong ones."""

    class Sparse(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return super().seek(offset) if whence == 0 else self.tell()

        def truncate(self, size: int | None = None) -> int:
            return self.tell()

    file = Sparse()
    writer = WavWriter(file, About(), Encoding())
    writer.mark(writer.frames, "first")
    writer.write(DAY)
    writer.mark(writer.frames, "after a day")
    writer.write(DAY)
    writer.mark(writer.frames, "after two")
    writer.finish()
    assert b"first" in file.getvalue()
    assert b"after a day" in file.getvalue()
    assert b"after two" not in file.getvalue()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error() -> None:
    """What cannot be written raises; nothing is lost in silence."""
    with pytest.raises(OSError, match="No space left"), Path("/dev/full").open("wb") as file:
        writer = WavWriter(file, About(), Encoding())
        for _ in range(3):
            writer.write(SECOND)
        writer.finish()


@pytest.mark.needs("ffprobe", "sox")
@pytest.mark.parametrize("bits", [16, 24])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [8_000, 44_100, 192_000])
def test_every_reader_finds_channels_rate_and_bits(
    tmp_path: Path, channels: int, rate: int, bits: int
) -> None:
    """As they were asked for, with all samples, and chapters at their times."""
    path, frames = tmp_path / "a.wav", 3 * rate + 1
    samples = np.random.default_rng(1).integers(-(2**31), 2**31, (frames, channels))
    kept = (samples >> 8 << 8).astype(np.int32) if bits == 24 else (samples >> 16).astype(np.int16)
    with path.open("wb") as file:
        writer = WavWriter(file, About("Title"), Encoding(channels, rate, bits))
        writer.write(kept[:777] if channels == 2 else kept[:777, 0])
        writer.write(rate)
        writer.write(kept[777 + rate :] if channels == 2 else kept[777 + rate :, 0])
        writer.mark(0, "One")
        writer.mark(SAMPLE_RATE, "Two")
        writer.finish()
    shown = ffprobe(path)
    assert [float(chapter["start_time"]) for chapter in shown["chapters"]] == [0, 1]
    (stream,) = shown["streams"]
    assert stream["duration_ts"] == frames
    assert (stream["channels"], stream["sample_rate"]) == (channels, str(rate))
    kept[777 : 777 + rate] = 0
    command = ["sox", path, "-t", "raw", "-b", "32", "-e", "signed-integer", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    read = np.frombuffer(done.stdout, "<i4").reshape(-1, channels)
    assert np.array_equal(
        read >> (32 - bits) << (32 - bits), kept.astype(np.int64) << (32 - 8 * kept.itemsize)
    )


@pytest.mark.needs("ffprobe")
def test_a_file_tells_what_it_is(tmp_path: Path) -> None:
    """Title, comment, language and what made it, as FFmpeg reads them; what is not known is not."""
    path = tmp_path / "a.wav"
    for about in (About("Öde", "de", "Drei Übungen.", "made by 1.0"), About("Öde")):
        with path.open("wb") as file:
            writer = WavWriter(file, about, Encoding())
            writer.write(SECOND)
            writer.finish()
        names = ("title", "language", "comment", "encoder")
        told = zip(
            names, (about.title, about.language, about.comment, about.made_with), strict=True
        )
        tags = ffprobe(path)["format"].get("tags", {})
        assert {name: tags[name] for name in names if name in tags} == {
            name: text for name, text in told if text is not None
        }
