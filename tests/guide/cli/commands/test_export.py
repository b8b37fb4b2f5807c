"""``guide export`` to several files: every format, several routines, all routines."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.flac import FLAC
from PIL import Image

from tests.guide.cli.running import guide

ROUTINE = "title: {title}\nsteps:\n  - {{title: Fold, say: Fold & hold., hold: 1s}}\n"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two routines, where a person works."""
    for title in ("One", "Two"):
        path = tmp_path / f"{title.lower()}.yaml"
        path.write_text(ROUTINE.format(title=title), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(folder: Path) -> list[str]:
    """Return the names of what is in a folder, hidden ones too, but routines."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")


def test_several_routines_in_several_formats(two: Path) -> None:
    """Each gets a file in each, in a folder that is made for them; each file is told."""
    done = guide("export", "./one.yaml", "./two.yaml", "--to", "opus", "--to", "VTT", "-d", "o/p")
    assert done.returncode == 0, done.stderr
    assert made(two / "o" / "p") == ["one.opus", "one.vtt", "two.opus", "two.vtt"]
    told = [line for line in done.stdout.splitlines() if line.startswith("Wrote ")]
    assert [Path(line.split()[1].rstrip(":")).name for line in told] == made(two / "o" / "p")
    assert "Fold &amp; hold." in (two / "o" / "p" / "two.vtt").read_text("utf-8")


def test_wav_is_the_format_where_none_is_named(two: Path) -> None:
    """Beside where one is, or in the folder that is named; a format named twice is one."""
    assert guide("export", "./one.yaml").returncode == 0
    assert guide("export", "./two.yaml", "-d", "o").returncode == 0
    assert guide("export", "./two.yaml", "--to", "srt", "--to", ".srt").returncode == 0
    assert made(two) == ["o", "one.wav", "two.srt"]
    assert made(two / "o") == ["two.wav"]


def test_all_are_those_of_the_list(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One's own and those that come along; a broken one is told, and hinders no other one."""
    monkeypatch.setenv("STRETCH_GUIDE_ROUTINES", str(two))
    (two / "broken.yaml").write_text("title: Broken\n", "utf-8")
    done = guide("export", "--all", "--to", "chapters.json", "-d", "out", "--talk", "minimal")
    assert done.returncode == 1
    assert "broken.yaml" in done.stderr
    names = [name.removesuffix(".chapters.json") for name in made(two / "out")]
    assert {"one", "two", "spasm-relief", "heat-and-ice"} <= set(names)
    (two / "broken.yaml").unlink()
    again = guide("export", "--all", "--to", "lrc", "-d", "out", "--talk", "minimal")
    assert again.returncode == 0, again.stderr
    assert len(made(two / "out")) == 2 * len(names)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Which routine?"),
        (("./one.yaml", "--all"), "--all is every routine: name none."),
        (("./one.yaml", "-o", "a.json"), "'a.json' does not end as a format"),
        (("./one.yaml", "--to", "json"), "vtt, srt, lrc, chapters.json or html"),
        (("./one.yaml", "-o", "a.mp3", "--to", "vtt"), "give --to and -d instead"),
        (("./one.yaml", "-o", "a.mp3", "-d", "o"), "give --to and -d instead"),
        (("./one.yaml", "./two.yaml", "-o", "a.mp3"), "give --to and -d instead"),
        (("./one.yaml", "./one.yaml", "-d", "o"), "one.wav' would be written twice"),
        (("./one.yaml", "-d", "one.yaml"), "is a file"),
    ],
)
def test_what_is_not_clear_is_told(two: Path, arguments: tuple[str, ...], says: str) -> None:
    """With what to do, as wrong usage, before anything is written."""
    done = guide("export", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert made(two) == []


def test_no_routine_is_overwritten(two: Path) -> None:
    """A file that is one of the routines by another name is refused, with --force too."""
    (two / "one.vtt").symlink_to(two / "two.yaml")
    done = guide("export", "./one.yaml", "./two.yaml", "--to", "vtt", "--force")
    assert done.returncode == 2
    assert "is the routine itself" in done.stderr
    assert (two / "two.yaml").read_text("utf-8") == ROUTINE.format(title="Two")


def test_no_sound_that_is_used_is_overwritten(two: Path) -> None:
    """Neither the music that is a bed nor a sound of the routine, with --force too."""
    for name in ("music.wav", "bowl.wav"):
        soundfile.write(two / name, np.full(48_000, 0.1), 48_000)
    kept = (two / "music.wav").read_bytes()
    own = ROUTINE.format(title="One") + "sounds: {start: bowl.wav}\n"
    (two / "one.yaml").write_text(own, "utf-8")
    for name, what in (("music.wav", "the bed"), ("bowl.wav", "a sound of the routine")):
        done = guide("export", "./one.yaml", "-o", name, "--bed", "music.wav", "--force")
        assert done.returncode == 2
        assert f"'{name}' is {what}: choose another name." in done.stderr
        assert (two / name).read_bytes() == kept


def test_a_file_that_is_there_stops_before_all_work(two: Path) -> None:
    """Also where it is the last one: nothing is written, and it is kept."""
    (two / "two.vtt").write_text("mine")
    done = guide("export", "./one.yaml", "./two.yaml", "--to", "mp3", "--to", "vtt")
    assert done.returncode == 1
    assert "two.vtt cannot be written: there is a file of that name" in done.stderr
    assert "--force" in done.stderr
    assert made(two) == ["two.vtt"]
    assert (two / "two.vtt").read_text() == "mine"


def test_what_was_written_before_a_fault_stays(two: Path) -> None:
    """Routines whose turn came earlier are whole, and of the one that failed there is nothing."""
    (two / "two.yaml").write_text(ROUTINE.format(title="Two") + "language: xx\n", "utf-8")
    done = guide("export", "./one.yaml", "./two.yaml", "--to", "flac", "--to", "vtt")
    assert done.returncode == 1
    assert "xx" in done.stderr
    assert made(two) == ["one.flac", "one.vtt"]


def test_a_cover_of_ones_own_is_in_the_file(two: Path) -> None:
    """Byte for byte; without the option one is drawn, and with --no-cover there is none."""
    Image.new("RGB", (30, 30), "teal").save(two / "own.png")
    for name, options in (
        ("own", ("--cover", "own.png")),
        ("drawn", ()),
        ("none", ("--no-cover",)),
    ):
        done = guide("export", "./one.yaml", "-o", f"{name}.flac", *options)
        assert done.returncode == 0, done.stderr
    own, drawn, none = (FLAC(f"{name}.flac").pictures for name in ("own", "drawn", "none"))
    assert [picture.data for picture in own] == [(two / "own.png").read_bytes()]
    assert [(picture.width, picture.mime) for picture in drawn] == [(1400, "image/png")]
    assert none == []


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("-o", "a.mp3", "--cover", "one.yaml"), 1, "one.yaml is no PNG or JPEG picture: choose"),
        (("-o", "a.mp3", "--cover", "none.png"), 1, "none.png is no file: choose a PNG or JPEG"),
        (("-o", "a.mp3", "--cover", "a.png", "--no-cover"), 2, "exclude each other"),
        (("-o", "a.wav", "--cover", "own.png"), 2, "These files carry no cover: leave --cover out"),
        (("--to", "wav", "--to", "vtt", "--cover", "own.png"), 2, "or write .flac, .mp3, .ogg"),
    ],
)
def test_a_cover_that_is_none_stops_before_all_work(
    two: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    """In one sentence, before a word is spoken; nothing is written."""
    Image.new("RGB", (30, 30)).save(two / "own.png")
    done = guide("export", "./one.yaml", *arguments)
    assert done.returncode == status
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert made(two) == ["own.png"]


def test_a_bed_is_stereo_unless_it_is_told_otherwise(two: Path) -> None:
    """And lasts as long as the session."""
    frames = {}
    for name, more in (
        ("dry", []),
        ("bed", ["--bed", "rain"]),
        ("mono", ["--bed", "pad", "--mono"]),
    ):
        done = guide("export", "./one.yaml", "-o", f"{name}.wav", *more)
        assert done.returncode == 0, done.stderr
        with wave.open(str(two / f"{name}.wav")) as file:
            frames[name] = file.getnframes()
            assert file.getnchannels() == (2 if name == "bed" else 1)
    assert len(set(frames.values())) == 1


@pytest.mark.parametrize("ending", ["wav", "flac", "mp3"])
def test_the_same_export_is_the_same_file(two: Path, ending: str) -> None:
    """Byte for byte, with all that is done to its sound."""
    done = ["--bed", "rain", "--loudness", "-18", "--rate", "44100"]
    for name in ("a", "b"):
        assert guide("export", "./one.yaml", "-o", f"{name}.{ending}", *done).returncode == 0
    assert (two / f"a.{ending}").read_bytes() == (two / f"b.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--bed", "rian"], "There is no file 'rian' for a bed. Did you mean 'rain'?"),
        (["--bed", "sea.mp3"], "'sea.mp3' cannot be a bed: it is not there"),
        (["--bed", "one.yaml"], "'one.yaml' cannot be a bed: it is no sound file"),
        (["--loudness", "loud"], "A loudness is a number from -30 to -10 LUFS, not 'loud'."),
        (["--loudness", "-5"], "A loudness is a number from -30 to -10 LUFS, not '-5'."),
        (["--bed", "rain", "--bed-level", "0"], "A bed's level is a number from -60 to -20 LUFS"),
        (["--bed-level", "-30"], "--bed-level is how loud a bed is: give --bed too."),
        (["--bed", "one.yaml"], "choose rain, pad, brown-noise, or another file: WAV, FLAC, MP3, "),
        (["--rate", "7"], "A sample rate is a whole number from 8000 to 192000, not '7'."),
        (["--rate", "44100", "--to", "opus"], "Opus has no sample rate of 44100 Hz"),
        (["--bits", "24", "--to", "mp3"], "MP3 files keep no 24 bits"),
        (["--bits", "24", "--to", "vtt"], "These files have no sound: leave --bits out, or write"),
        (["--mono", "--bed", "rain", "--to", "srt"], "leave --stereo/--mono and --bed out"),
    ],
)
def test_what_cannot_be_done_to_sound_is_told(two: Path, options: list[str], sentence: str) -> None:
    """In one sentence, and nothing is made."""
    done = guide("export", "./one.yaml", *options)
    assert done.returncode in (1, 2)
    assert sentence in " ".join(done.stderr.split())
    assert made(two) == []


def test_capitals_make_no_other_name(two: Path) -> None:
    """Of what is computed, and of an engine that comes along: it is the same file to the byte."""
    for names, output in (
        (("rain", "espeak", "brief", "gentle"), "a.flac"),
        (("Rain", "eSpeak", "Brief", "GENTLE"), "b.flac"),
    ):
        words = zip(("--bed", "--engine", "--talk", "--level"), names, strict=True)
        done = guide(
            "export", "./one.yaml", "-o", output, *(word for pair in words for word in pair)
        )
        assert done.returncode == 0, done.stderr
    assert (two / "a.flac").read_bytes() == (two / "b.flac").read_bytes()


def test_settings_of_sound_are_no_hindrance_to_captions(two: Path, own_folders: Path) -> None:
    """What was not typed is not refused; nor where another file has sound."""
    (own_folders / "config.toml").write_text('bed = "rain"\nloudness = -20\n', "utf-8")
    assert guide("export", "./one.yaml", "--to", "vtt").returncode == 0
    assert (
        guide("export", "./two.yaml", "--to", "vtt", "--to", "wav", "--bits", "24").returncode == 0
    )
    assert made(two) == ["one.vtt", "two.vtt", "two.wav"]
