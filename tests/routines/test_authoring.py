"""What the authoring guide shows is true: its files are valid, its commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from pytest import MonkeyPatch

from guide.definition import definition
from guide.routine import (
    Between,
    Group,
    Move,
    Phase,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.source import check, read_routine
from guide.templates import NAMES

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
TEXT = GUIDE.read_text(encoding="utf-8")
YAML = re.findall(r"```yaml\n(# (routine|move): (\S+)\n.*?)```", TEXT, re.DOTALL)
CONSOLE = [
    line
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for line in block.split("\n")
]
COMMANDS = [line for line in CONSOLE if line.startswith("$ ")]


def keys(model: type[object]) -> set[str]:
    return set(definition(model))


def test_every_yaml_block_says_which_file_it_is() -> None:
    """So that each is a whole file which can be tried; and no two have one name."""
    assert len(YAML) == TEXT.count("```yaml") > 10
    names = [name for _, _, name in YAML]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("text", "kind", "name"), YAML, ids=[name for _, _, name in YAML])
def test_every_file_shown_is_valid(text: str, kind: str, name: str, tmp_path: Path) -> None:
    """Saved where the guide says, it has no problem."""
    folder = tmp_path / "moves" if kind == "move" else tmp_path
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    assert check(file) == []


def test_a_move_beside_a_routine_is_found_by_its_name(tmp_path: Path) -> None:
    """As the guide promises of the folder `moves`."""
    (text,) = (text for text, _, name in YAML if name == "side-stretch.yaml")
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "side-stretch.yaml").write_text(text, encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text("title: Own\nsteps: [side-stretch]\n", encoding="utf-8")
    (step,) = read_routine(own).steps
    assert isinstance(step, Move)
    assert step.title == "Side stretch"


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_shown_is_one_of_guide_and_knows_its_options(line: str) -> None:
    """Each is parsed by the command itself, without being run."""
    import click

    from guide.cli import guide

    prompt, program, name, *rest = shlex.split(line)
    assert (prompt, program) == ("$", "guide")
    command = guide.get_command(click.Context(guide), name)
    assert command is not None
    known = {option for param in command.params for option in param.opts}
    assert {word for word in rest if word.startswith("-")} <= known


@pytest.mark.parametrize("model", [Routine, Settings, Move, Phase, Group, Rest, Between, Selection])
def test_every_key_of_the_format_is_explained(model: type[object]) -> None:
    """A key that is added to the format has to be added to the guide."""
    shown = set(re.findall(r"`(\w+)`", TEXT)) | set(re.findall(r"\b(\w+): ", TEXT))
    assert keys(model) <= shown


def test_every_template_is_explained_and_no_other() -> None:
    """The table of templates is the list of the program."""
    table = TEXT.split("## Templates")[1].split("```")[0]
    assert set(re.findall(r"\{(\w+)\}", table)) == set(NAMES)


def test_the_problems_shown_are_what_check_says(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    """To the character, hints and all."""
    from click.testing import CliRunner

    from guide.cli.checking import check_

    (shown,) = re.findall(r"```text\n(mine\.yaml.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    lines = ["title: Mine", "before: Stop if it hurts.", "steps:", "  - childs-pose"]
    lines += ["  - title: Two", "    say: Lie down.", "    hold: 60s-30s", "  - child-pose"]
    Path("mine.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert CliRunner().invoke(check_, ["mine.yaml"]).output == shown
