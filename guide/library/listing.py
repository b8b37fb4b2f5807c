"""Lists of routines and moves: out of the index what has not changed, and the rest read anew."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from guide.folders import move_folders, routine_folders, user_folder
from guide.library.index import Index
from guide.library.listed import Listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from guide.folders import Folders
    from guide.language.languages import Language
    from guide.library.brief import BriefReader
    from guide.library.listed import Kind


def routines(wanted: Language) -> list[Listed]:
    """Return all routines that can be found by name; broken ones with their problems.

    In a language that is demanded, only those that come in it.
    """
    return _Listing("routine", user_folder(), wanted).of(routine_folders())


def moves(beside: Path, wanted: Language) -> list[Listed]:
    """Return all moves that the file ``beside`` can use; otherwise like ``routines``."""
    return _Listing("move", beside.parent, wanted).of(move_folders(beside))


class _Listing:
    """One list, with its index."""

    def __init__(self, kind: Kind, place: Path, wanted: Language) -> None:
        places = (str(folder.absolute()) for folder in (user_folder(), place))
        self._index = Index(kind, *places, wanted.tag or "", str(wanted.demanded))
        self._kind: Kind = kind
        self._wanted = wanted

    def of(self, folders: Folders) -> list[Listed]:
        """Return what there is in some folders."""
        lines = [self._line(name, files) for name, files in folders.by_name().items()]
        self._index.save()
        return [line for line in lines if line]

    def _line(self, name: str, files: Sequence[Path]) -> Listed | None:
        """Return what is told of the first of some files; None if it has not the language."""
        path, *hidden = files
        if kept := self._index.get(path):
            return Listed(name, path, tuple(hidden), kept.brief) if kept.brief else None
        self._index.look_at(path)
        line, entry = self._reader.read(name, files)
        if entry:
            self._index.put(path, entry)
        return line

    @cached_property
    def _reader(self) -> BriefReader:
        from guide.library.brief import BriefReader  # noqa: PLC0415 - not where nothing has changed

        return BriefReader(self._kind, self._wanted)
