"""Engines are found by name, and other packages are looked through only when they are meant."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from audio.errors import VoiceError
from audio.speech import registry
from audio.speech.engines import list_engines, open_voice
from audio.speech.registry import BUILT_IN, all_engines, find_engine
from audio.speech.voice import Parameters
from tests.audio.speech.engines import ROOT, path_with

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from pathlib import Path


@pytest.mark.usefixtures("example")
def test_another_package_adds_an_engine() -> None:
    """By its entry point: after those that come along, with its version and licence."""
    kinds = all_engines()
    assert [*kinds][: len(BUILT_IN)] == [*BUILT_IN]
    assert find_engine("hum") == kinds["hum"]
    assert kinds["hum"].sounds_like() == "hum-engine 1.0"
    assert kinds["hum"].licence == "MIT"


@pytest.mark.usefixtures("example")
def test_one_that_cannot_be_loaded_is_listed_with_its_reason() -> None:
    """And does not keep the others from being listed, nor is it ever a traceback."""
    reports = {report.name: report for report in list_engines()}
    assert "no such library" in (reports["broken"].problem or "")
    assert not reports["hum"].problem
    voice = open_voice(Parameters("broken"))
    with pytest.raises(VoiceError, match=r"broken cannot be used.*no such library"):
        voice.speak("Hold.")
    voice.close()


def test_none_takes_the_name_of_one_that_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that calls its engine ``espeak`` changes nothing."""
    import importlib.metadata as metadata

    false = metadata.EntryPoint("espeak", "os:system", registry.GROUP)

    def entry_points(group: str) -> list[EntryPoint]:
        return [false]

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    assert all_engines() == BUILT_IN


def test_an_unknown_one() -> None:
    """Is refused with the names of all that there are."""
    with pytest.raises(VoiceError, match=r'no engine "sam": choose espeak, .* or '):
        find_engine("sam")


def test_no_packages_are_looked_through_for_one_that_comes_along(example_package: Path) -> None:
    """That would cost every start 20 ms."""
    code = (
        "import sys; from audio.speech.registry import find_engine;"
        "find_engine('espeak'); print('importlib.metadata' in sys.modules);"
        "find_engine('hum'); print('importlib.metadata' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": path_with(example_package)}
    command = [sys.executable, "-c", code]
    printed = subprocess.check_output(command, env=environment, text=True, cwd=ROOT)
    assert printed.split() == ["False", "True"]
