"""One browser for all tests of pages, and a page to open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser as browsers
from tests.guide.page.pages import Opened, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guide.compiling.timeline import Timeline
    from tests.browser import Browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with browsers.browser() as one:
        yield one


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Timeline]:
    """A page of the short session, and its timeline."""
    path = tmp_path_factory.mktemp("page") / "short.html"
    return path, write(path)


@pytest.fixture
def page(browser: Browser, written: tuple[Path, Timeline]) -> Iterator[Opened]:
    """That page, just opened by somebody who has never opened it before."""
    path, timeline = written
    opened = Opened(browser, path, timeline)
    opened.open("localStorage.clear();")
    yield opened
    assert browser.complaints() == []
