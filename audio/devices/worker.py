"""The child process of a sound device: ``python -P -m audio.devices.worker play miniaudio``.

It opens the output at once, and begins to play when it is first fed. Nothing here may import
numpy: the time until the first sound counts.

    play BACKEND OUTPUT, OUTPUT "" for the default one:
    to the parent: {"ready": name, "wanted": frames}, or {"error": sentence, "none": there is no
                   device at all} and the end;
                   then {"wanted", "heard", "underruns"} whenever the output has moved on
    to the child:  {} and a block of frames

    list BACKEND:
    to the parent: {"outputs": [Output, ...]}, or the error as above; and the end
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

from audio.devices.feed import Feed
from audio.errors import DeviceError, NoDeviceError
from audio.messages import own_streams, read_message, write_message

if TYPE_CHECKING:
    from typing import NoReturn

MODULES = {
    "miniaudio": "audio.devices.miniaudio_backend",
    "simpleaudio": "audio.devices.simpleaudio_backend",
}


def main(task: str, backend: str, wanted: str = "") -> NoReturn:
    """Do one task, until the parent is gone or the output is."""
    messages_in, messages_out = own_streams()
    try:
        output = importlib.import_module(MODULES[backend])
        feed = Feed(output.QUEUE_FRAMES)
        threading.Thread(target=_receive, args=(messages_in, feed)).start()
        if task == "list":
            write_message(messages_out, {"outputs": output.list_outputs()})
        else:
            _play(output, feed, messages_out, wanted)
    except DeviceError as error:
        none = isinstance(error, NoDeviceError)
        write_message(messages_out, {"error": str(error), "none": none})
    finally:
        os._exit(1)  # not waiting for threads inside a sound library


def _play(output: Any, feed: Feed, messages_out: BinaryIO, wanted: str) -> None:
    def ready(name: str) -> None:
        write_message(messages_out, {"ready": name, "wanted": output.FIRST_FRAMES})
        threading.Thread(target=_report, args=(messages_out, feed)).start()

    output.play(feed, ready, wanted)


def _receive(messages_in: BinaryIO, feed: Feed) -> NoReturn:
    while (message := read_message(messages_in)) is not None:
        feed.put(message[1])
    os._exit(0)  # the parent is gone


def _report(messages_out: BinaryIO, feed: Feed) -> None:
    feed.wait_until_fed()
    while True:
        try:
            write_message(messages_out, feed.report())
        except OSError:  # the parent is gone
            os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
