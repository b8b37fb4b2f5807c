"""``guide verify``: whether an export is what would be written now, and why it is not."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.files.formats import CAPTION_ENDINGS, PAGE_ENDINGS, SOUND_ENDINGS
from tests.guide.cli.conftest import FOLD
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = ("--level", "full", "--set", "hold=1.5s", "--talk", "brief", "--pace", "170")


@pytest.mark.parametrize("ending", (*SOUND_ENDINGS, *CAPTION_ENDINGS, *PAGE_ENDINGS))
def test_an_export_is_current_until_its_routine_changes(fold: Path, ending: str) -> None:
    """With the options that it tells itself, but for SubRip, and by whatever name."""
    assert guide("export", "./fold.yaml", "-o", f"a{ending}", *OPTIONS).returncode == 0
    fold.with_name(f"a{ending}").rename(fold.with_name(f"b{ending}"))
    typed = OPTIONS if ending == ".srt" else ()
    current = guide("verify", f"b{ending}", "./fold.yaml", *typed)
    assert (current.returncode, current.stdout) == (0, f"b{ending} is current.\n"), current.stderr
    fold.write_text(FOLD.replace("say: Lean.", "say: Lean over."), "utf-8")
    changed = guide("verify", f"b{ending}", "./fold.yaml", *typed)
    assert changed.returncode == 1
    assert changed.stdout.startswith(f"b{ending} is not current: ")
    if ending != ".srt":
        assert "the routine was changed" in changed.stdout


def test_a_page_is_the_same_alone_and_with_others(fold: Path) -> None:
    """The cover of a sound file that is written along is not in the sound of the page."""
    assert guide("export", "./fold.yaml", "--to", "html", "--to", "mp3").returncode == 0
    assert guide("verify", "fold.html", "./fold.yaml").stdout == "fold.html is current.\n"


@pytest.fixture
def made(fold: Path) -> Path:
    """An export of it, and the voice that it was made with."""
    assert guide("export", "./fold.yaml", "-o", "a.mp3", *OPTIONS).returncode == 0
    return fold.with_name("a.mp3")


def why(*arguments: str) -> str:
    """Return why ``a.mp3`` is not current."""
    verified = guide("verify", "a.mp3", "./fold.yaml", *arguments)
    assert verified.returncode == 1, verified.stderr
    return verified.stdout.removeprefix("a.mp3 is not current: ")


def test_only_what_is_not_as_usual_is_told(fold: Path) -> None:
    """No option, where none was typed, or only what is done without; else that one."""
    for typed, told in (
        ((), []),
        (("--level", "standard", "--pace", "150"), []),
        (("--no-cover", "--bed", "rain", "--mono"), ["bed", "no_cover", "stereo"]),
    ):
        assert guide("export", "./fold.yaml", "-o", "a.mp3", "--force", *typed).returncode == 0
        verified = guide("verify", "a.mp3", "./fold.yaml", "--json")
        assert verified.returncode == 0, verified.stderr
        choices = json.loads(verified.stdout)["made_with"]["choices"]
        assert [name for name, _ in choices] == told


def test_options_that_are_typed_win(made: Path) -> None:
    """Others stay as they were, but for one that would say something else of the same."""
    same = guide("verify", "a.mp3", "./fold.yaml", *OPTIONS)
    assert (same.returncode, same.stdout) == (0, "a.mp3 is current.\n")
    begins = "it was made with --level full --pace 170 --set hold=1.5s --talk brief, not with "
    assert why("--level", "standard").startswith(f"{begins}--pace 170 --set")
    assert why("--fit", "1m").startswith(f"{begins}--fit 1m --pace 170 --set")


def test_files_tell_only_what_was_chosen(fold: Path) -> None:
    """Without an option, a file names none."""
    assert guide("export", "./fold.yaml", "-o", "a.mp3").returncode == 0
    verified = guide("verify", "a.mp3", "./fold.yaml", "--json")
    assert json.loads(verified.stdout)["made_with"]["choices"] == []


def test_another_length_is_told(made: Path, fold: Path) -> None:
    """Both of them, where they differ by a second."""
    fold.write_text(FOLD.replace("1s-3s", "1s-33s"), "utf-8")
    told = why()
    assert told.startswith("the routine was changed, or it is of another one (0:")
    assert " long, would now be 1:" in told


def test_another_version_is_told(made: Path) -> None:
    """Of the program, of the voice; both where both differ."""
    content = made.read_bytes()
    assert content.count(b"stretch-guide 0.1.0 spoken_by=espeak%20en%20espeakng_loader-") == 1
    made.write_bytes(
        content.replace(b"guide 0.1.0 ", b"guide 0.0.9 ").replace(b"=espeak", b"=gspeak")
    )
    assert why().startswith(
        "version 0.0.9 of the program made it, and this is 0.1.0; gspeak en espeakng_loader-"
    )


def test_a_changed_file_is_told(made: Path) -> None:
    """One that is cut, one with something behind it, and one in which a byte is another."""
    content = made.read_bytes()
    made.write_bytes(content[:-100])
    assert why() == "'a.mp3' is cut off before its end.\n"
    made.write_bytes(content + b"more")
    assert why() == "something was added behind the end of 'a.mp3'.\n"
    made.write_bytes(content[:-100] + bytes([content[-100] ^ 1]) + content[-99:])
    assert why() == ("'a.mp3' was changed since, or other versions of libraries encoded it.\n")


def test_programs_are_told_as_json(made: Path, fold: Path) -> None:
    """With what the file was made with, and what it would be made with now."""
    told = json.loads(guide("verify", "a.mp3", "./fold.yaml", "--json").stdout)
    assert told["current"]
    assert told["reasons"] == []
    assert told["made_with"] == told["would_be_made_with"]
    assert ["level", "full"] in told["made_with"]["choices"]


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("none.mp3", 1, "none.mp3 cannot be read: No such file"),
        ("fold.yaml", 2, "'fold.yaml' does not end as an export does: .wav, "),
        ("folder.mp3", 1, "folder.mp3 cannot be read: Is a directory"),
        ("noise.mp3", 1, "noise.mp3 is no export that can be verified: nothing in it tells"),
        ("empty.vtt", 1, "empty.vtt is no export"),
    ],
)
def test_what_is_no_export_is_told(fold: Path, name: str, status: int, says: str) -> None:
    """In one sentence, before anything is spoken."""
    fold.with_name("folder.mp3").mkdir()
    fold.with_name("noise.mp3").write_bytes(bytes(range(256)) * 9000)
    fold.with_name("empty.vtt").touch()
    told = guide("verify", name, "./fold.yaml")
    assert told.returncode == status
    assert says in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", SOUND_ENDINGS)
def test_players_show_what_made_it(fold: Path, ending: str) -> None:
    """As the encoder, where a format has a place for it."""
    assert guide("export", "./fold.yaml", "-o", f"a{ending}").returncode == 0
    entries = "format_tags=encoder:stream_tags=encoder"
    command = ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "default=nk=1:nw=1"]
    shown = subprocess.run([*command, f"a{ending}"], capture_output=True, text=True, check=True)
    assert "stretch-guide 0.1.0 spoken_by=espeak" in shown.stdout


@pytest.mark.parametrize("option", ["bed", "cover"])
def test_a_file_that_lies_elsewhere_has_to_be_named(fold: Path, option: str) -> None:
    """Of the files that it was made with, an export tells the name alone."""
    there = fold.with_name("there")
    there.mkdir()
    Image.new("RGB", (30, 30), "teal").save(there / "own.png")
    soundfile.write(there / "own.flac", np.random.default_rng(1).normal(0, 0.1, 96_000), 48_000)
    name = "own.flac" if option == "bed" else "own.png"
    exported = guide("export", "./fold.yaml", "-o", "a.mp3", f"--{option}", f"there/{name}")
    assert exported.returncode == 0, exported.stderr
    told = guide("verify", "a.mp3", "./fold.yaml")
    assert told.returncode == 1
    assert f"a.mp3 was made with --{option} {name}, which is not here: say" in told.stderr
    found = guide("verify", "a.mp3", "./fold.yaml", f"--{option}", f"there/{name}")
    assert (found.returncode, found.stdout) == (0, "a.mp3 is current.\n"), found.stderr
