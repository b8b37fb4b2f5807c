"""A routine that somebody else wrote reads what is its own, and nothing else is done for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from guide.checking.check import problems_of
from guide.problems.codes import Code
from guide.reading.source import read_routine
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "title: Secret\nsay: The secret.\nhold: 5s\n"
TAGS = (
    "!!python/object/apply:os.system ['touch {made}']",
    "!!python/object/new:subprocess.Popen [['touch', '{made}']]",
    "!!python/name:os.system",
    "!<tag:yaml.org,2002:python/object/apply:os.mkdir> ['{made}']",
)
COMMANDS = ("$(touch made)", "`touch made`", "'; touch made; '", "| touch made", "&& touch made #")
"""Texts that would make a file, were any of them given to a shell."""


@pytest.mark.parametrize(
    "name",
    ["../secret", "../../secret", "sub/secret", "..\\secret", "{folder}/secret", "secret.yaml"],
)
def test_a_move_is_named_and_not_pointed_at(tmp_path: Path, name: str) -> None:
    """No name leads out of the folders of moves, though there is a file at the end of it."""
    (tmp_path / "in" / "moves" / "sub").mkdir(parents=True)
    for place in (".", "in", "in/moves/sub"):
        (tmp_path / place / "secret.yaml").write_text(SECRET, "utf-8")
    file = tmp_path / "in" / "routine.yaml"
    named = json.dumps(name.format(folder=tmp_path))
    file.write_text(f"title: T\nbefore: Stop if it hurts.\nsteps: [{{move: {named}}}]\n", "utf-8")
    (problem,) = problems_of(file)
    assert problem.code in (Code.NO_NAME, Code.UNKNOWN_MOVE)
    assert "The secret" not in str(problem)


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_of_yaml_makes_nothing(tmp_path: Path, tag: str) -> None:
    """Not an object, not a call: it is a problem, with a place."""
    made = tmp_path / "made"
    file = tmp_path / "routine.yaml"
    file.write_text(f"title: {tag.format(made=made)}\nsteps: [rest: 3s]\n", "utf-8")
    assert problems_of(file)
    assert not made.exists()


@pytest.mark.parametrize("text", COMMANDS)
def test_no_text_is_a_command(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a title, in what is said, in a file's name, in a voice's name: nothing runs it."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"{text.replace('/', ' ')}.yaml"
    file.write_text(
        f"title: {json.dumps(text)}\nbefore: Stop if it hurts.\n"
        f"steps: [{{title: {json.dumps(text)}, say: {json.dumps(text)}, hold: 1s}}]\n",
        "utf-8",
    )
    assert read_routine(file).title == text
    for arguments in (
        ("export", file, "-o", tmp_path / f"{text}.wav"),
        ("play", file, "--device", "null:50"),
        ("show", file),
    ):
        ran = guide(*arguments, EDITOR=f"sh -c '{text}'", PAGER="touch made")
        assert ran.returncode == 0, ran.stderr
    assert guide("say", "Hello.", "--voice", text).returncode == 1
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("text", COMMANDS)
def test_an_editor_is_started_without_a_shell(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one file, whatever that is called: its name is no command either."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"{text.replace('/', ' ')}.toml"
    ran = guide("config", "--edit", EDITOR="ls -1", STRETCH_GUIDE_CONFIG=str(file))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert file.name in ran.stdout
    assert not (tmp_path / "made").exists()
