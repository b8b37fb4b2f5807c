"""A file is whole or absent, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.errors import FileError
from audio.files.wav import WavWriter
from audio.files.whole import beside, whole_file
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = b"older", b"newer"

WRITER = """
import sys
from pathlib import Path
from audio.files.whole import whole_file
with whole_file(Path(sys.argv[1]), overwrite=True) as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


def write(path: Path, content: bytes = NEW, overwrite: bool = False) -> None:
    """Write a whole file."""
    with whole_file(path, overwrite) as file:
        file.write(content)


def files_in(folder: Path) -> list[str]:
    """Return the names in a folder, the hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A name in an empty folder."""
    return tmp_path / "a.wav"


@pytest.fixture
def writer(target: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process in the middle of writing the target."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"writing"
    yield process
    process.kill()
    process.communicate()


def test_the_file_appears_when_it_is_done(target: Path) -> None:
    """While it is written its name is free; afterwards nothing else is there."""
    with whole_file(target, overwrite=False) as file:
        file.write(NEW)
        file.flush()
        assert not target.exists()
    assert target.read_bytes() == NEW
    assert files_in(target.parent) == ["a.wav"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_it_has_the_permissions_of_any_new_file(target: Path) -> None:
    """It isn't private, as temporary files are."""
    write(target)
    other = target.with_name("b")
    other.touch()
    assert target.stat().st_mode == other.stat().st_mode


def test_an_older_file_is_kept(target: Path) -> None:
    """Without overwrite a file that exists is refused at once, and stays."""
    target.write_bytes(OLD)
    with (
        pytest.raises(FileError, match=r"a\.wav cannot be written: there is a file"),
        whole_file(target, overwrite=False),
    ):
        pytest.fail("it did not refuse at once")
    assert target.read_bytes() == OLD
    assert files_in(target.parent) == ["a.wav"]


def test_an_older_file_is_replaced_where_that_is_wanted(target: Path) -> None:
    """With overwrite the new file takes the older one's place."""
    target.write_bytes(OLD)
    write(target, overwrite=True)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_file_that_appears_meanwhile_is_kept(
    target: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's file of that name survives, also where there are no hard links."""
    if not links:
        forbid_hard_links(monkeypatch)
    with (
        pytest.raises(FileError, match="there is a file of that name"),
        whole_file(target, overwrite=False) as file,
    ):
        file.write(NEW)
        target.write_bytes(OLD)
    assert target.read_bytes() == OLD
    assert files_in(target.parent) == ["a.wav"]


def forbid_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this file system like FAT, which knows none."""

    def refuse(_path: Path, _other: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)


def test_no_hard_links_are_needed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a FAT disk a new file comes into its place as well."""
    forbid_hard_links(monkeypatch)
    write(target)
    assert target.read_bytes() == NEW
    assert files_in(target.parent) == ["a.wav"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError, SystemExit])
@pytest.mark.parametrize("older", [True, False])
def test_what_goes_wrong_leaves_no_trace(
    target: Path, error: type[BaseException], older: bool
) -> None:
    """Any error, or Ctrl-C, removes the part, keeps the older file, and is passed on."""
    if older:
        target.write_bytes(OLD)
    with pytest.raises(error), whole_file(target, overwrite=True) as file:
        file.write(NEW)
        raise error
    assert files_in(target.parent) == (["a.wav"] if older else [])
    assert not older or target.read_bytes() == OLD


def test_another_error_of_the_system_is_not_taken_for_this_file(target: Path) -> None:
    """Only what happens to this file is told as such: other OSErrors pass as they are."""
    with pytest.raises(BrokenPipeError), whole_file(target, overwrite=False):
        raise BrokenPipeError
    assert files_in(target.parent) == []


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_ctrl_c_leaves_no_trace(target: Path, writer: subprocess.Popen[bytes]) -> None:
    """An interrupted process removes its part and keeps the older file."""
    target.write_bytes(OLD)
    writer.send_signal(signal.SIGINT)
    writer.wait(20)
    assert files_in(target.parent) == ["a.wav"]
    assert target.read_bytes() == OLD


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
@pytest.mark.parametrize("step", ["os.open", "fcntl.flock", "os.dup"])
def test_ctrl_c_leaves_no_trace_while_the_part_is_made(
    step: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any step: the interruption comes when that is done, and nobody knows of it yet."""
    module, name = step.split(".")
    done = getattr(sys.modules[module], name)

    def interrupted(*arguments: object) -> None:
        monkeypatch.undo()
        done(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules[module], name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(target)
    assert files_in(target.parent) == []


def test_a_sudden_death_leaves_a_hidden_part_that_the_next_removes(
    target: Path, writer: subprocess.Popen[bytes]
) -> None:
    """After SIGKILL the older file is intact, and the next export of the name cleans up."""
    target.write_bytes(OLD)
    writer.kill()
    writer.wait(20)
    assert files_in(target.parent) == [".a.wav.part", "a.wav"]
    assert target.read_bytes() == OLD
    write(target, overwrite=True)
    assert files_in(target.parent) == ["a.wav"]
    assert target.read_bytes() == NEW


def test_two_at_once_do_not_disturb_each_other(
    target: Path, writer: subprocess.Popen[bytes]
) -> None:
    """The second is told that the first is writing; the first ends well."""
    with pytest.raises(FileError, match="another program is writing it"):
        write(target)
    writer.communicate()
    assert writer.returncode == 0
    assert target.read_bytes() == b"half"
    assert files_in(target.parent) == ["a.wav"]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_part_that_is_also_the_finished_file_does_no_harm(target: Path) -> None:
    """Death between the two last steps leaves both names; the next export keeps the file."""
    target.write_bytes(OLD)
    target.with_name(".a.wav.part").hardlink_to(target)
    with pytest.raises(ZeroDivisionError), whole_file(target, overwrite=True) as file:
        file.write(NEW)
        raise ZeroDivisionError
    assert target.read_bytes() == OLD
    assert files_in(target.parent) == ["a.wav"]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_symbolic_link_is_followed(target: Path, tmp_path: Path) -> None:
    """The file behind a link is written, and the link stays a link."""
    (tmp_path / "elsewhere").mkdir()
    target.symlink_to(tmp_path / "elsewhere" / "b.wav")
    write(target)
    assert target.is_symlink()
    assert (tmp_path / "elsewhere" / "b.wav").read_bytes() == NEW


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing/a.wav", "there is no such folder; create it, or choose another folder."),
        ("file/a.wav", "what should be its folder is a file; choose another folder."),
        ("folder", "that is a folder; give the name of a file in it."),
        ("n" * 300, "the name is too long; choose a shorter one."),
        ("n" * 251, "the name is too long; choose a shorter one."),
    ],
    ids=["no folder", "a file as folder", "a folder", "too long", "too long with its ending"],
)
@pytest.mark.skipif(os.name != "posix", reason="Windows words these in other ways")
def test_impossible_places_are_told_in_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    """Which file, why not, and what to do; and nothing is left behind."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError) as caught:
        write(tmp_path / name, overwrite=True)
    assert str(caught.value) == f"{tmp_path / name} cannot be written: {sentence}"
    assert files_in(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_never_replaced() -> None:
    """Overwriting /dev/null would take it from the whole machine."""
    with pytest.raises(FileError, match="a device, not a file"):
        write(Path("/dev/null"), overwrite=True)
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    "frames", [1 << 20, (255 * 4096 - 80) // 2], ids=["early", "at the very end"]
)
def test_a_full_disk_is_never_success(small_disk: Path, frames: int) -> None:
    """However late the disk is full, the older file stays and a sentence says why."""
    target = small_disk / "a.wav"
    target.write_bytes(OLD)
    sound = np.ones(1000, np.int16)
    with (
        pytest.raises(FileError, match=r"the disk is full; free some space there, or choose"),
        whole_file(target, overwrite=True) as file,
    ):
        writer = WavWriter(file, About("Title"), Encoding())
        writer.mark(0, "Step")
        for start in range(0, frames, len(sound)):
            writer.write(sound[: frames - start])
        writer.finish()
    assert files_in(small_disk) == ["a.wav"]
    assert target.read_bytes() == OLD


def test_what_closing_finds_is_an_error_too(small_disk: Path) -> None:
    """A few bytes that wait until the end, and no longer fit, are not lost in silence."""
    (small_disk / "filler").write_bytes(bytes((1 << 20) - 4096 * 2))
    target = small_disk / "a.wav"
    with (
        pytest.raises(FileError, match="the disk is full"),
        whole_file(target, overwrite=False) as file,
    ):
        for _ in range(7):
            file.write(bytes(4000))
    assert files_in(small_disk) == ["filler"]


def test_a_disk_that_can_only_be_read_is_told(small_disk: Path) -> None:
    """A read-only disk is named as the reason."""
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(FileError, match="that disk can only be read; choose another folder"):
        write(small_disk / "a.wav")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_folder_of_others_is_told(tmp_path: Path) -> None:
    """A folder without permission to write is named as the reason."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o555)
    with pytest.raises(FileError, match="writing is not permitted there"):
        write(tmp_path / "a.wav")


def test_a_file_beside_has_no_name_and_goes_away(target: Path) -> None:
    """What is written to it can be read again; nobody sees it, and nothing of it is left."""
    with beside(target) as file:
        file.write(NEW)
        file.seek(0)
        assert file.read() == NEW
        assert files_in(target.parent) == []
    assert files_in(target.parent) == []


def test_a_file_beside_speaks_of_the_one_that_it_is_for(tmp_path: Path) -> None:
    """A person knows no other."""
    path = tmp_path / "none" / "a.html"
    failing = pytest.raises(FileError, match=r"a\.html cannot be written: there is no such folder")
    with failing, beside(path):
        pass
