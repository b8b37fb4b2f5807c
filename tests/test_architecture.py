"""The road runs one way, the houses stay apart, and nothing sleeps."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "guide").rglob("*.py")) + sorted((ROOT / "audio").rglob("*.py"))
HEAVY = {
    "numpy",
    "miniaudio",
    "pyttsx3",
    "soxr",
    "soundfile",
    "mutagen",
    "av",
    "yaml",
    "tomlkit",
    "espeakng_loader",
    "simpleaudio",
    "sqlite3",
    "dbus_fast",
    "wakepy",
    "textual",
    "rich",
    "fpdf",
    "fontTools",
    "PIL",
    "piper",
    "onnxruntime",
}

ENCODERS = {"soundfile", "mutagen", "av", "PIL"}

CHECKED = str(ROOT / "routines" / "spasm-relief.yaml")

ROAD = (
    ("guide.folders",),
    ("guide.language",),
    ("guide.problems",),
    ("guide.syntax",),
    ("guide.format",),
    ("guide.yaml", "guide.toml"),
    ("guide.reading",),
    ("guide.fitting",),
    ("guide.compiling",),
    ("guide.session", "guide.page", "guide.cover", "guide.showing", "guide.checking"),
    ("guide.exporting", "guide.playing", "guide.screen", "guide.remote", "guide.history"),
    ("guide.cli",),
)
"""From the bottom to the top. Nothing reaches what is above it, not through others either."""


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in PATHS}


def imports_of(module: str) -> set[str]:
    """The modules of both houses that one imports, anywhere in it, and for types too."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{module}: imports are written in full"
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return named & MODULES.keys() - {"guide", "audio"}


IMPORTS = {module: imports_of(module) for module in MODULES}


def reached_from(module: str) -> set[str]:
    """Everything that is imported along with a module."""
    reached, waiting = set(), [module]
    while waiting:
        new = IMPORTS[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def is_in(module: str, package: str) -> bool:
    """Whether a module is a package or in it."""
    return module == package or module.startswith(f"{package}.")


def test_audio_imports_nothing_from_guide() -> None:
    """What is heard knows nothing of what happens and when."""
    wrong = {
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        for name in names
        if is_in(module, "audio") and is_in(name, "guide")
    }
    assert not wrong


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_in_no_circle(module: str) -> None:
    """No module needs itself, however many others lie between."""
    assert module not in reached_from(module)


def room_of(module: str, house: str) -> str:
    """The room of a house that a module is in: the module itself where it stands by the door."""
    first, *_ = module.removeprefix(f"{house}.").split(".")
    return f"{house}.{first}"


@pytest.mark.parametrize("house", ["guide", "guide.cli", "audio"])
def test_rooms_need_one_another_in_no_circle(house: str) -> None:
    """Each can be read, and changed, with nothing in mind but those below it."""
    needs: dict[str, set[str]] = {}
    for module, names in IMPORTS.items():
        if is_in(module, house) and module != house:
            room = room_of(module, house)
            below_it = {name for name in names if is_in(name, house) and name != house}
            others = {room_of(name, house) for name in below_it}
            needs.setdefault(room, set()).update(others - {room})
    below: set[str] = set()
    while ready := {room for room in needs.keys() - below if needs[room] <= below}:
        below |= ready
    assert not needs.keys() - below


def test_nothing_stands_outside_the_rooms() -> None:
    """A room for each thing, apart from what every room may ask."""
    outside = {path.stem for path in (ROOT / "guide").glob("*.py")}
    assert outside == {"__init__", "folders", "doctor"}


def pictured() -> tuple[set[str], set[str]]:
    """The rooms and the modules that the picture in docs/architecture.md shows."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    rooms: set[str] = set()
    modules: set[str] = set()
    house = ""
    for line in filter(str.strip, text.splitlines()):
        name, *begin, _ = re.split(" {2,}", line.strip())
        if not line.startswith(" "):
            house = name.rstrip("/")
        elif name.endswith("/"):
            room = f"{house}/{name.rstrip('/')}"
            rooms.add(room)
            modules |= {f"{room}/{module}" for names in begin for module in names.split(", ")}
        else:
            modules.add(f"{house}/{name}")
    return rooms, modules


def test_the_picture_shows_every_room() -> None:
    """Whoever comes new finds each folder of both houses told in a line."""
    rooms, _ = pictured()
    folders = {
        path.parent.relative_to(ROOT).as_posix() for path in PATHS if path.name == "__init__.py"
    }
    assert rooms == {folder for folder in folders if folder.count("/") == 1}


def test_the_picture_shows_nothing_that_is_not_there() -> None:
    """Each module that it names is in its room."""
    _, modules = pictured()
    assert len(modules) > 50
    there = {path.parent / path.stem for path in (ROOT / "guide").rglob("*")}
    there |= {path.parent / path.stem for path in (ROOT / "audio").rglob("*")}
    gone = {name for name in modules if ROOT / name not in there}
    assert not gone


def test_each_command_is_a_module_of_its_name() -> None:
    """Whoever looks for ``guide where`` finds it, and nothing else is among the commands."""
    modules = {path.stem for path in (ROOT / "guide" / "cli" / "commands").glob("*.py")}
    assert modules == {"__init__", *COMMANDS}


@pytest.mark.parametrize("level", range(len(ROAD) - 1))
def test_the_road_runs_one_way(level: int) -> None:
    """What is lower on the road from the routine to the command line imports nothing higher."""
    above = [package for packages in ROAD[level + 1 :] for package in packages]
    wrong = {
        f"{module} reaches {name}"
        for module in MODULES
        for name in reached_from(module)
        if any(is_in(module, package) for package in ROAD[level])
        and any(is_in(name, package) for package in above)
    }
    assert not wrong


def test_nothing_but_the_command_line_imports_from_it() -> None:
    """It is above all, also what is not on the road."""
    wrong = {
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        for name in names
        if is_in(name, "guide.cli") and not is_in(module, "guide.cli")
    }
    assert not wrong


def test_every_stop_on_the_road_exists() -> None:
    """The road names modules that are there, so that the rule cannot lapse by a renaming."""
    for packages in ROAD:
        for package in packages:
            assert any(is_in(module, package) for module in MODULES), package


@pytest.mark.parametrize("module", MODULES)
def test_nothing_sleeps(module: str) -> None:
    """Time comes from the sample clock or from waiting for something; ``sleep`` is neither."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        assert name != "sleep", f"{module}:{node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert "sleep" not in {alias.name for alias in node.names}, f"{module}:{node.lineno}"


def modules_loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a run of ``guide`` has loaded when it ends."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n', *{name.split('.')[0] for name in sys.modules}))\n"
        "from guide.cli import main\n"
        "sys.argv[0] = 'guide'\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument: str) -> None:
    """Help is quick because what reads, speaks or plays is imported only when it is used."""
    loaded = modules_loaded_by(argument)
    assert "click" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("arguments", [("list",), ("moves",)])
def test_lists_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Not even YAML, once an index has what they tell."""
    assert not modules_loaded_by(*arguments) & (HEAVY - {"yaml"})
    assert not modules_loaded_by(*arguments) & HEAVY


@pytest.mark.parametrize("arguments", [("show", "spasm-relief"), ("check", CHECKED)])
def test_what_only_reads_loads_nothing_that_sounds(arguments: tuple[str, ...]) -> None:
    """Showing and checking need YAML, but neither numpy nor a voice nor a device."""
    loaded = modules_loaded_by(*arguments)
    assert "yaml" in loaded
    assert not loaded & (HEAVY - {"yaml"})


def test_a_wav_file_needs_no_encoder(tmp_path: Path) -> None:
    """What other formats need is loaded for them only."""
    short = tmp_path / "short.yaml"
    short.write_text("title: Short\nsteps: [{title: Fold, say: Fold., hold: 1s}]\n", "utf-8")
    assert not modules_loaded_by("export", str(short), "-o", str(tmp_path / "a.wav")) & ENCODERS
    loaded = modules_loaded_by("export", str(short), "-o", str(tmp_path / "a.flac"))
    assert loaded >= {"soundfile", "mutagen", "PIL"}
