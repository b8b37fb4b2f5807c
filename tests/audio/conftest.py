"""A virtual sound card for the tests of sound devices."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.audio.sink import PROGRAMS, NullSink

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[NullSink]:
    """A sound server of the test's own, which devices find by their environment."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        reason = f"needs {', '.join(missing)} (Debian: pulseaudio, pulseaudio-utils)"
        (pytest.fail if os.environ.get("STRETCH_GUIDE_CI") else pytest.skip)(reason)
    sink = NullSink()
    for name, value in sink.environment.items():
        monkeypatch.setenv(name, value)
    yield sink
    sink.close()
