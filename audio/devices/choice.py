"""The one door to all devices; which outputs there are, and which backends work here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.child import Child, ChildError
from audio.devices.null import NullDevice
from audio.devices.outputs import BACKENDS, DEFAULT_BACKEND, Output
from audio.devices.process import ProcessDevice
from audio.errors import DeviceError

if TYPE_CHECKING:
    from audio.devices.device import Device

LIST_LIMIT_S = 4.0
"""Seconds that listing the outputs of a backend may take."""


def open_device(name: str | None = None) -> Device:
    """Begin to open a device; its ``start`` waits for the rest, and raises what went wrong.

    Args:
        name: one of ``BACKENDS``, for its default output; an output's name or identity in any
            case, or a part of it that no other has; or None for the default.

    Raises:
        DeviceError: no process can be started. A name that nothing has shows in ``start``.
    """
    name = name or DEFAULT_BACKEND
    if name == "null":
        return NullDevice()
    return ProcessDevice(name) if name in BACKENDS else ProcessDevice(DEFAULT_BACKEND, name)


class Listing(NamedTuple):
    """What one backend offers.

    Attributes:
        backend: its name.
        usual: whether it is the one that plays when nothing is chosen.
        outputs: those that can be chosen by name; none where there is only the default one.
        problem: why it does not work here and what to do, or None.
    """

    backend: str
    usual: bool
    outputs: tuple[Output, ...]
    problem: str | None


def list_outputs(limit_s: float = LIST_LIMIT_S) -> list[Listing]:
    """Ask each backend for its outputs, all at once, without playing anything.

    Args:
        limit_s: how long that may take, in seconds; a sound server may stand still.

    Raises:
        DeviceError: the usual backend did not answer in time, or could not be asked.
    """
    asked: dict[str, Child] = {}
    try:
        for backend in BACKENDS:
            if backend != "null":
                asked[backend] = Child("audio.devices.worker", "list", backend)
        listings = [_listing(backend, child, limit_s) for backend, child in asked.items()]
    except ChildError as error:
        raise DeviceError(
            f"The sound outputs could not be listed: {error}; restart the sound server."
        ) from error
    finally:
        for child in asked.values():
            child.kill()
    return [*listings, Listing("null", usual=False, outputs=(), problem=None)]


def _listing(backend: str, child: Child, limit_s: float) -> Listing:
    usual = backend == DEFAULT_BACKEND
    try:
        header, _ = child.receive(limit_s)
    except ChildError as error:
        if usual:
            raise
        return Listing(backend, usual, (), f"It could not be asked: {error}.")
    outputs = tuple(Output(*output) for output in header.get("outputs", ()))
    return Listing(backend, usual, outputs, header.get("error"))


def check_devices() -> dict[str, DeviceError | None]:
    """Open each backend's output for a moment, all at once; return what is wrong with it, or None.

    It takes as long as the slowest, ``audio.devices.process.OPEN_LIMIT_S`` at most.
    """
    devices = {name: open_device(name) for name in BACKENDS}
    faults: dict[str, DeviceError | None] = {}
    for name, device in devices.items():
        try:
            device.wait_until_open()
            faults[name] = None
        except DeviceError as error:
            faults[name] = error
        finally:
            device.stop()
    return faults
