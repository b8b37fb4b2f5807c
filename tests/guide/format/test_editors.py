"""yaml-language-server, which editors use, works with the schema: asked over its protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guide.format.routine import Move, Routine
from guide.format.schema_file import schema_line
from guide.syntax.text_file import read_text
from tests.guide.format.test_schema import GOOD
from tests.language_server import editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.language_server import Editor

SERVER = "yaml-language-server"
pytestmark = pytest.mark.needs(SERVER)


@pytest.fixture(scope="module")
def asked() -> Iterator[Editor]:
    """An editor with the server behind it."""
    with editor(SERVER, "--stdio") as one:
        yield one


class Pad:
    """A routine that is being written, with the line for editors above it."""

    def __init__(self, asked: Editor, path: Path) -> None:
        self._asked = asked
        self._path = path
        self._line = schema_line(path, Routine)

    def diagnostics(self, text: str) -> list[tuple[int, str, str]]:
        """What is found wrong with a text: line, what is underlined, message."""
        self._path.write_text(f"{self._line}\n{text}", "utf-8")
        found = self._asked.open(self._path)
        return [(line - 1, underlined, message) for line, underlined, message in found]

    def offered(self, text: str) -> set[str]:
        """What is offered where a text has its cursor, ``|``."""
        self.diagnostics(text.replace("|", ""))
        return self._asked.offered(self._path, *_cursor(text))

    def hover(self, text: str) -> str:
        """What is told of the word at the cursor."""
        self.diagnostics(text.replace("|", ""))
        return self._asked.hover(self._path, *_cursor(text))


def _cursor(text: str) -> tuple[int, int]:
    before = text[: text.index("|")]
    return before.count("\n") + 2, len(before) - before.rfind("\n")


@pytest.fixture
def pad(asked: Editor, tmp_path: Path) -> Pad:
    """A routine in a folder of its own."""
    return Pad(asked, tmp_path / "my routine.yaml")


TOP = "title: T\nsteps:\n"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_files_have_no_complaints(asked: Editor, tmp_path: Path, path: Path) -> None:
    """Every routine and move that is bundled or in the corpus, in JavaScript's eyes too."""
    copy = tmp_path / path.name
    line = schema_line(copy, Move if path.parent.name == "moves" else Routine)
    copy.write_text(f"{line}\n{read_text(path).text}", "utf-8")
    assert asked.open(copy) == []


def test_mistakes_are_underlined(pad: Pad) -> None:
    """In the words that `guide check` has for them, as far as the server lets us."""
    found = pad.diagnostics(
        TOP + "  - {title: Lift, hodl: 3s, reps: 5}\n"
        "  - {title: Lift, hold: later}\n"
        "  - {title: Lift, each: [{hold: 3s, tone: rising}]}\n"
        "  - {title: Lift, hold: 3s, say: 'Your {leg}.'}\n"
        "  - {rest: 10s, title: Pause}\n"
        "  - {repeat: 0, steps: [rest]}\n"
        "settings: {halfway: yes}\n"
    )
    length = "a length of time, such as 45s, 1m30s or 1:30, or a range such as 30s-60s or 45s+"
    assert found == [
        (3, "hodl", "Property hodl is not allowed."),
        (3, "{", 'Missing property "hold".'),
        (4, "later", f"Expected {length}."),
        (
            *(5, "tone"),
            "`tone` goes only with `for`. A hold is quiet. Leave it out, or write `for` instead of "
            "`hold`.",
        ),
        (
            *(6, "'Your {leg}.'"),
            "Expected a text. Here you can use {side}, {title}, {reps}, {next}, {duration}.",
        ),
        (7, "title", "Property title is not allowed."),
        (8, "0", "Value is below the minimum of 1."),
        (9, "yes", "Expected true or false."),
    ]


def test_moves_have_a_schema_of_their_own(asked: Editor, tmp_path: Path) -> None:
    """A file that is a move is told apart from a routine by its first line."""
    file = tmp_path / "lift.yaml"
    file.write_text(f"{schema_line(file, Move)}\ntitle: Lift\nsteps: [rest]\n", "utf-8")
    assert asked.open(file) == [
        (2, "t", 'Missing property "hold".'),
        (3, "steps", "Property steps is not allowed."),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: T\n|\nsteps: [rest]\n", {"before", "after", "settings", "language"}),
        (TOP + "  - |", {"title", "move", "hold", "cat-cow", "childs-pose", "repeat: ..."}),
        (TOP + "  - title: A\n    |\n", {"hold", "each", "reps", "sides", "say", "come_out"}),
        (TOP + "  - rest: 9s\n    |\n", {"say", "brief", "optional", "note"}),
        (TOP + "  - repeat: 2\n    |\n", {"steps", "between"}),
        (TOP + "  - move: |\n", {"cat-cow", "childs-pose"}),
        (TOP + "  - title: A\n    easier: |\n", {"cat-cow", "childs-pose"}),
        (TOP + "  - title: A\n    each:\n      - |", {"for", "hold", "phase", "tone"}),
        (TOP + "  - title: A\n    each:\n      - tone: |\n", {"rising", "falling"}),
        (TOP + "  - title: A\n    optional: |\n", {"true", "false"}),
        (TOP + "  - title: A\n    hold: |\n", {"30s", "30s-60s", "45s+"}),
        ("title: T\nsettings:\n  |\n", {"countdown", "change_over", "halfway", "wake"}),
    ],
    ids=str,
)
def test_completion(pad: Pad, text: str, wanted: set[str]) -> None:
    """Keys and values that fit are offered, those of moves that were found among them."""
    assert pad.offered(text) >= wanted


def test_completion_offers_what_belongs_there(pad: Pad) -> None:
    """The keys of a rest are not those of a move."""
    assert not pad.offered(TOP + "  - rest: 9s\n    |\n") & {"hold", "sides", "repeat", "cat-cow"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ti|tle: T\nsteps: [rest]\n", ["Its name, spoken first.", "Morning back care"]),
        (TOP + "  - {title: A, ho|ld: 3s}\n", ["One hold of this length.", "30s-60s"]),
        (TOP + "  - {title: A, each: [{f|or: 3s}]}\n", ["its words are spoken inside this time."]),
        (TOP + "  - {repeat: 2, steps: [rest], bet|ween: {rest: 3s}}\n", ["between the rounds."]),
        (
            TOP + "  - rest\nsettings: {half|way: true}\n",
            ["A chime halfway", "out: `true`"],
        ),
        (TOP + "  - rest\nset|tings: {halfway: true}\n", ["How it is led."]),
        (TOP + "  - {title: A, hold: 3s, eas|ier: {hold: 2s}}\n", ["An easier form", "hold: 20s"]),
        (TOP + "  - {title: A, hold: 30s, cu|es: {10s: X}}\n", ["a mapping of moments to texts."]),
    ],
    ids=str,
)
def test_hover(pad: Pad, text: str, told: list[str]) -> None:
    """A key tells what it is, with examples and its default."""
    hover = pad.hover(text)
    assert [one for one in told if one not in hover] == []
