"""A file for each part and a playlist: frame-exact, numbered, named so that every system can."""

from __future__ import annotations

import unicodedata
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

import mutagen
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
    from pathlib import Path

    from audio.mix import Run

TITLES = ["Fold", "Fold", "CON", "a/b\\c: 100 %?", "折り畳む 🧘‍♀️" * 40, "..."]
STARTS = [0, 4801, 9600, 9601, 30_000, 48_000]
FRAMES = 60_000


def write(path: Path, runs: list[Run], encoding: Encoding | None = None) -> None:
    """Write the sound of some runs, in parts."""
    with ExitStack() as files:
        file = files.enter_context(whole_file(path, overwrite=False))
        about = About("Whole", "en", made_with="stretch-guide 1 routine=a")
        split = SplitWriter(file, path, about, encoding or Encoding(), overwrite=False)
        files.enter_context(split)
        for start, title in zip(STARTS, TITLES, strict=True):
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
    for number, (track, title) in enumerate(zip(tracks, TITLES, strict=True), 1):
        tags = str(mutagen.File(track, easy=True).tags) if ending != ".wav" else ""
        content = track.read_bytes()
        for value in (title, "Whole"):
            assert value in tags or value.encode() in content or str([value]) in tags
        if tags:
            assert f"'{number}" in tags or f", {number})" in tags or f"={number}" in tags


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


def test_what_fails_leaves_whole_tracks_and_no_playlist(tmp_path: Path) -> None:
    """A track that is there stops it: those before are whole, and it is kept."""
    (tmp_path / "003 CON.wav").write_text("mine")
    with pytest.raises(FileError, match="there is a file of that name"):
        write(tmp_path / "a.wav.m3u8", [noise()])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "001 Fold.wav",
        "002 Fold.wav",
        "003 CON.wav",
    ]
    assert (tmp_path / "003 CON.wav").read_text() == "mine"
