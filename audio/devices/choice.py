"""Which sound devices there are, and which work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.devices.null import NullDevice
from audio.devices.process import ProcessDevice
from audio.errors import DeviceError

if TYPE_CHECKING:
    from audio.devices.device import Device

DEFAULT = "miniaudio"
NAMES = (DEFAULT, "simpleaudio", "null")


def open_device(name: str | None = None) -> Device:
    """Begin to open a device; its ``start`` waits for the rest, and raises what went wrong.

    Args:
        name: one of ``NAMES``, or None for the default.

    Raises:
        DeviceError: there is no device of that name.
    """
    name = name or DEFAULT
    if name not in NAMES:
        raise DeviceError(f"There is no device '{name}'; choose one of {', '.join(NAMES)}.")
    return NullDevice() if name == "null" else ProcessDevice(name)


def check_devices() -> dict[str, DeviceError | None]:
    """Open each output for a moment, all at once; return what is wrong with it, or None.

    It takes as long as the slowest, ``audio.devices.process.OPEN_LIMIT_S`` or twice that at most.
    """
    devices = {name: ProcessDevice(name) for name in NAMES if name != "null"}
    faults: dict[str, DeviceError | None] = {}
    for name, device in devices.items():
        try:
            device.wait_until_open()
            faults[name] = None
        except DeviceError as error:
            faults[name] = error
        finally:
            device.stop()
    return faults | {"null": None}
