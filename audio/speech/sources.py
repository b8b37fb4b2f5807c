"""Where voices are fetched from: a web server, or a folder on this machine."""

from __future__ import annotations

import urllib.request
from contextlib import closing
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit

from audio.errors import DownloadError

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
"""The public collection of voices for Piper."""

BLOCK = 1 << 16
TIMEOUT_S = 30.0
"""Without a byte for so long, a server counts as gone."""

_PARTIAL, _NOT_THERE, _BEYOND = 206, 404, 416  # HTTP's answers


class TooLargeError(DownloadError):
    """More came than there should be."""


class Source(Protocol):
    """Files below one place; its ``str`` is where that is, for people."""

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        """Yield the content of a file in blocks, as far as it comes.

        Args:
            path: below this place, with ``/``; it leads nowhere else.
            most: bytes that the whole file may have.
            start: the first byte to yield, if the source can; or else it begins with an empty
                block, to say that it begins at 0.

        Raises:
            DownloadError: there is no such file, it is larger than ``most``, or not reached.
        """


def source_at(where: str | None) -> Source:
    """Return the source at a URL or a folder, or the public one.

    Raises:
        DownloadError: it is neither, or a URL that would not be safe.
    """
    if where is None or "://" in where:
        return Web((where or PUBLIC).removesuffix("voices.json").rstrip("/"))
    return Folder(Path(where))


class Folder:
    """A folder on this machine."""

    def __init__(self, folder: Path) -> None:
        """Read below ``folder``; raises DownloadError where there is none."""
        if not _is_folder(folder):
            raise DownloadError(
                f"{folder} is no folder: give one that has a voices.json, or a URL."
            )
        self._folder = folder

    def __str__(self) -> str:
        return str(self._folder)

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        """See ``Source.read``; a link that leads out of the folder is refused."""
        try:
            file = (self._folder / path).resolve(strict=True)
            if not file.is_relative_to(self._folder.resolve()):
                raise DownloadError(
                    f"{self._folder / path} leads out of its folder: nothing is read."
                )
            with file.open("rb") as stream:
                stream.seek(start)
                yield from _blocks(stream, f"{self._folder / path}", most - start)
        except OSError as error:
            raise DownloadError(
                f"{self._folder / path} cannot be read: {error.strerror or error}."
            ) from error


class Web:
    """A web server: over HTTPS, or on this machine."""

    def __init__(self, base: str) -> None:
        """Fetch what is below ``base``; raises DownloadError where that would not be safe."""
        _check(base)
        self._base = base
        handlers: list[Any] = [_SafeRedirects(), urllib.request.HTTPSHandler()]
        if _is_local(base):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def __str__(self) -> str:
        return self._base

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        """See ``Source.read``."""
        url = f"{self._base}/{quote(path)}"
        request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
        if start:
            request.add_header("Range", f"bytes={start}-")
        try:
            with closing(self._opener.open(request, timeout=TIMEOUT_S)) as answer:
                if start and not _begins_at(answer, start):
                    start = 0
                    yield b""
                yield from _blocks(answer, url, most - start)
        except HTTPError as error:
            error.close()
            if error.code == _BEYOND and start:  # what was fetched before is of another version
                yield b""
                yield from self.read(path, most)
                return
            what = "there is no such file" if error.code == _NOT_THERE else f"it answers {error}"
            raise DownloadError(f"{url} cannot be fetched: {what}.") from error
        except (OSError, HTTPException, ValueError) as error:
            why = getattr(error, "reason", None) or error
            raise DownloadError(
                f"{url} cannot be fetched ({why}): look whether you are online, and run it again."
            ) from error


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows where it leads over HTTPS, or within this machine; never to anything less safe."""

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check(newurl, secure=req.type == "https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str, *, secure: bool = False) -> None:
    """Refuse what is not HTTPS, unless it is this machine and need not be ``secure``."""
    try:
        scheme = urlsplit(url).scheme
        fine = scheme == "https" or (not secure and scheme == "http" and _is_local(url))
    except ValueError:
        fine = False
    if not fine:
        raise DownloadError(
            f"{url} is not fetched: voices come over https, from this machine, or from a folder."
        )


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no name for a folder at all
        return False


def _begins_at(answer: Any, start: int) -> bool:
    span = str(answer.headers.get("Content-Range", ""))
    return answer.status == _PARTIAL and span.startswith(f"bytes {start}-")


def _blocks(stream: Any, name: str, most: int) -> Iterator[bytes]:
    """Yield what a stream has; raises DownloadError where it is more than ``most`` bytes."""
    while block := stream.read(BLOCK):
        most -= len(block)
        if most < 0:
            raise TooLargeError(f"{name} is larger than it should be: nothing of it is kept.")
        yield block
