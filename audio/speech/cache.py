"""Finished clips that were spoken before: a few in memory, many on disk.

The folder may be shared by several processes and cleared at any time. An entry appears
whole or not at all (written aside, then renamed) and carries a checksum; a damaged one is
dropped and spoken again. Nothing that goes wrong with the folder is an error: the clips of
this process then go to a private one, which is removed at the end.

    entry = magic (8 bytes) | frames (4) | CRC-32 (4) | samples (int16, little-endian)
"""

from __future__ import annotations

import hashlib
import os
import struct
import threading
import time
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from audio.clip import Clip

if TYPE_CHECKING:
    import tempfile

DISK_LIMIT = 256 << 20
"""Bytes on disk; passed by an eighth at most while a process runs."""

MEMORY_LIMIT = 24 << 20
"""Bytes of samples in memory, however long the session: four minutes of speech, which is what
most sessions have of different words. With less, those that come round are read again each time."""

_MAGIC = b"clip v1\n"
_HEAD = struct.Struct("<8sII")
_ABANDONED_S = 3600  # what was written aside and not renamed belongs to a process that is gone


def cache_folder() -> Path:
    """Return where all is that can be made anew: ``$STRETCH_GUIDE_CACHE``, or the user's cache."""
    if chosen := os.environ.get("STRETCH_GUIDE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_dir  # noqa: PLC0415 - as below, it takes 7 ms

    return Path(user_cache_dir("stretch-guide", appauthor=False))


def clip_folder() -> Path:
    """Return where clips are kept."""
    return cache_folder() / "clips"


def key_of(*parts: str) -> str:
    """Return the name of an entry: SHA-256 of all that makes the clip what it is."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


class MemoryCache:
    """The clips used last, up to a number of bytes. For one thread at a time."""

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        """Keep ``limit`` bytes of samples at most."""
        self._limit = limit
        self._bytes = 0
        self._clips: OrderedDict[str, Clip] = OrderedDict()

    def get(self, key: str) -> Clip | None:
        """Return the clip, from now on the one used last."""
        if key in self._clips:
            self._clips.move_to_end(key)
        return self._clips.get(key)

    def put(self, key: str, clip: Clip) -> None:
        """Keep the clip, and drop those that were not used for longest."""
        replaced = self._clips.pop(key, None)
        self._bytes += clip.samples.nbytes - (replaced.samples.nbytes if replaced else 0)
        self._clips[key] = clip
        while self._bytes > self._limit:
            _, dropped = self._clips.popitem(last=False)
            self._bytes -= dropped.samples.nbytes


class DiskCache:
    """The clips of a folder. Safe for several threads and processes at once."""

    def __init__(self, folder: Path, limit: int = DISK_LIMIT) -> None:
        """Use ``folder``, which is made when the first clip is put there."""
        self._folders = [folder]  # looked through in turn; put into the last
        self._limit = limit
        self._private: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._new_bytes = 0  # written since the folder was last swept

    def get(self, key: str) -> Clip | None:
        """Return the clip, or None where there is none or a damaged one."""
        for folder in self._folders:
            path = folder / key
            try:
                clip = _decoded(path.read_bytes())
            except OSError:  # none there, or not ours to read
                continue
            with suppress(OSError):  # a folder that cannot be written serves too
                if clip is None:
                    path.unlink()
                else:
                    os.utime(path)  # the time of its last use
            if clip is not None:
                return clip
        return None

    def put(self, key: str, clip: Clip) -> None:
        """Keep the clip, if there is any place for it."""
        entry = _encoded(clip)
        with self._lock, suppress(OSError):  # no place anywhere: memory has to do
            try:
                _write(self._folders[-1] / key, entry)
            except OSError:
                if self._private:
                    raise
                import tempfile  # noqa: PLC0415 - rarely needed

                self._private = tempfile.TemporaryDirectory(
                    prefix="clips-", ignore_cleanup_errors=True
                )
                self._folders.append(Path(self._private.name))
                _write(self._folders[-1] / key, entry)
            self._new_bytes += len(entry)
            if self._new_bytes > self._limit // 8:
                self._sweep()

    def close(self) -> None:
        """Bring the folder to its limit, and remove a private one; harmless when repeated."""
        with self._lock:
            if self._private:
                self._private.cleanup()
                del self._folders[1:]
                self._private = None
            elif self._new_bytes:
                self._sweep()

    def _sweep(self) -> None:
        """Remove what was not used for longest; only now and then, for it reads the folder."""
        self._new_bytes = 0
        entries, total = [], 0
        with suppress(OSError):  # the folder went away
            for entry in os.scandir(self._folders[-1]):
                with suppress(OSError):  # another process was faster
                    status = entry.stat()
                    if entry.name.endswith(".new"):
                        if status.st_mtime < time.time() - _ABANDONED_S:
                            Path(entry.path).unlink()
                    else:
                        entries.append((status.st_mtime_ns, status.st_size, entry.path))
                        total += status.st_size
        for _, size, path in sorted(entries):
            if total <= self._limit:
                break
            with suppress(OSError):
                Path(path).unlink()
            total -= size


def _write(path: Path, entry: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        aside.write_bytes(entry)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise


def _encoded(clip: Clip) -> bytes:
    samples = clip.samples.astype("<i2", copy=False).tobytes()
    return _HEAD.pack(_MAGIC, clip.frames, zlib.crc32(samples)) + samples


def _decoded(entry: bytes) -> Clip | None:
    if len(entry) < _HEAD.size:
        return None
    import numpy as np  # noqa: PLC0415 - see polish

    magic, frames, checksum = _HEAD.unpack_from(entry)
    samples = memoryview(entry)[_HEAD.size :]
    if (magic, 2 * frames, checksum) != (_MAGIC, len(samples), zlib.crc32(samples)):
        return None
    return Clip(np.frombuffer(samples, "<i2").astype(np.int16, copy=False))
