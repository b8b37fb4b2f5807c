"""The user's own settings: a file that need not be there, and is checked like every other."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checking import check_file
from guide.fixing import mended
from guide.folders import settings_file
from guide.problems import RoutineError
from guide.user_settings import UserSettings, read_user_settings


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "say_as: {}\n"])
def test_nothing_need_be_settled(text: str | None, tmp_path: Path) -> None:
    """Nor need there be a file."""
    file = tmp_path / "settings.yaml"
    if text is not None:
        file.write_text(text, "utf-8")
    assert read_user_settings(file) == UserSettings()


def test_the_user_s_words_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the file that the environment names, or else one in the folder for settings."""
    file = tmp_path / "mine.yaml"
    file.write_text("say_as:\n  psoas: so-ass\n  SI joint: S I joint\n", "utf-8")
    monkeypatch.setenv("STRETCH_GUIDE_SETTINGS", str(file))
    assert read_user_settings().say_as == (("psoas", "so-ass"), ("SI joint", "S I joint"))
    monkeypatch.delenv("STRETCH_GUIDE_SETTINGS")
    assert settings_file().name == "settings.yaml"
    assert "stretch-guide" in settings_file().parts


@pytest.mark.parametrize(
    ("text", "told", "line"),
    [
        ("say_az: {a: b}\n", 'unknown key "say_az"', 1),
        ("say_as:\n  a: [b]\n", "expected a text", 2),
        ("- a\n", "expected keys such as `say_as`", 1),
        ("say_as: {a: b\n", "", 1),
        ("say_as: {a: b}\nsay_as: {c: d}\n", "say_as", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, told: str, line: int, tmp_path: Path
) -> None:
    """As in a routine."""
    file = tmp_path / "settings.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(RoutineError) as caught:
        read_user_settings(file)
    problem = caught.value.problems[0]
    assert told in problem.message
    assert problem.place.line >= line
    assert problem.place.file == str(file)


def test_a_check_takes_the_file_for_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems, also behind a slip, and what mends them, are those of settings."""
    file = tmp_path / "mine.yaml"
    monkeypatch.setenv("STRETCH_GUIDE_SETTINGS", str(file))
    monkeypatch.chdir(tmp_path)
    file.write_text("say_as: {psoas: so-ass}\n", "utf-8")
    assert check_file(Path("mine.yaml")) == []
    file.write_text("sayas:\n\tpsoas: so-ass\n\nsteps: []\n", "utf-8")
    assert [(one.place.line, one.code.id) for one in check_file(file)] == [
        (1, "R012"),
        (2, "R016"),
        (4, "R012"),
    ]
    file.write_text("sayas: {psoas: so-ass}\n", "utf-8")
    result = mended(Path("mine.yaml"))
    assert (result.after, result.left) == (b"say_as: {psoas: so-ass}\n", [])
    file.unlink()
    assert [one.code.id for one in check_file(file)] == ["R001"]
