"""The cache of clips: bounded, shared, and never the reason why something fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import Clip
from audio.speech.cache import DiskCache, MemoryCache, clip_folder, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]


def clip(frames: int, value: int = 7) -> Clip:
    return Clip(np.full(frames, value, np.int16))


def same(one: Clip | None, other: Clip) -> bool:
    return one is not None and np.array_equal(one.samples, other.samples)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[DiskCache]:
    """A cache in a folder that does not exist yet."""
    opened = DiskCache(tmp_path / "deep" / "clips")
    yield opened
    opened.close()


def entry_of(tmp_path: Path, key: str) -> Path:
    return tmp_path / "deep" / "clips" / key


def test_a_clip_comes_back(cache: DiskCache) -> None:
    """What was put is found again, read-only, and nothing else is."""
    cache.put("a", clip(100))
    found = cache.get("a")
    assert same(found, clip(100))
    assert found and not found.samples.flags.writeable
    assert cache.get("b") is None


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_keys_are_alike_only_for_the_same_parts(one: list[str], other: list[str]) -> None:
    """Different voices, paces or texts never share an entry; texts hold no control characters."""
    one, other = ([part.replace("\0", " ") for part in parts] for parts in (one, other))
    assert (key_of(*one) == key_of(*other)) == (one == other)


@pytest.mark.parametrize("damage", ["cut", "empty", "longer", "flipped", "noise"])
def test_a_damaged_entry_is_dropped(cache: DiskCache, tmp_path: Path, damage: str) -> None:
    """It counts as not there, and is gone afterwards."""
    cache.put("a", clip(100))
    path = entry_of(tmp_path, "a")
    whole = path.read_bytes()
    flipped = bytes([*whole[:-1], whole[-1] ^ 1])
    damaged = {"cut": whole[:-5], "empty": b"", "longer": whole + b"\0", "flipped": flipped}
    path.write_bytes(damaged.get(damage, b"noise" * 100))
    assert cache.get("a") is None
    assert not path.exists()
    cache.put("a", clip(100))
    assert same(cache.get("a"), clip(100))


def test_it_stays_within_its_limit(tmp_path: Path) -> None:
    """What was used last is kept, what was not used for longest goes."""
    cache = DiskCache(tmp_path, limit=10 * 2016)
    for number in range(10):
        cache.put(str(number), clip(1000))
        os.utime(tmp_path / str(number), (number, number))
    assert cache.get("0")  # used just now
    cache.put("10", clip(1000))
    cache.close()
    assert {path.name for path in tmp_path.iterdir()} == {"0", *map(str, range(2, 11))}


def test_it_is_bounded_while_it_runs(tmp_path: Path) -> None:
    """However much is put, the folder passes its limit by little."""
    cache = DiskCache(tmp_path, limit=100_000)
    for number in range(300):
        cache.put(str(number), clip(1000))
        total = sum(path.stat().st_size for path in tmp_path.iterdir())
        assert total <= 100_000 * 9 / 8 + 2016


def test_what_a_killed_process_left_is_removed(cache: DiskCache, tmp_path: Path) -> None:
    """Files written aside go when they are old, and stay when another process may be at it."""
    cache.put("a", clip(10))
    old, new = entry_of(tmp_path, "b.1-1.new"), entry_of(tmp_path, "c.1-1.new")
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (0, 0))
    cache.close()
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("place", ["a file is in the way", "/dev/null/clips", "/proc/clips"])
def test_an_unusable_folder_is_no_error(tmp_path: Path, place: str) -> None:
    """Clips are kept in a private folder instead, which is gone after closing."""
    (tmp_path / "a file is in the way").touch()
    cache = DiskCache(tmp_path / place)  # an absolute place stays what it is
    cache.put("a", clip(10))
    cache.put("b", clip(20))
    assert same(cache.get("a"), clip(10))
    assert same(cache.get("b"), clip(20))
    private = cache._private
    assert private and Path(private.name).exists()
    cache.close()
    cache.close()
    assert not Path(private.name).exists()
    assert cache.get("a") is None


def test_without_any_place_it_just_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder and no temporary one either: nothing is kept, and nothing fails."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    (tmp_path / "file").touch()
    cache = DiskCache(tmp_path / "file")
    cache.put("a", clip(10))
    assert cache.get("a") is None
    cache.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full (Linux)")
def test_a_full_disk_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that cannot be written whole leaves nothing behind, and goes elsewhere."""
    write = Path.write_bytes

    def on_a_full_disk(path: Path, content: bytes) -> int:
        if path.is_relative_to(tmp_path):
            write(path, content[:10])
            return write(Path("/dev/full"), content)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", on_a_full_disk)
    cache = DiskCache(tmp_path)
    cache.put("a", clip(10))
    assert same(cache.get("a"), clip(10))
    assert list(tmp_path.iterdir()) == []
    cache.close()


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    """Both write and read the same entries, and only ever see whole ones."""
    code = """if True:
        import sys, numpy as np
        from pathlib import Path
        from audio.clip import Clip
        from audio.speech.cache import DiskCache
        cache = DiskCache(Path(sys.argv[1]), limit=200_000)
        for turn in range(300):
            key = str(turn % 7)
            found = cache.get(key)
            assert found is None or (found.samples == turn % 7).all(), found.samples
            cache.put(key, Clip(np.full(10_000, turn % 7, np.int16)))
        cache.close()
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(tmp_path)]
    processes = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert {path.name for path in tmp_path.iterdir()} <= set("0123456")


def test_memory_is_bounded() -> None:
    """The clips used last are kept, and their bytes never pass the limit."""
    memory = MemoryCache(limit=1000)
    memory.put("a", clip(200))
    memory.put("b", clip(200))
    assert memory.get("a")
    memory.put("a", clip(250))
    memory.put("c", clip(200))
    assert memory.get("b") is None
    assert same(memory.get("a"), clip(250))
    memory.put("d", clip(5000))
    assert memory.get("a") is memory.get("c") is memory.get("d") is None


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``STRETCH_GUIDE_CACHE`` says where; without it the user's cache folder is used."""
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path))
    assert clip_folder() == tmp_path / "clips"
    monkeypatch.delenv("STRETCH_GUIDE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert clip_folder().parent.name == "stretch-guide"
