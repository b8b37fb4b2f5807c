"""A mirror of the collection of voices, on a real web server of this machine that can misbehave."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.audio.speech.tiny_voice import NAME, tiny_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = "en/en_US/tiny/low"
MODEL = f"{FOLDER}/{NAME}.onnx"


class Mirror:
    """What is served, by its path, and how it is.

    Attributes:
        files: contents; ``voices.json`` is made of them when it is ``publish``\\ ed.
        breaks_after: so many bytes of a file come in one answer, and then the end; by its path.
        redirects: where paths lead.
        ranges: whether parts of files are served.
        asked: each path that was asked for, with the first byte that was wanted.
    """

    def __init__(self) -> None:
        self.files = {f"{FOLDER}/{name}": content for name, content in tiny_files().items()}
        self.breaks_after: dict[str, int] = {}
        self.redirects: dict[str, str] = {}
        self.ranges = True
        self.asked: list[tuple[str, int]] = []
        self.before_answer: Callable[[str], object] = lambda path: None
        self.url = ""
        self.publish()

    def publish(self, **changes: dict[str, Any]) -> None:
        """Write the catalogue; ``changes`` are of what it tells about a file, by its ending."""
        files: dict[str, dict[str, Any]] = {}
        for path, content in self.files.items():
            if path != "voices.json":
                digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
                files[path] = {"size_bytes": len(content), "md5_digest": digest}
                files[path] |= changes.get(path.rpartition(".")[2], {})
        self.files["voices.json"] = json.dumps({NAME: {"key": NAME, "files": files}}).encode()


@contextmanager
def serving(mirror: Mirror) -> Iterator[None]:
    """Serve it at ``mirror.url``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(ConnectionError):
                self.answer(self.path.removeprefix("/"))

        def answer(self, path: str) -> None:
            span = self.headers.get("Range", "bytes=0-")
            start = int(span.removeprefix("bytes=").removesuffix("-")) if mirror.ranges else 0
            mirror.asked.append((path, start))
            mirror.before_answer(path)
            content = mirror.files.get(path)
            if target := mirror.redirects.get(path):
                self.send_response(302)
                self.send_header("Location", target)
                self.end_headers()
            elif content is None:
                self.send_error(404)
            elif start and start >= len(content):
                self.send_error(416)
            else:
                self.send_response(206 if start else 200)
                if start:
                    last = len(content) - 1
                    self.send_header("Content-Range", f"bytes {start}-{last}/{last + 1}")
                self.send_header("Content-Length", str(len(content) - start))
                self.end_headers()
                end = start + mirror.breaks_after.get(path, len(content))
                self.wfile.write(content[start:end])

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mirror.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
