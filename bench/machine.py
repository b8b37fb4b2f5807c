"""On what benchmarks ran: what may be told of a machine without telling whose it is."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import guide

PACKAGES = ("pyttsx3", "pydub", "numpy", "espeakng-loader")
PROGRAMS = {
    "espeak-ng": "--version",
    "sox": "--version",
    "ffmpeg": "-version",
    "pulseaudio": "--version",
}
"""Programs that others use, and what makes each tell its version."""


class Machine(NamedTuple):
    """A machine with what is installed there, at a time.

    Attributes:
        facts: what it is, by what is told: {"cores": "2"}; no names of anybody or anything.
        versions: of each program and package, by its name; "none" where there is none.
    """

    facts: dict[str, str]
    versions: dict[str, str]

    @classmethod
    def here(cls) -> Machine:
        """Look at this one, now."""
        memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        facts = {
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "processor": _processor(),
            "cores": str(os.cpu_count()),
            "memory": f"{memory_gib:.0f} GiB",
            "system": _system(),
            "processes waiting at the start": f"{os.getloadavg()[0]:.1f}",
        }
        versions = {
            "stretch-guide": guide.__version__,
            "Python": platform.python_version(),
            **{package: _package(package) for package in PACKAGES},
            **{program: _program(program, option) for program, option in PROGRAMS.items()},
        }
        return cls(facts, versions)


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:  # not on Linux
        return platform.machine()
    model = re.search(r"^model name\s*: (.*)$", told, re.MULTILINE)
    return f"{model[1]}, {platform.machine()}" if model else platform.machine()


def _system() -> str:
    kernel = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except OSError:  # not on Linux
        return kernel


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _program(name: str, option: str) -> str:
    if not shutil.which(name):
        return "none"
    asked = subprocess.run([name, option], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+(\.\d+)*", asked.stdout + asked.stderr)
    return found[0] if found else "of unknown version"
