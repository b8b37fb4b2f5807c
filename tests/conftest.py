"""What all tests share: folders of their own, Hypothesis' profile, the marker ``needs``."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings

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


def pytest_configure(config: pytest.Config) -> None:
    """Keep the user's folders out of the tests, and the tests out of them.

    Now already: tests are collected for each routine that there is.
    """
    folder = TemporaryDirectory(prefix="stretch-guide-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name in ("cache", "routines", "history", "config", "voices"):
        own = Path(folder.name, name)
        own.mkdir()
        file = {"history": own / "history.db", "config": own / "none.toml"}.get(name, own)
        os.environ[f"STRETCH_GUIDE_{name.upper()}"] = str(file)
