"""The outputs that the miniaudio backend can play to, inside the child process."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING, Any

from audio.devices.outputs import Output, find_output

if TYPE_CHECKING:
    from collections.abc import Iterator

PULSEAUDIO, NULL = "PulseAudio", "Null"
"""What the library calls two of its backends; the first speaks to PipeWire too."""

_WITH_TEXTS = (PULSEAUDIO, "ALSA", "Core Audio", "sndio", "OSS")
"""Backends that identify outputs by texts; the others do so by codes that nobody types."""

_NOTHING = ("ALSA", "null")


def import_miniaudio() -> Any:
    """Import the library, quickly."""
    # It imports both for helpers that are not used here: 100 of its 125 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    sys.modules.setdefault("urllib.request", types.ModuleType("urllib.request"))
    import miniaudio  # noqa: PLC0415 - after the two above

    return miniaudio


class Outputs:
    """All outputs of the first backend that works: a sound server's before a card's own.

    The library's own list is not used: it does not say which is the default, and there is none
    at all when one output cannot be asked about itself.
    """

    def __init__(self, miniaudio: Any) -> None:
        """Ask the system."""
        self._miniaudio = miniaudio
        self._devices = miniaudio.Devices()  # its memory holds what is found
        self.backend = miniaudio.Backend(self._devices._context[0].backend)
        self._found = {} if self._devices.backend == NULL else dict(self._ask())

    @property
    def all(self) -> list[Output]:
        """The outputs, in the system's order."""
        return list(self._found)

    def find(self, wanted: str) -> tuple[Output, Any]:
        """Return an output by name and the library's id of it; see ``find_output``."""
        output = find_output(wanted, self.all)
        return output, self._miniaudio.ffi.addressof(self._found[output], "id")

    def _ask(self) -> Iterator[tuple[Output, Any]]:
        ffi, library = self._miniaudio.ffi, self._miniaudio.lib
        context, nothing = self._devices._context, ffi.NULL
        infos, count = ffi.new("ma_device_info **"), ffi.new("ma_uint32 *")
        result = library.ma_context_get_devices(context, infos, count, nothing, nothing)
        if result != library.MA_SUCCESS:
            return  # as where ALSA has no card and no settings
        kind = self._miniaudio.DeviceType.PLAYBACK.value
        for info in infos[0][0 : count[0]]:
            details = ffi.new("ma_device_info *")
            identity = ffi.addressof(info, "id")
            asked = library.ma_context_get_device_info(context, kind, identity, details)
            output = self._described(info)
            # else it is a name with nothing behind it, or what throws all sound away
            if asked == library.MA_SUCCESS and (self._devices.backend, output.identity) != _NOTHING:
                yield output, info

    def _described(self, info: Any) -> Output:
        ffi = self._miniaudio.ffi
        texts = self._devices.backend in _WITH_TEXTS
        identity = bytes(ffi.buffer(ffi.addressof(info, "id"))) if texts else b""
        return Output(
            _printable(ffi.string(info.name)),
            _printable(identity.partition(b"\0")[0]),
            bool(info.isDefault),
        )


def _printable(text: bytes) -> str:
    """Names come from whoever made a device: none may write to the terminal."""
    decoded = text.decode(errors="replace")
    return "".join(letter if letter.isprintable() else "?" for letter in decoded)
