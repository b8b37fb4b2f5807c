"""A client of a language server: what an editor asks, over the protocol that editors speak."""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Answer = Any

LONGEST_S = 300.0
"""No server is needed for longer than this."""


class Editor:
    """Has files open in a language server, and asks about them."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server
        self._asked = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}

    def ask(self, method: str, params: Any) -> Answer:
        """Send a request and return its answer."""
        self._asked += 1
        self._send(method, params, id=self._asked)
        while "result" not in (message := self._receive()) or message["id"] != self._asked:
            pass
        return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send(method, params)

    def open(self, path: Path) -> list[tuple[int, str, str]]:
        """Open a file; return what the server finds in it: line, text underlined, message."""
        text = path.read_text("utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while path.as_uri() not in self._diagnostics:
            self._receive()
        found = []
        for one in self._diagnostics.pop(path.as_uri()):
            start, end = one["range"]["start"], one["range"]["end"]
            line = text.splitlines()[start["line"]]
            stop = end["character"] if end["line"] == start["line"] else len(line)
            found.append((start["line"] + 1, line[start["character"] : stop], one["message"]))
        return sorted(found)

    def offered(self, path: Path, line: int, column: int) -> set[str]:
        """Return what the server would write at a place, both counted from 1."""
        answer = self._at("completion", path, line, column)
        return {item["label"] for item in answer["items"]}

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what the server tells of the word at a place, both counted from 1."""
        answer = self._at("hover", path, line, column)
        return str(answer["contents"]["value"]) if answer else ""

    def _at(self, what: str, path: Path, line: int, column: int) -> Answer:
        position = {"line": line - 1, "character": column - 1}
        file = {"uri": path.as_uri()}
        return self.ask(f"textDocument/{what}", {"textDocument": file, "position": position})

    def _send(self, method: str, params: Any, **more: int) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params, **more}
        self._write(message)

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; answer what the server asks, and keep its diagnostics."""
        assert self._server.stdout
        size = 0
        while header := self._server.stdout.readline().strip():
            name, _, value = header.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        assert size, "the language server has ended"
        message: dict[str, Any] = json.loads(self._server.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self._diagnostics[found["uri"]] = found["diagnostics"]
        elif "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["params"] else []
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": [None for _ in wanted]})
        return message


@contextmanager
def editor(*command: str | Path) -> Iterator[Editor]:
    """Start a language server that speaks over its standard streams; end it in any case."""
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    end = threading.Timer(LONGEST_S, server.kill)  # one that hangs is an end of what is read
    end.start()
    try:
        one = Editor(server)
        one.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        one.tell("initialized", {})
        yield one
        one.ask("shutdown", None)
        one.tell("exit", None)
        server.wait(timeout=20)
    finally:
        end.cancel()
        server.kill()
        server.communicate()
