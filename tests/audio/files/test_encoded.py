"""FLAC, MP3, Vorbis, Opus and M4A: others read the sound, its length and its chapters."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import mutagen
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from audio.clip import SAMPLE_RATE, to_milliseconds
from audio.errors import FileError
from audio.files.comments import CHAPTERS_MAX
from audio.files.encoded import EncodedWriter
from audio.files.formats import SOUND_ENDINGS, sound_writer
from audio.files.language_codes import three_letters
from audio.files.whole import whole_file
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from audio.clip import Samples
    from audio.mix import Run

ENCODED = SOUND_ENDINGS[1:]
COMMENTED = (".flac", ".ogg", ".opus")
LOSSY = ENCODED[1:]
IN_MP4 = (".m4a", ".m4b")
TO_THE_FRAME = tuple(ending for ending in ENCODED if ending not in IN_MP4)
THREE_LETTERS = (".mp3", *IN_MP4)
ABOUT = About("Öde <b> = 1", "en-GB", "Drei Übungen; = \\ #", "made by 1.0")
LABELS = ["Fold: to the “left”", "Ruhe / Rast; ==", "ß" * 700, "Fin"]
CUT_LABELS = [*LABELS[:2], "ß" * 127, "Fin"]  # to 255 bytes


def sound(frames: int, seed: int = 1) -> Samples:
    """Return noise that is not loud, which no two moments of have in common."""
    return np.random.default_rng(seed).integers(-9000, 9000, frames).astype(np.int16)


def content(ending: str, steps: Iterable[tuple[str | None, list[Run]]]) -> bytes:
    """Return a whole file, with a mark where a step has a name."""
    file = io.BytesIO()
    writer = sound_writer(ending, file, ABOUT, Encoding())
    for label, runs in steps:
        if label is not None:
            writer.mark(writer.frames, label)
        for run in runs:
            writer.write(run)
    writer.finish()
    return file.getvalue()


def decoded(path: Path) -> Samples:
    """Return the samples that FFmpeg finds, which must be without warnings."""
    # Chapters of MP4 are a track of texts, which it need not decode.
    command = ["ffmpeg", "-v", "warning", "-dn", "-i", path, "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, np.int16)


def probed(path: Path) -> dict[str, Any]:
    """Return what ffprobe finds in a file, which must be without warnings."""
    show = ("-show_streams", "-show_format", "-show_chapters", "-of", "json")
    command = ["ffprobe", "-v", "warning", *show, path]
    done = subprocess.run(command, capture_output=True, check=True)
    # ffprobe has no decoder for the track of chapters, which it reads without one.
    assert done.stderr in (b"", b"Unsupported codec with id 98314 for input stream 1\n")
    return json.loads(done.stdout)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("frames", [SAMPLE_RATE - 1, SAMPLE_RATE, 3 * SAMPLE_RATE + 577])
@pytest.mark.parametrize("ending", TO_THE_FRAME)
def test_as_many_frames_are_heard_as_were_written(tmp_path: Path, ending: str, frames: int) -> None:
    """To the frame: encoders tell their delay, and decoders take it off."""
    path = tmp_path / f"a{ending}"
    path.write_bytes(content(ending, [(None, [sound(frames)])]))
    assert len(decoded(path)) == frames


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", LOSSY)
def test_sound_is_heard_where_it_was_written(tmp_path: Path, ending: str) -> None:
    """Nothing is shifted: a burst amid silence lies on itself, to the frame."""
    burst = sound(4800)
    # As far down as encoders go, so that the burst is more than what they leave out.
    burst = np.rint(np.convolve(burst, np.hanning(24) / 12, "same")).astype(np.int16)
    path = tmp_path / f"a{ending}"
    path.write_bytes(content(ending, [(None, [30_000, burst, 30_000])]))
    heard = decoded(path).astype(float)
    shifts = range(-50, 51)
    alike = [heard[30_000 + by : 34_800 + by] @ burst.astype(float) for by in shifts]
    assert shifts[int(np.argmax(alike))] == 0
    assert np.abs(heard[:28_000]).max() < 300


@settings(max_examples=20, deadline=None)
@given(runs=st.lists(st.integers(1, 60_000) | st.binary(min_size=1, max_size=200), min_size=1))
def test_flac_is_without_loss(runs: list[int | bytes]) -> None:
    """Every sample is as it was written, silence as zeros, whatever came in which order."""
    import soundfile

    given_runs: list[Run] = [
        run if isinstance(run, int) else np.frombuffer(run * 2, np.int16) for run in runs
    ]
    wanted = [np.zeros(r, np.int16) if isinstance(r, int) else r for r in given_runs]
    read, rate = soundfile.read(io.BytesIO(content(".flac", [(None, given_runs)])), dtype="int16")
    assert rate == SAMPLE_RATE
    assert np.array_equal(read, np.concatenate(wanted))


@pytest.mark.parametrize("ending", ENCODED)
def test_the_same_sound_is_the_same_file(ending: str) -> None:
    """Byte for byte, in whatever runs it came: no date, and no serial number drawn by chance."""
    one, two = sound(70_000), sound(50_000, seed=2)
    first = content(ending, [("One", [one, 9000]), ("Two", [two])])
    parts: list[Run] = [one[:11], one[11:60_000], one[60_000:], 1, 8999]
    assert content(ending, [("One", parts), ("Two", [two[:49_000], two[49_000:]])]) == first


def steps_of(labels: Iterable[str]) -> list[tuple[str | None, list[Run]]]:
    """Return a step for each, of lengths that are no whole milliseconds."""
    return [(label, [sound(3001 + 17 * n), 7]) for n, label in enumerate(labels)]


def starts_of(steps: list[tuple[str | None, list[Run]]]) -> list[int]:
    """Return where each step begins and the last one ends, in milliseconds."""
    lengths = [sum(r if isinstance(r, int) else len(r) for r in runs) for _, runs in steps]
    return [to_milliseconds(int(frames)) for frames in np.cumsum([0, *lengths])]


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", ENCODED)
def test_ffprobe_reads_chapters_and_tags(tmp_path: Path, ending: str) -> None:
    """Each chapter begins on its millisecond, under its name; the title is as it was."""
    path, steps = tmp_path / f"a{ending}", steps_of(LABELS)
    path.write_bytes(content(ending, steps))
    shown = probed(path)
    times = [round(1000 * float(chapter["start_time"])) for chapter in shown["chapters"]]
    assert times == starts_of(steps)[:-1]
    labels = CUT_LABELS if ending in IN_MP4 else LABELS
    assert [chapter["tags"]["title"] for chapter in shown["chapters"]] == labels
    tags = {**shown["streams"][0].get("tags", {}), **shown["format"].get("tags", {})}
    tags = {name.lower(): value for name, value in tags.items()}
    assert tags["title"] == ABOUT.title
    assert tags["comment"] == ABOUT.comment
    assert tags["encoder"].rstrip() == ABOUT.made_with
    assert tags["language"] == ("eng" if ending in THREE_LETTERS else "en-GB")


@pytest.mark.parametrize("ending", COMMENTED)
def test_mutagen_reads_comments(ending: str) -> None:
    """As the Vorbis comment chapter extension has them, and no other tag than was given."""
    steps = steps_of(LABELS)
    read = mutagen.File(io.BytesIO(content(ending, steps)))
    tags = {name.upper(): value for name, value in read.tags}
    starts = starts_of(steps)
    wanted = {
        "TITLE": ABOUT.title,
        "DESCRIPTION": ABOUT.comment,
        "LANGUAGE": ABOUT.language,
        "ENCODER": f"{ABOUT.made_with} ",  # so that its end is seen without knowing the format
    }
    for number, label in enumerate(LABELS, 1):
        wanted[f"CHAPTER{number:03}"] = f"00:00:00.{starts[number - 1]:03}"
        wanted[f"CHAPTER{number:03}NAME"] = label
    assert tags == wanted
    assert read.info.length == pytest.approx(starts[-1] / 1000, abs=0.001)


def test_mutagen_reads_id3_chapters() -> None:
    """CHAP frames that partition the whole, in the order of one CTOC; title, language, length."""
    steps = steps_of(LABELS)
    file = io.BytesIO(content(".mp3", steps))
    tags = ID3(file)
    starts = starts_of(steps)
    (contents,) = tags.getall("CTOC")
    assert contents.flags == 3  # top level, ordered
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [chapter.start_time for chapter in chapters] == starts[:-1]
    assert [chapter.end_time for chapter in chapters] == starts[1:]
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == LABELS
    assert [str(tags[name]) for name in ("TIT2", "COMM::eng", "TLAN", "TLEN", "TSSE")] == [
        ABOUT.title, ABOUT.comment, "eng", str(starts[-1]), ABOUT.made_with,
    ]  # fmt: skip
    assert tags.version == (2, 3, 0)
    encoder_frame_s = 1152 / SAMPLE_RATE
    file.seek(0)
    assert mutagen.File(file).info.length == pytest.approx(starts[-1] / 1000, abs=encoder_frame_s)


def test_id3_has_more_chapters_than_one_table_holds() -> None:
    """A CTOC counts to 255: then the one on top lists others, which list all, in order."""
    steps: list[tuple[str | None, list[Run]]] = [(str(n), [480]) for n in range(600)]
    tags = ID3(io.BytesIO(content(".mp3", steps)))
    tables = {table.element_id: table for table in tags.getall("CTOC")}
    (top,) = [table for table in tables.values() if table.flags & 2]
    names = [name for each in top.child_element_ids for name in tables[each].child_element_ids]
    assert [tags[f"CHAP:{name}"].start_time for name in names] == [10 * n for n in range(600)]


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", COMMENTED)
def test_comments_end_where_their_three_digits_end(tmp_path: Path, ending: str) -> None:
    """Beyond 999 there are no chapters, rather than wrong ones; those before are right."""
    steps: list[tuple[str | None, list[Run]]] = [(f"Step {n} " * 9, [480]) for n in range(1100)]
    path = tmp_path / f"a{ending}"
    path.write_bytes(content(ending, steps))
    found = probed(path)["chapters"]
    times = [round(1000 * float(chapter["start_time"])) for chapter in found]
    assert times == [10 * n for n in range(CHAPTERS_MAX)]


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", [".ogg", ".opus"])
def test_every_page_of_an_ogg_has_the_serial_number_and_its_checksum(
    tmp_path: Path, ending: str
) -> None:
    """FFmpeg checks both, also where the tags take more pages than they took at first."""
    path = tmp_path / f"a{ending}"
    steps: list[tuple[str | None, list[Run]]] = [("L" * 400, [sound(4800)]) for _ in range(400)]
    path.write_bytes(content(ending, steps))
    command = ["ffmpeg", "-v", "warning", "-err_detect", "crccheck+explode", "-i", path]
    done = subprocess.run([*command, "-f", "null", "-"], capture_output=True, check=True)
    assert done.stderr == b""
    assert len(decoded(path)) == 400 * 4800


@pytest.mark.parametrize("ending", ENCODED)
def test_a_full_disk_is_never_success(small_disk: Path, ending: str) -> None:
    """The older file stays, nothing else is there, and a sentence says why."""
    target = small_disk / f"a{ending}"
    target.write_bytes(b"older")
    (small_disk / "filler").write_bytes(bytes((1 << 20) - 4096 * 8))
    with (
        pytest.raises(FileError, match=r"the disk is full; free some space there, or choose"),
        whole_file(target, overwrite=True) as file,
    ):
        writer = sound_writer(ending, file, ABOUT, Encoding())
        for _ in range(20):
            writer.write(sound(SAMPLE_RATE))
        writer.finish()
    assert sorted(path.name for path in small_disk.iterdir()) == sorted([target.name, "filler"])
    assert target.read_bytes() == b"older"


@pytest.mark.parametrize("ending", ENCODED)
def test_a_disk_that_is_full_only_for_the_tags_is_no_success(small_disk: Path, ending: str) -> None:
    """The sound has found room, its chapters find none: there is no file."""
    target = small_disk / f"a{ending}"
    (small_disk / "filler").write_bytes(bytes((1 << 20) - 4096 * 16))
    with (
        pytest.raises(FileError, match="the disk is full"),
        whole_file(target, overwrite=True) as file,
    ):
        writer = sound_writer(ending, file, ABOUT, Encoding())
        for _ in range(150):
            writer.mark(writer.frames, "L" * 1000)
            writer.write(480)
        writer.finish()
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def peak_bytes(path: Path, seconds: int, *, finish: bool = False) -> int:
    """Return how much memory of Python's it takes at most to write a file of noise."""
    noise = sound(SAMPLE_RATE)
    tracemalloc.start()
    with whole_file(path, overwrite=True) as file:
        writer = sound_writer(path.suffix, file, ABOUT, Encoding())
        for _ in range(seconds):
            writer.write(noise)
        if finish:
            writer.finish()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("ending", ENCODED)
def test_memory_does_not_grow_with_the_sound(tmp_path: Path, ending: str) -> None:
    """What was encoded is in the file, and nowhere else."""
    path = tmp_path / f"a{ending}"
    peak_bytes(path, 1)  # what is imported stays
    in_use = 4 * sound(SAMPLE_RATE).nbytes  # blocks that both threads may have, or not yet
    assert peak_bytes(path, 96) < peak_bytes(path, 6) + in_use


def test_a_large_file_is_tagged_in_little_memory(tmp_path: Path) -> None:
    """Its sound is moved aside in parts."""
    path = tmp_path / "a.flac"
    peak_bytes(path, 1, finish=True)  # what is imported stays
    assert peak_bytes(path, 120, finish=True) < path.stat().st_size / 3


@pytest.mark.parametrize("ending", ENCODED)
def test_an_encoder_that_cannot_be_loaded_is_told(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do, and with a format that needs none."""
    package = "av" if ending in IN_MP4 else "soundfile"
    says = (
        r"pip install 'stretch-guide\[m4a\]', or choose \.mp3"
        if package == "av"
        else (r"install 'soundfile' anew, or choose \.wav\.")
    )
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FileError, match=says):
        sound_writer(ending, io.BytesIO(), ABOUT, Encoding())
    sound_writer(".wav", io.BytesIO(), ABOUT, Encoding()).finish()


def test_a_format_that_is_unknown_is_refused() -> None:
    """Whoever chooses a format by an ending asks first whether it is one."""
    with pytest.raises(ValueError, match=r"no format has the ending \.doc"):
        sound_writer(".doc", io.BytesIO(), ABOUT, Encoding())


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "eng"), ("en-GB", "eng"), ("DE", "deu"), ("cmn", "cmn"), ("x", None)]
)
def test_languages_have_three_letters_too(tag: str, code: str | None) -> None:
    """By the first part of their tag; some have three letters only, some words are no language."""
    assert three_letters(tag) == code


KINDS = [
    (".flac", Encoding(2, 44_100, 24)),
    (".flac", Encoding(1, 192_000)),
    (".mp3", Encoding(2)),
    (".mp3", Encoding(1, 44_100)),
    (".mp3", Encoding(2, 22_050)),
    (".mp3", Encoding(2, 8_000)),
    (".ogg", Encoding(2, 44_100)),
    (".opus", Encoding(2)),
    (".opus", Encoding(2, 16_000)),
    (".m4a", Encoding(2)),
    (".m4a", Encoding(1, 44_100)),
    (".m4b", Encoding(2, 22_050)),
    (".m4b", Encoding(2, 8_000)),
]


@pytest.mark.needs("ffprobe", "ffmpeg")
@pytest.mark.parametrize(("ending", "encoding"), KINDS)
def test_ffprobe_finds_channels_and_rate(tmp_path: Path, ending: str, encoding: Encoding) -> None:
    """As they were asked for, of the same length, with chapters at their times."""
    path = tmp_path / f"a{ending}"
    frames = 3 * encoding.rate + 77
    shape = (frames, 2) if encoding.channels == 2 else frames
    samples = np.random.default_rng(1).integers(-9000, 9000, shape).astype(np.int16)
    with path.open("wb+") as file:
        writer = sound_writer(ending, file, ABOUT, encoding)
        writer.write(samples if encoding.bits == 16 else samples.astype(np.int32) << 16)
        writer.mark(0, "One")
        writer.mark(SAMPLE_RATE + 480, "Two")
        writer.finish()
    shown = probed(path)
    stream, *_ = shown["streams"]
    assert stream["channels"] == encoding.channels
    rate = 48_000 if ending == ".opus" else encoding.rate  # decoders of Opus have but one
    assert stream["sample_rate"] == str(rate)
    encoder_frame = {".mp3": 1152, ".m4a": 1024, ".m4b": 1024}.get(ending, 960)
    heard = len(decoded(path)) // encoding.channels
    if ending == ".flac":
        assert heard == frames
    assert heard == pytest.approx(frames * rate / encoding.rate, abs=encoder_frame)
    starts = [float(chapter["start_time"]) for chapter in shown["chapters"]]
    assert starts == pytest.approx([0, 1.01], abs=5e-4)


@pytest.mark.parametrize(
    ("ending", "encoding", "sentence"),
    [
        (".opus", Encoding(rate=44_100), "Opus has no sample rate of 44100 Hz: choose 8000, "),
        (".mp3", Encoding(rate=96_000), r"MP3 has no sample rate .* 44100 or 48000\."),
        (".mp3", Encoding(bits=24), r"MP3 files keep no 24 bits.* choose \.wav or \.flac\."),
        (".ogg", Encoding(bits=24), "Vorbis files keep no 24 bits"),
        (".opus", Encoding(bits=24), "Opus files keep no 24 bits"),
        (".m4a", Encoding(bits=24), "M4A files keep no 24 bits"),
        (".m4b", Encoding(rate=192_000), "M4B has no sample rate of 192000 Hz"),
    ],
)
def test_what_a_format_cannot_do_is_told(ending: str, encoding: Encoding, sentence: str) -> None:
    """In one sentence, with what it can."""
    with pytest.raises(FileError, match=sentence):
        sound_writer(ending, io.BytesIO(), ABOUT, encoding)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("ending", ENCODED)
def test_sound_stays_as_loud_as_it_was(tmp_path: Path, ending: str, channels: int) -> None:
    """In every format, within a tenth of a decibel, in both channels."""
    at_s = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    tone = np.rint(20_000 * np.sin(2 * np.pi * 440 * at_s)).astype(np.int16)
    path = tmp_path / f"a{ending}"
    with path.open("wb+") as file:
        writer = sound_writer(ending, file, ABOUT, Encoding(channels))
        writer.write(tone if channels == 1 else np.stack((tone, tone // 2), axis=1))
        writer.finish()
    heard = decoded(path).reshape(-1, channels).astype(float)
    strength = np.sqrt(np.mean(heard[9600:-9600] ** 2, axis=0))
    wanted = 20_000 / np.sqrt(2) * np.array([1, 0.5])[:channels]
    assert strength == pytest.approx(wanted, rel=0.012)


KILLED = """
import sys
from pathlib import Path
import numpy as np
from audio.files.formats import sound_writer
from audio.files.whole import whole_file
from audio.files.writer import About, Encoding
path = Path(sys.argv[1])
with whole_file(path, overwrite=True) as file:
    writer = sound_writer(path.suffix, file, About("Title"), Encoding())
    noise = np.random.default_rng(1).integers(-9000, 9000, 48_000).astype(np.int16)
    for second in range(10_000):
        writer.write(noise)
        if second == 5:
            print("encoding", flush=True)
"""


@pytest.mark.parametrize("ending", ENCODED)
def test_a_sudden_death_leaves_nothing_half_made(tmp_path: Path, ending: str) -> None:
    """Killed in the middle of encoding: no file of the name; who writes it next tidies up."""
    path = tmp_path / f"a{ending}"
    process = subprocess.Popen([sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"encoding"
        process.kill()
    assert not path.exists()
    with whole_file(path, overwrite=False) as file:
        file.write(content(ending, [(None, [4800])]))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", ENCODED)
def test_an_encoder_that_fails_is_an_error(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is raised in its thread comes out where it is used; nothing hangs, no file is left."""

    def fail(*_: object) -> None:
        raise RuntimeError("the encoder has a cold")

    path = tmp_path / f"a{ending}"
    with (
        pytest.raises(FileError, match=r"cannot be encoded: the encoder has a cold\.$"),
        whole_file(path, overwrite=False) as file,
    ):
        writer = sound_writer(ending, file, ABOUT, Encoding())
        assert isinstance(writer, EncodedWriter)
        monkeypatch.setattr(writer, "_encoder", SimpleNamespace(write=fail, close=fail))
        writer.write(sound(SAMPLE_RATE))
        writer.finish()
    assert list(tmp_path.iterdir()) == []
