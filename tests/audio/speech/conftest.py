"""Workers of real engines, and a cache of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio.speech.workers import Workers
from tests.audio.speech.engines import install_example, path_with
from tests.audio.speech.tiny_voice import install_tiny

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    StartWorkers = Callable[..., Workers]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def example_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the example package is installed."""
    folder = tmp_path_factory.mktemp("example")
    install_example(folder)
    return folder


@pytest.fixture
def example(example_package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the example package among those that are installed, for workers too."""
    monkeypatch.syspath_prepend(example_package)
    monkeypatch.setenv("PYTHONPATH", path_with(example_package))


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed voices, with none in it."""
    folder = tmp_path / "voices"
    folder.mkdir()
    monkeypatch.setenv("STRETCH_GUIDE_VOICES", str(folder))
    return folder


@pytest.fixture
def tiny(voices: Path) -> Path:
    """The folder of the tiny voice, which is installed."""
    return install_tiny(voices)


@pytest.fixture
def start_workers() -> Iterator[StartWorkers]:
    """Start workers that are ended after the test."""
    started: list[Workers] = []

    def start(engine: str = "espeak", jobs: int = 1, **options: object) -> Workers:
        usual = {"engine": engine, "voice": None, "language": "en", "pace_wpm": 150}
        started.append(Workers({**usual, **options}, jobs))
        return started[-1]

    yield start
    for workers in started:
        workers.close()
