"""What the authoring guide promises: every key is explained, and what it says is so.

That its files are valid and its commands run is shown by tests/test_docs.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest import MonkeyPatch

from guide.format.definition import definition
from guide.format.routine import (
    Between,
    Group,
    Move,
    OwnSounds,
    Phase,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.format.templates import NAMES
from guide.reading.source import read_routine

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
TEXT = GUIDE.read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n(# (routine|move): (\S+)\n.*?)```", TEXT, re.DOTALL)


def keys(model: type[object]) -> set[str]:
    return set(definition(model))


def test_a_move_beside_a_routine_is_found_by_its_name(tmp_path: Path) -> None:
    """As the guide promises of the folder `moves`."""
    (text,) = (text for text, _, name in FILES if name == "side-stretch.yaml")
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "side-stretch.yaml").write_text(text, encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text("title: Own\nsteps: [side-stretch]\n", encoding="utf-8")
    (step,) = read_routine(own).steps
    assert isinstance(step, Move)
    assert step.title == "Side stretch"


@pytest.mark.parametrize(
    "model", [Routine, OwnSounds, Settings, Move, Phase, Group, Rest, Between, Selection]
)
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

    from guide.cli.commands.check import check_

    (shown,) = re.findall(r"```text\n(mine\.yaml.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    lines = ["title: Mine", "before: Stop if it hurts.", "steps:", "  - childs-pose"]
    lines += ["  - title: Two", "    say: Lie down.", "    hold: 60s-30s", "  - child-pose"]
    Path("mine.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert CliRunner().invoke(check_, ["mine.yaml"]).output == shown
