"""What all tests share: folders of their own, Hypothesis' profile, the marker ``needs``."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_CI = bool(os.environ.get("STRETCH_GUIDE_CI"))

settings.register_profile("quiet", deadline=None, derandomize=IN_CI)  # no luck, no clock
settings.register_profile(  # a mutant is killed every time or never, and soon: make mutants
    "mutants",
    settings.get_profile("quiet"),
    derandomize=True,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("quiet")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing; in CI they must be there, so fail."""
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    missing = [program for program in wanted if not shutil.which(program)]
    if missing:
        reason = f"needs {', '.join(missing)} (.ci/run installs it)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache, routines and history out of the tests, and the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("STRETCH_GUIDE_ROUTINES", str(tmp_path_factory.mktemp("routines")))
        patch.setenv(
            "STRETCH_GUIDE_HISTORY", str(tmp_path_factory.mktemp("history") / "history.db")
        )
        patch.setenv("STRETCH_GUIDE_CONFIG", str(tmp_path_factory.mktemp("own") / "none.toml"))
        patch.setenv("STRETCH_GUIDE_VOICES", str(tmp_path_factory.mktemp("voices")))
        yield
