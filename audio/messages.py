"""What a child process and its parent say to each other, over the child's standard streams.

Imported by every child, so it stays light: no subprocess, no threads.

    message = header size (4 bytes) | payload size (4 bytes) | header (JSON) | payload
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any, BinaryIO

Header = dict[str, Any]

_SIZES = struct.Struct("<II")
_HEADER_MAX, _PAYLOAD_MAX = 1 << 20, 1 << 28  # bytes; printed text read as sizes is above both


def write_message(stream: BinaryIO, header: Header, payload: bytes | memoryview = b"") -> None:
    """Write one message and flush it; raises OSError when the other end is gone."""
    text = json.dumps(header).encode()
    for part in (_SIZES.pack(len(text), len(payload)) + text, payload):  # samples aren't copied
        left = memoryview(part)
        while left:  # a raw stream may take a part
            left = left[stream.write(left) :]
    stream.flush()


def read_message(stream: BinaryIO) -> tuple[Header, bytes] | None:
    """Read one message, or None when the other end is gone, in the middle of one too.

    Raises:
        ValueError: what came is no message.
    """
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    header_size, payload_size = _SIZES.unpack(sizes)
    if header_size > _HEADER_MAX or payload_size > _PAYLOAD_MAX:
        raise ValueError(f"no message: it would be {header_size} and {payload_size} bytes long")
    body = stream.read(header_size + payload_size)
    if len(body) < header_size + payload_size:
        return None
    header = json.loads(body[:header_size])
    if not isinstance(header, dict):
        raise ValueError(f"no message: its header is a {type(header).__name__}")
    return header, body[header_size:]


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """In the child: take over standard input and output for messages.

    Whatever a library prints from then on goes to standard error, never among the messages.
    """
    messages_in = os.fdopen(os.dup(0), "rb")
    messages_out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return messages_in, messages_out
