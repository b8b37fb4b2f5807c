"""What is installed is what is in the checkout: the wheel carries the code and the content."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, **options: object) -> str:
    """Run a command and return its output, or fail with all that it said."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without any network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and nothing else installed in it."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--target", folder, wheel)
    return folder


def test_the_wheel_holds_the_two_houses_and_the_content(wheel: Path) -> None:
    """At its top level are the packages and nothing that was lying about beside them."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"guide", "audio", "routines"}
    assert not [name for name in names if name.endswith((".pyc", ".wav"))]


@pytest.mark.parametrize("folder", ["guide", "audio", "routines"])
def test_the_wheel_holds_every_file(wheel: Path, folder: str) -> None:
    """Each module, routine, move, catalogue and part of a page is there, at its own path."""
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".yaml", ".typed", ".html", ".css", ".js", ".mo", ".md"}
    }
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_sources_hold_what_their_tests_use(tmp_path: Path) -> None:
    """Benchmarks, which tests import, and all that make is asked for."""
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {f"bench/{path.name}" for path in (ROOT / "bench").glob("*.py")}
    assert wanted | {"Makefile", "pyproject.toml", "tests/test_packaging.py"} <= names


def test_both_houses_are_marked_as_typed(wheel: Path) -> None:
    """Type checkers of other projects may trust the annotations."""
    assert {"guide/py.typed", "audio/py.typed"} <= set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_program_finds_its_routines(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout, ``guide list`` shows every bundled routine."""
    code = "import guide, guide.cli as cli; print(guide.__file__, flush=True); cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    shown = run(sys.executable, "-c", code, "list", cwd=tmp_path, env=environment)
    assert shown.startswith(str(installed))
    for routine in (ROOT / "routines").glob("*.yaml"):
        assert routine.stem in shown


FIELDS = "License-Expression", "License", "Classifier"
EXTRAS = "piper", "m4a", "pdf", "mpris"


def test_the_notice_names_what_asks_for_something_in_return() -> None:
    """Each package under the GPL or one like it that is installed, along or as an extra."""
    notice = (ROOT / "NOTICE").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for name in EXTRAS for each in extras[name])]
    for name in (re.split(r"[^\w-]", requirement)[0] for requirement in wanted):
        try:
            about = metadata(name)
        except PackageNotFoundError:  # of another system
            continue
        told = " ".join(line for field in FIELDS for line in about.get_all(field, []))
        if re.search(r"GPL|\bMPL|\bOFL|General Public|Mozilla", told):
            assert name in notice, f"{name}: {told[:200]}"
