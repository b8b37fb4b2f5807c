"""``guide preview``: the real player on the null device, and a file that is saved again."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import pytest

from tests.bells import bell
from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

ROUTINE = """\
# A comment.
title: Evening
steps:
  - {title: Fold, say: Fold forward., hold: 60s}
  - {title: Lift, say: Lift your hips., hold: 60s}
settings: {countdown: 0, change_over: 0s}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine of two minutes."""
    path = tmp_path / "evening.yaml"
    path.write_text(ROUTINE, "utf-8")
    return path


class Author:
    """Somebody who hears a preview and saves the file."""

    def __init__(self, file: Path, *options: str) -> None:
        """Begin the preview, and wait for its first hold."""
        self.file = file
        self.heard: list[str] = []
        self.process: subprocess.Popen[str] = start_guide(
            "preview", file, "--device", "null", *options
        )
        self.hear("(start chime)")

    def hear(self, text: str) -> list[str]:
        """Return the lines that come until one has ``text``, that one included."""
        assert self.process.stdout
        lines: list[str] = []
        while not lines or text not in lines[-1]:
            line = self.process.stdout.readline()
            assert line, f"{text!r} did not come after {lines}"
            lines.append(line.rstrip("\n"))
        self.heard += lines
        return lines

    def save(self, old: str, new: str) -> None:
        """Save the file with a change."""
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def author(file: Path) -> Iterator[Author]:
    """A preview in the hold of its first step."""
    author = Author(file)
    yield author
    author.process.kill()
    author.process.communicate()


def test_it_goes_on_at_the_step_that_was_changed(author: Author) -> None:
    """Long before its turn, with the new words."""
    author.save("Lift your hips", "Raise your hips")
    assert [line[9:] for line in author.hear("Raise")] == ["Lift.", "Raise your hips."]


def test_what_is_wrong_is_shown_while_the_good_one_goes_on(author: Author) -> None:
    """In place, with line and hint; and that it is right again."""
    author.save("hold: 60s}\nsettings", "hld: 60s}\nsettings")
    shown = author.hear("hint")
    assert shown[0].startswith("This was saved, but cannot be played.")
    assert 'evening.yaml:5:41: unknown key "hld"' in shown[1]
    assert shown[-1] == "  hint: Did you mean `hold`?"
    author.save("hld: 60s}\nsettings", "hold: 60s}\nsettings")
    assert author.hear("right") == ["What is saved now is right."]
    author.save("Lift your hips", "Raise your hips")
    author.hear("Raise your hips")


def test_a_comment_changes_nothing(author: Author) -> None:
    """The hold goes on; the next change is heard as always."""
    author.save("# A comment.", "# Another,\n# longer comment.")
    threading.Event().wait(1)  # in which nothing may be heard
    author.save("title: Lift", "title: Raise")
    assert [line[9:] for line in author.hear("Raise")] == ["Raise."]


def test_a_move_beside_it_is_followed(author: Author) -> None:
    """What a step uses from a file of its own, and a move that is made only now."""
    author.save("  - {title: Lift, say: Lift your hips., hold: 60s}", "  - wall-angel")
    assert 'unknown move "wall-angel"' in author.hear("unknown")[-1]
    moves = author.file.parent / "moves"
    moves.mkdir()
    move = moves / "wall-angel.yaml"
    move.write_text("title: Wall angel\nsay: Stand tall.\nhold: 60s\n", "utf-8")
    author.hear("Stand tall.")
    move.write_text("title: Wall angel\nsay: Stand very tall.\nhold: 60s\n", "utf-8")
    author.hear("Stand very tall.")
    move.unlink()
    author.hear("unknown move")


def test_a_move_is_previewed_by_itself(tmp_path: Path) -> None:
    """It is followed as a routine is."""
    file = tmp_path / "moves" / "wall-angel.yaml"
    file.parent.mkdir()
    file.write_text("title: Wall angel\nsay: Stand tall.\nhold: 60s\n", "utf-8")
    author = Author(file, "--plain")
    try:
        author.save("Stand tall", "Stand very tall")
        author.hear("Stand very tall.")
    finally:
        author.process.kill()
        author.process.communicate()


def test_a_respelling_lets_the_step_be_heard_again(author: Author) -> None:
    """As the words are said now: where one is, for it may be anywhere."""
    author.save("title: Evening", "title: Evening\nsay_as: {fold: foald}")
    assert author.hear("(start chime)")[0].endswith("Fold.")


def test_a_sound_of_one_s_own_lets_the_step_be_heard_again(author: Author) -> None:
    """One that is missing is told, and heard as soon as it is there."""
    author.save("title: Evening", "title: Evening\nsounds: {start: bowl.wav}")
    assert 'there is no sound file "bowl.wav"' in author.hear("bowl.wav")[-1]
    (author.file.parent / "bowl.wav").write_bytes(bell())
    assert any(line.endswith("Fold.") for line in author.hear("(start chime)"))


def test_a_file_that_is_deleted_is_told_and_comes_back(author: Author) -> None:
    """The session goes on meanwhile."""
    author.file.unlink()
    assert "there is no such file" in author.hear("no such file")[-1]
    author.file.write_text(ROUTINE.replace("Lift your", "Raise your"), "utf-8")
    author.hear("Raise your hips.")


def test_a_language_of_another_voice_is_told(author: Author) -> None:
    """With what to do."""
    author.save("title: Evening", "title: Evening\nlanguage: de")
    author.hear("End the preview and begin it again")


def test_a_translation_that_is_forgotten_is_told(file: Path, own_folders: Path) -> None:
    """A session in a settled language keeps it: what is missing in it is named, and where."""
    (own_folders / "config.toml").write_text("language = 'en'\n", "utf-8")
    file.write_text(
        "title: {de: Abend, en: Evening}\n"
        "steps: [{title: {de: Beuge, en: Fold}, say: {de: Beug dich., en: Bend.}, hold: 60s}]\n",
        "utf-8",
    )
    author = Author(file)
    try:
        author.save(", en: Bend.", "")
        assert "missing in English (en)" in author.hear("[R066]")[-1]
        author.save("{de: Beug dich.}", "{de: Beug dich., en: Bend far.}")
        author.hear("Bend far.")
    finally:
        author.process.kill()
        author.process.communicate()


def test_it_stays_at_the_end(file: Path) -> None:
    """And goes on with what is added there."""
    file.write_text(ROUTINE.replace("60s", "1s"), "utf-8")
    author = Author(file, "--from", "lift")
    try:
        author.hear("This is the end.")
        author.save("settings:", "  - {title: Twist, hold: 1s}\nsettings:")
        author.hear("Twist.")
        author.hear("This is the end.")
    finally:
        author.process.kill()
        author.process.communicate()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_like_a_session_and_leaves_no_history(
    author: Author, number: signal.Signals, status: int
) -> None:
    """At once, without a traceback."""
    author.process.send_signal(number)
    _, errors = author.process.communicate(timeout=20)
    assert author.process.returncode == status
    assert "Traceback" not in errors
    assert "No session has been played" in guide("history").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((), 2, "Missing argument 'ROUTINE'"),
        (("nowhere.yaml",), 1, "there is no such file"),
        (("spasm-relif",), 1, "Did you mean spasm-relief?"),
        (("spasm-relief", "--from", "childs pse"), 2, "Did you mean 'Child's pose'?"),
    ],
)
def test_what_cannot_be_previewed_is_told(
    arguments: tuple[str, ...], status: int, told: str
) -> None:
    """In a sentence."""
    result = guide("preview", *arguments, "--device", "null")
    assert result.returncode == status
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_broken_routine_is_told_at_the_start(file: Path) -> None:
    """As ``guide check`` does: there is nothing yet that could be heard."""
    file.write_text("title: Oh no\n", "utf-8")
    result = guide("preview", file, "--device", "null")
    assert result.returncode == 1
    assert "`steps` is missing" in result.stderr
