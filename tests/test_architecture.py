"""The road runs one way, the houses stay apart, and nothing sleeps."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

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
    ("guide.routine",),
    ("guide.plan", "guide.fit"),
    ("guide.compiler",),
    ("guide.player", "guide.export", "guide.screen", "guide.remote"),
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
