"""A file for each part of a session, and a playlist of them: M3U in UTF-8.

Nobody has written down what M3U is; lengths and titles are written as most players read them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audio.clip import to_frames, to_milliseconds, to_seconds
from audio.files.formats import ending_of, sound_writer
from audio.files.together import Together

if TYPE_CHECKING:
    from types import TracebackType

    from audio.files.writer import About, Encoding, Writer
    from audio.mix import Run

ENDING = ".m3u8"
_NAME_BYTES_MAX = 120  # of 255 that a name may have, with room for what is put around it
_TRACK = re.compile(r"\d{3,}(?: |$)")
_NOT_IN_NAMES = '<>:"/\\|?*'  # on Windows and on memory cards


class SplitWriter:
    """A Writer, and a context that the tracks are whole or absent in, as the playlist is.

    A new track begins with each mark, to the frame: end to end they are what one file would be.
    """

    def __init__(
        self, playlist: BinaryIO, path: Path, about: About, encoding: Encoding, overwrite: bool
    ) -> None:
        """Begin with no track.

        Args:
            playlist: an empty file.
            path: its own, which ends as the tracks do, and then with ``.m3u8``.
            about: of the whole, which is the tracks' album.
            encoding: how tracks are written.
            overwrite: replace tracks that exist, and those that an older playlist lists.
        """
        self.frames = 0
        self._playlist = playlist
        self._ending = ending_of(one_of(path)) or ""
        self._about = about
        self._encoding = encoding
        self._starts: deque[tuple[int, str]] = deque()
        self._entries: list[str] = []
        self._track: tuple[Writer, str, str] | None = None
        self._files = Together(path.with_name(f".{path.name}.tracks"), overwrite)
        self._files.replace(_tracks_before(path, about, self._ending))

    def __enter__(self) -> SplitWriter:
        """Return itself."""
        self._files.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the tracks in place, or remove them."""
        self._files.__exit__(kind, error, trace)

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``, in frames at ``SAMPLE_RATE``: a track."""
        self._starts.append((to_frames(to_seconds(start), self._encoding.rate), label))

    def write(self, run: Run) -> None:
        """Append samples, or a number of frames of silence; see ``Writer``."""
        frames = run if isinstance(run, int) else len(run)
        done = 0
        while done < frames:
            while self._starts and self._starts[0][0] <= self.frames:
                self._begin(self._starts.popleft()[1])
            assert self._track, "sound begins with a mark"
            until = self._starts[0][0] - self.frames if self._starts else frames
            some = min(frames - done, until)
            self._track[0].write(some if isinstance(run, int) else run[done : done + some])
            self.frames += some
            done += some

    def finish(self) -> None:
        """End the last track, and write the playlist."""
        self._end()
        about = self._about
        head = ["#EXTM3U", f"#PLAYLIST:{_in_one_line(about.title or '')}"]
        made_with = [f"# {about.made_with}"] if about.made_with else []
        lines = [*head, *made_with, *self._entries, ""]
        self._playlist.write("\n".join(lines).encode())

    def _begin(self, label: str) -> None:
        self._end()
        number = len(self._entries) + 1
        name = f"{number:03} {in_names(label)}".rstrip() + self._ending
        file = self._files.begin(name)
        whole = self._about
        made_with = f"{whole.made_with} track={number}" if whole.made_with else None
        about = replace(whole, title=label, album=whole.title, track=number, made_with=made_with)
        self._track = sound_writer(self._ending, file, about, self._encoding), label, name

    def _end(self) -> None:
        if self._track:
            track, label, name = self._track
            track.finish()
            self._files.end()
            length_s = to_milliseconds(track.frames, self._encoding.rate) / 1000
            self._entries.append(f"#EXTINF:{length_s:.3f},{_in_one_line(label)}\n{name}")
            self._track = None


def _tracks_before(path: Path, about: About, ending: str) -> list[Path]:
    """Return the tracks that a playlist lists which the same program has written."""
    program = (about.made_with or "").partition(" ")[0]
    try:
        head = path.read_text("utf-8", "replace").splitlines()[:3]
        ours = program and head[2:] and head[2].startswith(f"# {program} ")
        listed = files_of(path)[1:] if ours else []
    except OSError:
        return []
    # Whoever wrote that list may have put other files of the folder into it.
    return [file for file in listed if _is_track(file, ending)]


def files_of(path: Path) -> list[Path]:
    """Return the files of an export: itself, and the tracks where it is a playlist.

    Raises:
        OSError: it cannot be read.
    """
    if path.suffix != ENDING:
        return [path]
    lines = path.read_text("utf-8", "replace").splitlines()
    names = (Path(line).name for line in lines if not line.startswith("#"))
    return [path, *(path.parent / name for name in names if name not in ("", ".."))]


def _is_track(file: Path, ending: str) -> bool:
    named = _TRACK.match(file.stem) and file.name.isprintable()
    return bool(named) and ending_of(file) == ending


def one_of(path: Path) -> Path:
    """Return a path whose ending is that of the tracks of a playlist, or else of the file."""
    return path.with_suffix("") if path.suffix == ENDING else path


def in_names(title: str) -> str:
    """Return a title so that it can be in the name of a file, on every system, behind a number."""
    plain = unicodedata.normalize("NFC", title)
    allowed = (c if c.isprintable() and c not in _NOT_IN_NAMES else " " for c in plain)
    words = " ".join("".join(allowed).split())
    return words.encode(errors="ignore")[:_NAME_BYTES_MAX].decode(errors="ignore").rstrip(" .")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
