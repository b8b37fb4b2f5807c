"""What is probably meant by the path of a file that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.folders import ENDINGS, Folders, is_file, is_path, routine_folders
from guide.language.spelling import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


def hint_of_missing(path: Path) -> str:
    """Return what to write instead of a path that leads nowhere."""
    for ending in ENDINGS:
        if is_file(file := path.with_name(f"{path.name}{ending}")):
            return f"Did you mean {file}?"
    if not is_path(str(path)) and (found := routine_folders().find(str(path))):
        return f"Give its path: the routine of that name is {found}."
    beside = [file.name for file in Folders((path.parent,)).files()]
    if near := did_you_mean(path.name, beside):
        return f"Did you mean {path.with_name(near)}?"
    return "Check how it is written, and which folder you are in."
