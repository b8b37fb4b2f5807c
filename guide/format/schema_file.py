"""The schema as a file, and the line by which an editor finds it.

The file lies beside the routines, and they name it without a path: so it is found without a
network, on every system, and when the whole folder is moved or given away. It is hidden, for
authors have no use for it themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from audio.files.whole import whole_file
from guide.folders import move_folders
from guide.format.schema import schema

if TYPE_CHECKING:
    from pathlib import Path


def schema_text(model: type[Any], beside: Path) -> str:
    """Return the schema of files like ``beside``, with the moves that they can use, as JSON."""
    offered = schema(model, move_folders(beside).names())
    return json.dumps(offered, ensure_ascii=False, indent=1) + "\n"


def mode_line(name: str) -> str:
    """Return the comment for the first line of a file whose schema is beside it."""
    return f"# yaml-language-server: $schema={name}"


def schema_line(file: Path, model: type[Any]) -> str:
    """Return the first line of a new file, and see to it that the schema it names is there.

    Args:
        file: where the new file shall be; its folder is there.
        model: Routine or Move, what it holds.

    Raises:
        FileError: the schema cannot be written.
    """
    path = file.parent / f".{model.__name__.lower()}.schema.json"
    with whole_file(path, overwrite=True) as written:
        written.write(schema_text(model, file).encode())
    return mode_line(path.name)
