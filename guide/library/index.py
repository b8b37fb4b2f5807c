"""What lists tell of files, kept for as long as nothing has changed that it was made of.

An entry is made of a file, of the moves that it uses and where these were found, of its sounds, and
of the program. It counts while all of them are what they were, as far as their ``identity`` tells.
Files are looked at before they are read, so what changes in between is another file the next time;
and nothing is kept of a file that was changed just then, as one more change might not show.

Where an index cannot be read or written, everything is read each time.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from audio.speech.cache import cache_folder
from guide.folders import SOUNDS, move_folders
from guide.library.identity import identity, program, settled
from guide.library.index_file import Entry, Kept, mark_used, read, write

if TYPE_CHECKING:
    from guide.library.identity import Identity


class Index:
    """The entries of one list, such as that of all routines in German. For one thread."""

    def __init__(self, *list_of: str) -> None:
        """Read the index of the list that these words and folders name, if there is one."""
        name = hashlib.sha256("\0".join(list_of).encode(errors="surrogatepass")).hexdigest()
        self._file = cache_folder() / "lists" / f"{name[:32]}.json"
        self._program = program()
        self._kept = read(self._file, self._program)
        self._now = Kept({}, {})
        self._looked_at: dict[str, Identity] = {}
        self._same: dict[str, bool] = {}
        self._found: dict[tuple[Path, str], bool] = {}
        self._folders: set[Path] = set()

    def get(self, path: Path) -> Entry | None:
        """Return what is kept of a file, or None where it has to be read."""
        entry = self._kept.entries.get(str(path))
        if entry is None or not all(map(self._is_same, entry.made_of(path))):
            return None
        folder = path.parent
        if not all(self._finds(folder, move) for move in entry.moves):
            return None
        return entry if self._keep(path, entry, self._kept.files) else None

    def look_at(self, path: Path) -> None:
        """Look at all files that may go into one that is about to be read."""
        for folder in (path.parent, path.parent / SOUNDS, *move_folders(path).paths):
            if folder not in self._folders:
                self._folders.add(folder)
                self._looked_at |= settled(folder)

    def put(self, path: Path, entry: Entry) -> None:
        """Keep what is told of a file, if one more change of what it was made of would show."""
        if all(file in self._looked_at for file in entry.made_of(path)):
            self._keep(path, entry, self._looked_at)

    def save(self) -> None:
        """Write what was kept, or that it was used; where it cannot be, do nothing."""
        if self._now != self._kept:
            write(self._file, self._program, self._now)
        else:
            mark_used(self._file)

    def _keep(self, path: Path, entry: Entry, files: dict[str, Identity]) -> bool:
        """Keep an entry, unless one of its files was another for one that is kept already."""
        if not all(_is_no_link(sound, path) for sound in entry.sounds):
            return False
        known = self._now.files
        if any(known.setdefault(file, files[file]) != files[file] for file in entry.made_of(path)):
            return False
        self._now.entries[str(path)] = entry
        return True

    def _is_same(self, file: str) -> bool:
        if file not in self._same:
            found = identity(file)
            self._same[file] = found is not None and found == self._kept.files.get(file)
        return self._same[file]

    def _finds(self, folder: Path, move: str) -> bool:
        """Whether the files of a folder find a move where they have found it before."""
        if (folder, move) not in self._found:
            found = move_folders(folder / "any").find(Path(move).stem)
            self._found[folder, move] = str(found) == move
        return self._found[folder, move]


def _is_no_link(sound: str, path: Path) -> bool:
    """Whether a sound is itself where ``path`` has it: where a link leads to may change."""
    below = os.path.relpath(sound, path.parent)
    return os.path.realpath(sound) == str(Path(os.path.realpath(path.parent), below))
