"""A package that comes from elsewhere, a zip or a folder: looked at whole before any is kept."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guide.authoring.draft import RESERVED
from guide.folders import ENDINGS, MOVES, SOUNDS
from guide.format.kinds.sound_file import MOST_SOUND_BYTES, is_sound_file
from guide.library.package import Package
from guide.problems.problem import GuideError, quoted
from guide.syntax.text_file import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ZIP_BYTES = 16 << 20
"""The largest zip that is opened."""
MOST_FILES = 500
MOST_TOTAL_BYTES = 16 << 20
"""Of all files together, unpacked."""
MOST_RATIO, RATIO_FROM_BYTES = 200, 100_000
"""How many times its packed size a file may have, from this size on: text shrinks to a tenth."""
LONGEST_NAME_BYTES = 120

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
_LITTER = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What systems leave in folders and zips; so is whatever begins with a dot."""
_DAMAGED = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a zip raises where it has been cut or scrambled, among others."""


def of_zip(path: Path) -> Package:
    """Return what a zip holds.

    Raises:
        GuideError: it is no zip, or there is something in it that is not let in.
    """
    if path.stat().st_size > MOST_ZIP_BYTES:
        raise GuideError(f"{path} is larger than {MOST_ZIP_BYTES >> 20} MiB, too large to be read.")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names(path, [entry.filename for entry in archive.infolist()])
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_bounds(path, [entry.file_size for entry in entries])
            for entry in entries:
                _check_entry(path, entry)
            return _package(path, {e.filename: _unpacked(path, archive, e) for e in entries})
    except (zipfile.BadZipFile, zlib.error, *_DAMAGED) as error:
        raise GuideError(f"{path} is no zip that can be read: {error}.") from error


def of_folder(path: Path) -> Package:
    """Return what a folder holds, with ``moves`` and ``sounds``; as much is let in as of a zip.

    Raises:
        GuideError: as above.
    """
    folders = (path, path / MOVES, path / SOUNDS)
    found = [one for folder in folders if folder.is_dir() for one in folder.iterdir()]
    found = [one for one in found if not (one.is_dir() and not one.is_symlink())]
    names = {one.relative_to(path).as_posix(): one for one in found if not _litter(one.name)}
    for name, one in names.items():
        if not stat.S_ISREG(one.lstat().st_mode):
            raise GuideError(f"{path} holds {quoted(name)}, a link or a device: take it out.")
    _check_names(path, names)
    _check_bounds(path, [one.stat().st_size for one in names.values()])
    kept = {name: one for name, one in names.items() if _has_place(name)}
    others = tuple(sorted(names.keys() - kept.keys()))
    files = {name: one.read_bytes() for name, one in kept.items()}
    return replace(_package(path.resolve(), files), left_out=others)


def _check_names(source: Path, names: Iterable[str]) -> None:
    """Refuse names that lead elsewhere, that some system cannot have, or that meet on one."""
    seen: set[str] = set()
    for name in names:
        parts = name.removesuffix("/").split("/")
        if name.startswith("/") or ".." in parts or "" in parts or "." in parts:
            raise _refused(source, name, "which leads out of it")
        for part in parts:
            if (
                _FORBIDDEN.search(part)
                or part[-1] in ". "
                or RESERVED.fullmatch(part.partition(".")[0])
                or len(part.encode(errors="surrogatepass")) > LONGEST_NAME_BYTES
            ):
                raise _refused(source, name, "a name that not every system can have")
        same = unicodedata.normalize("NFC", name.removesuffix("/")).casefold()
        if same in seen:
            raise _refused(source, name, "twice, capitals aside")
        seen.add(same)


def _check_bounds(source: Path, sizes: list[int]) -> None:
    if len(sizes) > MOST_FILES:
        raise GuideError(f"{source} holds {len(sizes)} files, and {MOST_FILES} are the most.")
    if sum(sizes) > MOST_TOTAL_BYTES:
        raise GuideError(
            f"{source} holds more than {MOST_TOTAL_BYTES >> 20} MiB, too much for routines."
        )


def _check_entry(source: Path, entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise _refused(source, entry.filename, "a link or a device")
    if entry.flag_bits & 1:
        raise _refused(source, entry.filename, "which is locked with a password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(source, entry.filename, "packed in an unusual way")
    large = entry.file_size >= RATIO_FROM_BYTES
    if large and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise _refused(source, entry.filename, "which is far larger than it looks")


def _unpacked(source: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a routine, a move or a sound; nothing for what is left out."""
    name = Path(entry.filename)
    if name.suffix not in ENDINGS and not is_sound_file(name.name):
        return b""
    most = MAX_BYTES if name.suffix in ENDINGS else MOST_SOUND_BYTES
    if entry.file_size > most:
        raise _refused(source, entry.filename, f"which is larger than {most >> 20} MiB")
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise _refused(source, entry.filename, "which is larger than it says")
    return content


def _package(source: Path, files: dict[str, bytes]) -> Package:
    """Return the routines and moves among ``files``, which may all lie in one folder."""
    files = {n: content for n, content in files.items() if not any(map(_litter, n.split("/")))}
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files) and tops != {MOVES}:
        files = {name.partition("/")[2]: content for name, content in files.items()}
    kept = {name: content for name, content in files.items() if _has_place(name)}
    return Package(source.stem, kept, tuple(sorted(files.keys() - kept.keys())))


def _has_place(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return is_sound_file(name) or (folder in ("", MOVES) and Path(file).suffix in ENDINGS)


def _litter(part: str) -> bool:
    return part.startswith(".") or part in _LITTER


def _refused(source: Path, name: str, why: str) -> GuideError:
    return GuideError(f"{source} holds {quoted(name)}, {why}. Nothing of it was added.")
