"""Voices are fetched from a real server that does all that servers do, and are whole or absent."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import namedtuple
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.request import Request

import pytest

from audio.errors import DownloadError, FileError
from audio.speech import sources
from audio.speech.catalogue import Catalogue
from audio.speech.engines import open_voice
from audio.speech.installing import TRIES, install, is_current, licence_of, remove
from audio.speech.piper_voices import CARD, find_installed, installed_voices
from audio.speech.sources import Folder, source_at
from audio.speech.voice import Parameters
from tests.audio.speech.mirror import FOLDER, MODEL, Mirror, serving
from tests.audio.speech.tiny_voice import NAME, tiny_files, tiny_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def mirror(voices: Path) -> Iterator[Mirror]:
    """A mirror that is served, and an empty folder for voices."""
    mirror = Mirror()
    with serving(mirror):
        yield mirror


def fetch(where: str) -> Path:
    """Install the tiny voice from there, as the command does."""
    source = source_at(where)
    return install(Catalogue(source).offer(NAME), source)


def nothing_installed(voices: Path) -> bool:
    """Whether no voice can be seen."""
    return not installed_voices() and not (voices / NAME).exists()


def test_a_voice_is_installed_and_speaks(mirror: Mirror) -> None:
    """Whole, under its own name, and it is the usual voice from then on."""
    folder = fetch(mirror.url)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == tiny_files()
    voice = open_voice(Parameters())
    assert voice.name == f"piper {NAME}"
    assert voice.speak("Hold.").frames > 1000
    voice.close()


def test_its_progress_is_told(mirror: Mirror) -> None:
    """Up to the size of each file."""
    source = source_at(mirror.url)
    offer = Catalogue(source).offer(NAME)
    there: dict[str, int] = {}
    install(offer, source, there.__setitem__)
    assert sum(there.values()) == offer.size_bytes
    assert licence_of(offer, source) == "CC0 1.0"


def test_a_broken_connection_is_made_again(mirror: Mirror) -> None:
    """And goes on where it broke off."""
    half = len(mirror.files[MODEL]) // 2 + 1
    mirror.breaks_after[MODEL] = half
    fetch(mirror.url)
    assert [start for path, start in mirror.asked if path == MODEL] == [0, half]


def test_the_next_try_goes_on(mirror: Mirror, voices: Path) -> None:
    """What came is kept, beside, until it is whole."""
    mirror.breaks_after[MODEL] = 100
    with pytest.raises(DownloadError, match=r"broke off after \d+ of \d+ bytes: run it again"):
        fetch(mirror.url)
    assert nothing_installed(voices)
    mirror.breaks_after.clear()
    mirror.asked.clear()
    fetch(mirror.url)
    assert (MODEL, 100 * TRIES) in mirror.asked
    assert installed_voices()


def test_a_server_without_ranges(mirror: Mirror) -> None:
    """Sends all of it again, which then counts from its beginning."""
    mirror.breaks_after[MODEL] = 100
    with pytest.raises(DownloadError):
        fetch(mirror.url)
    mirror.breaks_after.clear()
    mirror.ranges = False
    folder = fetch(mirror.url)
    assert (folder / f"{NAME}.onnx").read_bytes() == mirror.files[MODEL]


def test_a_beginning_of_another_version_is_dropped(mirror: Mirror, voices: Path) -> None:
    """Its end does not fit, so it is fetched from the start."""
    beside = voices / f".{NAME}.part"
    beside.mkdir()
    (beside / f"{NAME}.onnx").write_bytes(b"of another version")
    (beside / f"{NAME}.onnx.json").write_bytes(b"x" * 100_000)  # longer than it is
    (beside / "old.txt").write_bytes(b"")
    folder = fetch(mirror.url)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == tiny_files()


@pytest.mark.parametrize("by", ["install", "remove"])
def test_what_nobody_went_on_with_is_removed(mirror: Mirror, voices: Path, by: str) -> None:
    """After a week, by whatever is installed or removed next; what is newer stays."""
    if by == "remove":
        fetch(mirror.url)
    for name in ("old", "begun long ago", "new"):
        (voices / f".{name}.part").mkdir(parents=True)
        (voices / f".{name}.part" / "a.onnx").write_bytes(b"begun")
    week_ago = time.time() - 8 * 24 * 3600
    for path in (".old.part", ".old.part/a.onnx", ".begun long ago.part"):
        os.utime(voices / path, (week_ago, week_ago))
    if by == "remove":
        voice = find_installed(NAME, "")
        assert voice
        remove(voice)
    else:
        fetch(mirror.url)
    assert {path.name for path in voices.glob("*.part")} == {".begun long ago.part", ".new.part"}
    assert (voices / NAME).exists() == (by == "install")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"size_bytes": 10_000_000}, "broke off after"),
        ({"size_bytes": 100}, "larger than it should be"),
        ({"md5_digest": "0" * 32}, "not what the catalogue says"),
        ({"size_bytes": -1}, "cannot have -1 bytes"),
        ({"size_bytes": 1 << 40}, "cannot have"),
        ({"size_bytes": "5"}, "cannot have '5' bytes"),
        ({"md5_digest": "none"}, "no MD5 digest"),
        ({"md5_digest": None}, "no MD5 digest"),
    ],
)
def test_what_is_told_wrong_is_not_installed(
    mirror: Mirror, voices: Path, told: dict[str, object], says: str
) -> None:
    """Sizes and digests that are not those of what comes, or of nothing."""
    mirror.publish(onnx=told)
    with pytest.raises(DownloadError, match=says):
        fetch(mirror.url)
    assert nothing_installed(voices)


def test_a_card_is_not_a_book(mirror: Mirror) -> None:
    """It is read whole before anybody is asked, so it cannot be what would fill the memory."""
    mirror.publish(**{f"{FOLDER}/{CARD}": {"size_bytes": 1 << 30}})
    with pytest.raises(DownloadError, match="MODEL_CARD cannot have"):
        Catalogue(source_at(mirror.url)).offer(NAME)


def test_a_folder_that_is_full(
    mirror: Mirror, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked first, and how much to free is said."""
    usage = namedtuple("usage", "total used free")(1, 1, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(FileError, match="no room"):
        fetch(mirror.url)
    assert nothing_installed(voices)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs Linux")  # noqa: PTH110
def test_a_disk_that_runs_full_meanwhile(mirror: Mirror, voices: Path) -> None:
    """One sentence, and nothing half-made."""
    beside = voices / f".{NAME}.part"
    beside.mkdir()
    (beside / f"{NAME}.onnx").symlink_to("/dev/full")
    with pytest.raises(FileError, match="cannot be written"):
        fetch(mirror.url)
    assert nothing_installed(voices)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("file:///etc/passwd", "is not allowed"),
        ("http://192.0.2.1/voice", "is not fetched"),
        ("ftp://127.0.0.1/voice", "is not fetched"),
        ("//evil.invalid/voice", "is not fetched"),
        (f"/{MODEL}", "cannot be fetched"),  # in a circle
    ],
)
def test_redirects_to_less_safe_places(
    mirror: Mirror, voices: Path, target: str, says: str
) -> None:
    """Files of this machine, plain HTTP elsewhere, circles: none is followed to its end."""
    mirror.redirects[MODEL] = target
    with pytest.raises(DownloadError, match=says):
        fetch(mirror.url)
    assert nothing_installed(voices)


@pytest.mark.parametrize("scheme", ["https", "HTTPS", "httPs"])
def test_from_https_no_way_leads_back(scheme: str) -> None:
    """Not even to this machine, however it was typed."""
    request = Request(f"{scheme}://example.org/x")
    redirects = sources._SafeRedirects()
    with pytest.raises(DownloadError):
        redirects.redirect_request(request, BytesIO(), 302, "", {}, "http://127.0.0.1/x")
    assert redirects.redirect_request(request, BytesIO(), 302, "", {}, "https://example.org/y")


def test_a_redirect_on_this_machine(mirror: Mirror) -> None:
    """Is followed."""
    mirror.files["elsewhere"] = mirror.files[MODEL]
    mirror.redirects[MODEL] = "/elsewhere"
    assert fetch(mirror.url).is_dir()


@pytest.mark.parametrize(
    "where",
    [
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://user@127.0.0.1@example.org",
        "ftp://127.0.0.1",
        "file:///tmp",
        "http://[",
        "https",
    ],
)
def test_sources_that_are_refused(where: str, voices: Path) -> None:
    """Anything but HTTPS, this machine, or a folder that is there."""
    with pytest.raises(DownloadError, match=r"is not fetched|no folder"):
        source_at(where)


@pytest.mark.parametrize(
    "path",
    [
        f"../{NAME}.onnx",
        f"/etc/{NAME}.onnx",
        f"en/../../{NAME}.onnx",
        f"en\\..\\x/{NAME}.onnx",
        f"C:/{NAME}.onnx",
        f"en//{NAME}.onnx",
        f"./{NAME}.onnx",
        f"~/{NAME}.onnx",
        f"a?b/{NAME}.onnx",
        f"a\n/{NAME}.onnx",
    ],
)
def test_paths_that_lead_out(mirror: Mirror, voices: Path, path: str) -> None:
    """Are refused before anything is fetched."""
    mirror.files[path] = mirror.files.pop(MODEL)
    mirror.publish()
    with pytest.raises(DownloadError, match="leads out of its folder"):
        fetch(mirror.url)
    assert [asked for asked, _ in mirror.asked] == ["voices.json"]
    assert nothing_installed(voices)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no table"),
        (b"{}", "no voice"),
        (json.dumps({NAME: []}).encode(), "does not tell the files"),
        (json.dumps({NAME: {"files": []}}).encode(), "does not tell the files"),
        (json.dumps({NAME: {"files": {f"a/{NAME}.onnx": 1}}}).encode(), "does not tell the files"),
        (json.dumps({NAME: {"files": {}}}).encode(), f"has no {NAME}.onnx"),
        (json.dumps({"../x": {"files": {}}}).encode(), "no voice"),
    ],
)
def test_a_catalogue_that_is_none(mirror: Mirror, content: bytes, says: str) -> None:
    """Is told as that, in a sentence."""
    mirror.files["voices.json"] = content
    with pytest.raises(DownloadError, match=says):
        fetch(mirror.url)


def test_no_catalogue(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not there, larger than any is, or from a server that says nothing."""
    content = mirror.files.pop("voices.json")
    with pytest.raises(DownloadError, match="no such file"):
        fetch(mirror.url)
    mirror.files["voices.json"] = content
    monkeypatch.setattr("audio.speech.catalogue.CATALOGUE_BYTES", 10)
    with pytest.raises(DownloadError, match="larger"):
        fetch(mirror.url)


def test_a_server_that_hangs(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is given up after its time."""
    import threading

    over = threading.Event()
    mirror.before_answer = lambda path: over.wait()
    monkeypatch.setattr(sources, "TIMEOUT_S", 0.2)
    try:
        with pytest.raises(DownloadError, match="timed out"):
            fetch(mirror.url)
    finally:
        over.set()


def test_from_a_folder(mirror: Mirror, voices: Path, tmp_path: Path) -> None:
    """The same files on a stick; a link that leads out of it is refused."""
    folder = tmp_path / "stick"
    for path, content in mirror.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert fetch(str(folder)).is_dir()
    remove(installed_voices()[0])
    assert nothing_installed(voices)
    secret = tmp_path / "secret"
    secret.write_bytes(mirror.files[MODEL])
    (folder / MODEL).unlink()
    (folder / MODEL).symlink_to(secret)
    with pytest.raises(DownloadError, match="leads out"):
        fetch(str(folder))
    (folder / FOLDER).rename(folder / "gone")
    with pytest.raises(DownloadError, match="cannot be read"):
        list(Folder(folder).read(MODEL, 1 << 20))


def test_two_at_once(mirror: Mirror, voices: Path) -> None:
    """The second one is told to wait; the first is not disturbed."""
    seconds: list[str] = []

    def second(path: str) -> None:
        if path == MODEL and not seconds:
            seconds.append("")
            with pytest.raises(FileError, match="Another command") as told:
                fetch(mirror.url)
            seconds[0] = str(told.value)

    mirror.before_answer = second
    fetch(mirror.url)
    assert seconds[0] and installed_voices()


def test_a_new_version_takes_the_place_of_the_old(mirror: Mirror, voices: Path) -> None:
    """In one step; what is there speaks until then."""
    fetch(mirror.url)
    mirror.files[f"{MODEL}.json"] = tiny_settings(version=2)
    mirror.publish()
    source = source_at(mirror.url)
    offer = Catalogue(source).offer(NAME)
    (voice,) = installed_voices()
    assert not is_current(voice, offer)
    mirror.breaks_after[MODEL] = 1
    with pytest.raises(DownloadError):
        install(offer, source)
    assert find_installed(NAME, "")
    mirror.breaks_after.clear()
    install(offer, source)
    assert is_current(voice, offer)
    assert sorted(path.name for path in voices.iterdir()) == [".lock", NAME]


def test_a_folder_that_cannot_be_written(mirror: Mirror, voices: Path) -> None:
    """A file is where it should be: told in one sentence."""
    voices.rmdir()
    voices.write_text("")
    with pytest.raises(FileError, match="STRETCH_GUIDE_VOICES names another folder"):
        fetch(mirror.url)
