"""What README and docs/ show is true: every file is valid, every command runs as shown."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from guide.checking.check import problems_of
from guide.format.routine import Move, Routine
from guide.format.schema import schema
from tests.bells import write_bells
from tests.guide.cli.running import guide, start_guide
from tests.guide.editing import errors, seen

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
FILES = re.findall(r"```yaml\n(# (routine|move|broken): (\S+)\n.*?)```", TEXT, re.DOTALL)
SCHEMAS = {Routine: schema(Routine), Move: schema(Move)}
COMMANDS = [
    (command, shown)
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for command, shown in re.findall(r"^\$ (guide .*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files that the documents show or name, and what commands make of them."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "moves").mkdir()
    for text, kind, name in FILES:
        (folder / "moves" / name if kind == "move" else folder / name).write_text(text, "utf-8")
        write_bells(folder, text)
    return folder


@pytest.fixture(autouse=True)
def in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands are called where the files are, by somebody who has nothing of their own yet."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("STRETCH_GUIDE_ROUTINES", str(folder / "own"))
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(folder / "cache"))
    monkeypatch.setenv("STRETCH_GUIDE_HISTORY", str(folder / "history.db"))
    monkeypatch.setenv("STRETCH_GUIDE_CONFIG", str(tmp_path / "config.toml"))


def test_every_yaml_block_says_which_file_it_is() -> None:
    """So that each of them is tried; and no two have one name, for they lie side by side."""
    assert len(FILES) == TEXT.count("```yaml\n")
    names = [name for *_, name in FILES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("text", "kind", "name"), FILES, ids=[name for *_, name in FILES])
def test_every_file_is_what_it_says(folder: Path, text: str, kind: str, name: str) -> None:
    """Routines and moves are valid, for `guide check` and for editors; broken ones are not."""
    problems = problems_of(folder / "moves" / name if kind == "move" else folder / name)
    assert bool(problems) == (kind == "broken"), problems
    if kind != "broken":
        assert not errors(SCHEMAS[Move if kind == "move" else Routine], seen(text))


@pytest.mark.parametrize("name", [name for _, kind, name in FILES if kind == "routine"])
def test_every_routine_s_words_fit_their_time(folder: Path, name: str) -> None:
    """With the voice that comes along, so that who copies one is told of nothing."""
    assert guide("compile", folder / name).stderr == ""


def digits_aside(text: str) -> str:
    """Lengths and sizes depend on the voice; all else must be as shown."""
    return re.sub(r"\d+", "0", text)


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[c for c, _ in COMMANDS])
def test_every_command_runs_and_prints_what_is_shown(command: str, shown: str) -> None:
    """Sessions are begun and then ended as a person would, with Ctrl-C."""
    _, name, *rest = shlex.split(command)
    if name in ("play", "preview"):
        process = start_guide(name, *rest, "--device", "null")
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        assert process.returncode == 130
        assert first.startswith(shown)
        return
    result = guide(name, *rest, *(["--device", "null"] if name == "say" else []))
    expected = {0, 1} if name == "doctor" or "problem" in shown else {0}
    assert result.returncode in expected, result.stderr
    if shown:
        assert digits_aside(result.stdout) == digits_aside(shown)


def test_every_make_target_shown_exists() -> None:
    """And `make help` lists it."""
    shown = set(re.findall(r"^make ([a-z]+)$", TEXT, re.MULTILINE))
    listed = subprocess.run(
        ["make", "-C", ROOT, "help"], capture_output=True, text=True, check=True
    ).stdout
    assert shown >= {"play", "test"}
    assert all(re.search(rf"make {target}\b", listed) for target in shown)


def test_the_picture_shows_a_timeline() -> None:
    """It is drawn by the program beside it from what ``guide compile`` says."""
    compiled = guide("compile", "gentle-stretches", "--json").stdout
    command = [sys.executable, ROOT / "docs" / "draw_timeline.py"]
    drawn = subprocess.run(command, input=compiled, capture_output=True, text=True, check=True)
    new = ElementTree.fromstring(drawn.stdout)
    kept = ElementTree.parse(ROOT / "docs" / "timeline.svg").getroot()
    titles = {section["title"] for section in json.loads(compiled)["sections"]}
    for picture in (new, kept):
        texts = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
        assert titles - {"Gentle stretches"} <= texts
    assert len(list(new)) == len(list(kept))


def test_the_reference_is_what_the_definition_says() -> None:
    """To the letter: it is written by the program beside it."""
    command = [sys.executable, ROOT / "docs" / "write_reference.py"]
    written = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert written.stdout == (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_the_picture_of_the_player_is_what_the_screen_draws() -> None:
    """To the letter: it is drawn by the program beside it from the real screen."""
    command = [sys.executable, ROOT / "docs" / "draw_player.py"]
    drawn = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert drawn.stdout == (ROOT / "docs" / "player.svg").read_text("utf-8")
