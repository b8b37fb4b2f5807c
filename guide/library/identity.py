"""What files are without reading them: the same again only if nothing has changed in them."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import audio
import guide

if TYPE_CHECKING:
    from pathlib import Path

Identity: TypeAlias = list[int]
"""The number of a file, what kind of file it is, its size, when what is in it was last changed, and
when anything about it was: a program may set the first of the two times back, but not the second.
Windows has when it was made in place of the second. Not the number of the device: some change with
each start of the machine."""

SETTLED_NS = 2_000_000_000
"""Two changes may fall into one tick of a clock, and the second cannot be seen then. The coarsest
file system, FAT, counts in two seconds."""

_CODE = (".py", ".mo")


def identity(file: str) -> Identity | None:
    """Return the identity of a file, or None if there is none."""
    try:
        status = os.stat(file)  # noqa: PTH116 - there may be thousands of them
    except (OSError, ValueError):
        return None
    times = status.st_mtime_ns, status.st_ctime_ns
    return [status.st_ino, status.st_mode, status.st_size, *times]


def settled(folder: Path) -> dict[str, Identity]:
    """Return the identities of all files of a folder in which one more change will show."""
    before = time.time_ns() - SETTLED_NS
    try:
        files = [*map(str, folder.iterdir())]
    except OSError:  # most are not there
        return {}
    identities = ((file, identity(file)) for file in files)
    return {file: known for file, known in identities if known and max(known[-2:]) < before}


def program() -> str:
    """Return what tells this program from one that may read the same files in another way."""
    yaml = find_spec("yaml")
    files = [str(yaml and yaml.origin)]
    for package in (*guide.__path__, *audio.__path__):
        for folder, _, names in os.walk(package):
            files += [f"{folder}{os.sep}{name}" for name in names if name.endswith(_CODE)]
    parts = (sys.version, *(f"{file} {identity(file)}" for file in sorted(files)))
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
