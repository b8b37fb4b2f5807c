"""What every test may use: Hypothesis' profile and the marker ``needs``."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

IN_CI = bool(os.environ.get("STRETCH_GUIDE_CI"))

settings.register_profile("quiet", deadline=None, derandomize=IN_CI)  # no luck, no clock
settings.load_profile("quiet")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing; in CI they must be there, so fail."""
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    missing = [program for program in wanted if not shutil.which(program)]
    if missing:
        reason = f"needs {', '.join(missing)} (Debian packages: see .ci/run)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
