"""A file for each part and a playlist: frame-exact, numbered, named so that every system can."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import FileError
from audio.files.formats import SOUND_ENDINGS
from audio.files.split import SplitWriter, files_of, in_names
from audio.files.whole import whole_file
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audio.mix import Run

TITLES = ["Fold", "Fold", "CON", "a/b\\c: 100 %?", "折り畳む 🧘‍♀️" * 40, "..."]
STARTS = [0, 4801, 9600, 9601, 30_000, 48_000]
FRAMES = 60_000


def write(
    path: Path,
    runs: list[Run],
    encoding: Encoding | None = None,
    titles: Sequence[str] = TITLES,
) -> None:
    """Write the sound of some runs, in parts; over a playlist that is there."""
    overwrite = path.exists()
    with ExitStack() as files:
        file = files.enter_context(whole_file(path, overwrite))
        about = About("Whole", "en", made_with="stretch-guide 1 routine=a")
        split = SplitWriter(file, path, about, encoding or Encoding(), overwrite)
        files.enter_context(split)
        for start, title in zip(STARTS, titles, strict=False):
            split.mark(start, title)
        for run in runs:
            split.write(run)
        split.finish()


def noise() -> np.ndarray:
    """Some sound."""
    return np.random.default_rng(1).integers(-9000, 9000, FRAMES, np.int16)


@given(st.lists(st.integers(0, FRAMES), max_size=8), st.sampled_from([".wav", ".flac"]))
def test_end_to_end_they_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], ending: str
) -> None:
    """To the sample, in whatever runs it comes, each part from its mark to the next one."""
    path = tmp_path_factory.mktemp("split") / f"a{ending}.m3u8"
    bounds = [0, *sorted(cuts), FRAMES]
    sound = noise()
    sound[20_000:40_000] = 0
    runs: list[Run] = [sound[a:b] for a, b in pairwise(bounds)]
    write(path, [len(run) if len(run) and not run.any() else run for run in runs])
    _, *tracks = files_of(path)
    parts = [soundfile.read(track, dtype="int16")[0] for track in tracks]
    assert [len(part) for part in parts] == np.diff([*STARTS, FRAMES]).tolist()
    assert np.array_equal(np.concatenate(parts), sound)


def told_of(track: Path) -> tuple[str, str, int]:
    """Return the title, the album and the number that a player reads, by FFmpeg."""
    entries = "format_tags=title,album,track:stream_tags=title,album,track"
    command = ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "json", track]
    shown = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    tags = [part.get("tags", {}) for part in (shown["format"], *shown["streams"])]
    found = {name.lower(): value for some in tags for name, value in some.items()}
    return found["title"], found["album"], int(found["track"])


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", SOUND_ENDINGS)
def test_each_has_its_title_its_number_and_its_album(tmp_path: Path, ending: str) -> None:
    """In every format, in the order of the playlist, which is that of their names."""
    if ending in (".m4a", ".m4b"):
        pytest.importorskip("av")
    path = tmp_path / f"a{ending}.m3u8"
    write(path, [noise()])
    _, *tracks = files_of(path)
    assert sorted(tracks) == tracks
    assert {*tracks, path} == {*tmp_path.iterdir()}
    told = [told_of(track) for track in tracks]
    assert told == [(title, "Whole", number) for number, title in enumerate(TITLES, 1)]


def test_the_playlist_tells_lengths_and_titles(tmp_path: Path) -> None:
    """True ones, to the millisecond, also at another sample rate; in UTF-8, with plain names."""
    path = tmp_path / "a.wav.m3u8"
    write(path, [np.zeros(FRAMES // 2, np.int16)], Encoding(rate=24_000))
    lines = path.read_text("utf-8").splitlines()
    assert lines[:3] == ["#EXTM3U", "#PLAYLIST:Whole", "# stretch-guide 1 routine=a"]
    told = [line.removeprefix("#EXTINF:").split(",", 1) for line in lines[3::2]]
    assert [title for _, title in told] == [" ".join(title.split()) for title in TITLES]
    lengths = [soundfile.info(tmp_path / name).frames / 24_000 for name in lines[4::2]]
    assert [float(length) for length, _ in told] == pytest.approx(lengths, abs=5e-4)
    assert lines[8] == "003 CON.wav"
    assert lines[10] == "004 a b c 100 %.wav"
    assert lines[14] == "006.wav"


@given(st.text())
def test_names_are_safe_everywhere(title: str) -> None:
    """No sign that a system refuses, no end that Windows cuts, and room for what surrounds it."""
    name = f"001 {in_names(title)}".rstrip() + ".flac"
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name.isprintable()
    assert len(f".{name}.part".encode()) <= 255
    assert not name.removesuffix(".flac").endswith((" ", "."))
    assert unicodedata.is_normalized("NFC", name)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all that is in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """A track that is there stops it, and is kept; those before it are not left."""
    (tmp_path / "003 CON.wav").write_text("mine")
    with pytest.raises(FileError, match=r"003 CON\.wav cannot be written: there is a file of that"):
        write(tmp_path / "a.wav.m3u8", [noise()])
    assert files_in(tmp_path) == {"003 CON.wav": b"mine"}


def test_what_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that takes a track's name while the others are written stays, and no track does."""
    mine = tmp_path / "006.wav"
    path = tmp_path / "a.wav.m3u8"
    with pytest.raises(FileError, match="there is a file of that name"), ExitStack() as files:
        file = files.enter_context(whole_file(path, overwrite=False))
        split = SplitWriter(file, path, About("Whole"), Encoding(), overwrite=False)
        files.enter_context(split)
        for start, title in zip(STARTS, TITLES, strict=True):
            split.mark(start, title)
        split.write(noise())
        split.finish()
        mine.write_text("mine")
    assert files_in(tmp_path) == {"006.wav": b"mine"}


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_interruption_leaves_what_was_there(tmp_path: Path, overwrite: bool) -> None:
    """Not one of the new tracks; the older ones and their playlist as they were."""
    path = tmp_path / "a.wav.m3u8"
    if overwrite:
        write(path, [noise()])
    before = files_in(tmp_path)
    with pytest.raises(KeyboardInterrupt), ExitStack() as files:
        file = files.enter_context(whole_file(path, overwrite=overwrite))
        split = SplitWriter(file, path, About("Other"), Encoding(), overwrite=overwrite)
        files.enter_context(split)
        for start in STARTS:
            split.mark(start, "Fold")
        split.write(noise())
        raise KeyboardInterrupt
    assert files_in(tmp_path) == before


def test_after_a_sudden_death_it_is_written_anew(tmp_path: Path) -> None:
    """What an export that was killed has left is gone with the next one."""
    left = tmp_path / ".a.wav.m3u8.tracks"
    left.mkdir()
    (left / "001 Fold.wav").write_text("half")
    path = tmp_path / "a.wav.m3u8"
    write(path, [noise()])
    assert {*files_of(path)} == {*tmp_path.iterdir()}


def test_tracks_of_an_older_playlist_go_with_it(tmp_path: Path) -> None:
    """Where they are written anew; what no playlist of ours lists is left alone."""
    path = tmp_path / "a.wav.m3u8"
    write(path, [noise()])
    (tmp_path / "007 mine.wav").write_text("mine")
    write(path, [noise()], titles=["One", "Two"])
    names = ["001 One.wav", "002 Two.wav", "007 mine.wav", path.name]
    assert sorted(files_in(tmp_path)) == names
    path.write_text("#EXTM3U\n#EXTINF:1,Mine\n007 mine.wav\n")
    write(path, [noise()], titles=["One", "Two"])
    assert sorted(files_in(tmp_path)) == names


def test_a_playlist_of_others_takes_no_other_file_along(tmp_path: Path) -> None:
    """It may say that it is ours: what is no track stays, and so do folders."""
    path = tmp_path / "a.wav.m3u8"
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "001 a.wav").mkdir()
    listed = ("notes.txt", "001 a.wav", "..", ".", "/", "../b", "001 \0.wav", "001 notes.txt")
    path.write_text("\n".join(["#EXTM3U", "#PLAYLIST:T", "# stretch-guide 1 routine=a", *listed]))
    assert [file.parent for file in files_of(path)[1:]] == [tmp_path] * 5
    write(path, [noise()], titles=["One"])
    names = ["001 One.wav", "001 a.wav", path.name, "notes.txt"]
    assert sorted(name.name for name in tmp_path.iterdir()) == names
