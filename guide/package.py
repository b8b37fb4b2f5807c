"""A routine with moves and sounds of its own as one thing: a folder, or such a folder in a zip.

    evening.yaml
    bowl.wav
    moves/wall-angel.yaml
    sounds/bell.ogg

What comes from elsewhere is not trusted: it is looked at whole before any of it is kept.
"""

from __future__ import annotations

import io
import re
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guide.draft import RESERVED
from guide.folders import ENDINGS, MOVES, origin
from guide.kinds.sound_file import MOST_SOUND_BYTES, SOUNDS, is_sound_file
from guide.problems import GuideError, RoutineError, quoted
from guide.source import files_of, read_move, read_routine
from guide.text_file import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.problems import Problem
    from guide.routine import Routine

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
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can name: with one moment for all, the same files give the same bytes."""


@dataclass(frozen=True, slots=True)
class Package:
    """Files of routines and of their moves.

    Attributes:
        name: what its folder is called.
        files: contents by names such as ``evening.yaml`` and ``moves/wall-angel.yaml``.
        left_out: names of what else was there.
    """

    name: str
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()

    @property
    def moves(self) -> list[str]:
        """The names of its moves."""
        return sorted(Path(name).stem for name in self.files if name.startswith(f"{MOVES}/"))

    @property
    def sounds(self) -> list[str]:
        """The names of its sound files."""
        return sorted(filter(is_sound_file, self.files))


def of_routine(path: Path) -> Package:
    """Return a routine with its sounds, and the moves that it uses but do not come along.

    Raises:
        RoutineError: something is wrong with it.
    """
    own, *moves = files_of(path)
    files = {own.name: own.read_bytes()}
    for move in moves:
        if origin(move) != "bundled":
            files[f"{MOVES}/{move.name}"] = move.read_bytes()
    for sound in read_routine(path).sounds.by_chime().values():
        files[sound.file] = (path.parent / sound.file).read_bytes()
    return Package(own.stem, files)


def zipped(package: Package) -> bytes:
    """Return it as a zip; the same files give the same bytes, on every system."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:  # stored: packers differ, and texts are small
        for name in sorted(package.files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, package.files[name])
    return written.getvalue()


def of_zip(path: Path) -> Package:
    """Return what a zip holds.

    Raises:
        GuideError: it is no zip, or there is something in it that is not let in.
    """
    if path.stat().st_size > MOST_ZIP_BYTES:
        raise GuideError(f"{path} is larger than {MOST_ZIP_BYTES >> 20} MiB, too large to be read.")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_names(path, [entry.filename for entry in archive.infolist()])
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


def checked(package: Package) -> dict[str, Routine]:
    """Return its routines by their names, read as they will be once it is added.

    Raises:
        RoutineError: something is wrong with one of them, or with one of its moves.
        GuideError: there is no routine in it.
    """
    routines: dict[str, Routine] = {}
    problems: list[Problem] = []

    def inside(file: str) -> str:
        return file.removeprefix(folder).lstrip("/\\")

    with tempfile.TemporaryDirectory() as folder:
        write_files(package, Path(folder))
        for name in sorted(package.files.keys() - set(package.sounds)):
            path = Path(folder, name)
            try:
                if "/" in name:
                    read_move(path)
                else:
                    routines[path.stem] = read_routine(path)
            except RoutineError as error:
                problems += [problem.of(inside) for problem in error.problems]
    if problems:
        raise RoutineError(dict.fromkeys(problems))
    if not routines:
        raise GuideError(f"There is no routine in {package.name}: it has to lie at its top.")
    return routines


def without_unused_sounds(package: Package, routines: Iterable[Routine]) -> Package:
    """Return it without the sound files that no routine has: only the others were checked."""
    used = {own.file for routine in routines for own in routine.sounds.by_chime().values()}
    unused = {name for name in package.sounds if name not in used}
    files = {name: content for name, content in package.files.items() if name not in unused}
    return replace(package, files=files, left_out=(*package.left_out, *sorted(unused)))


def write_files(package: Package, folder: Path) -> None:
    """Write its files into a folder that is there."""
    for name, content in package.files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


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
