"""Backends and devices for the tests."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from audio.devices.process import ProcessDevice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.audio.sink import NullSink


@pytest.fixture(params=["miniaudio", "simpleaudio"])
def backend(request: pytest.FixtureRequest) -> str:
    """Each backend; simpleaudio where it is installed."""
    name: str = request.param
    if name == "simpleaudio" and not importlib.util.find_spec("simpleaudio"):
        pytest.skip("simpleaudio is not installed (it needs Python 3.11 and ALSA's headers)")
    return name


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a sound server and without a sound card."""
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    (tmp_path / "alsa.conf").write_text("")  # not even the names of ALSA's own plugins
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "alsa.conf"))


@pytest.fixture
def device(backend: str, sink: NullSink) -> Iterator[ProcessDevice]:
    """A device on the virtual sound card."""
    device = ProcessDevice(backend)
    yield device
    device.stop()
