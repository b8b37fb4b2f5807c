"""A child for the tests of ``audio.child``: it behaves as its first argument says."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from audio.messages import own_streams, read_message, write_message


def main(behaviour: str, *arguments: str) -> None:
    if behaviour == "garbage":
        os.write(1, b"hello, this is a library that prints\n")
    if behaviour == "no-json":
        os.write(1, b"\x05\0\0\0\0\0\0\0{{{{{")
    if behaviour == "list":
        os.write(1, b"\x02\0\0\0\0\0\0\0[]")
    messages_in, messages_out = own_streams()
    if behaviour == "deaf":  # it lives on, and nobody will ever hear of it
        messages_out.close()
        os.close(1)
        os.close(2)
        threading.Event().wait()
    if behaviour == "fifo":  # held open for as long as this lives
        _ = os.open(Path(arguments[0]), os.O_WRONLY)
    if behaviour == "daughter":  # which inherits the pipe, and stays for ever
        code = "import threading; threading.Event().wait()"
        apart = arguments == ("apart",)
        daughter = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=messages_out,
            close_fds=False,
            start_new_session=apart,
        )
        write_message(messages_out, {"pid": daughter.pid})
    sys.stdout.write("printed by a library\n")
    sys.stdout.flush()
    while message := read_message(messages_in):
        if behaviour == "die":
            os._exit(7)
        if behaviour == "hang":
            threading.Event().wait()
        if behaviour == "half":
            os.write(messages_out.fileno(), b"\x02\0\0\0")
            os._exit(0)
        write_message(messages_out, *message)


if __name__ == "__main__":
    main(*sys.argv[1:])
