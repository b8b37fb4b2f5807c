"""``--language``: one of those that a routine comes in, for every command that reads one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = """\
title: {en: Evening, de: Abend}
before: {en: Stop if it hurts., de: "Hör auf, wenn es wehtut."}
steps:
  - title: {en: Reach, de: Strecken}
    say: {en: Reach up., de: Streck dich.}
    hold: 2s
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """A routine in two languages."""
    path = tmp_path / "evening.yaml"
    path.write_text(ROUTINE, "utf-8")
    return path


def test_it_is_shown_in_the_language_that_is_typed(routine: Path) -> None:
    """And which there are is told below."""
    assert "Streck dich." in guide("show", routine, "--language", "de-AT").stdout
    shown = guide("show", routine).stdout
    assert "Reach up." in shown
    assert "It comes in English (en) and German (de)" in shown


def test_a_language_that_it_has_not_is_one_sentence(routine: Path) -> None:
    """With what it comes in."""
    result = guide("show", routine, "--language", "fr")
    assert result.returncode == 1
    assert "does not come in French (fr), only in English (en) and German (de)" in result.stderr
    assert result.stderr.count("hint:") == 1


@pytest.mark.parametrize(
    ("typed", "told"), [("german", "Write de."), ("de_AT", "Write de-AT."), ("now", "such as en")]
)
def test_what_is_no_language_is_wrong_usage(routine: Path, typed: str, told: str) -> None:
    """With what was probably meant."""
    result = guide("show", routine, "--language", typed)
    assert result.returncode == 2
    assert told in result.stderr


def test_an_export_tells_its_language_and_is_verified_in_it(routine: Path) -> None:
    """Without its being typed again; another one is a reason why it is not current."""
    file = routine.with_suffix(".wav")
    assert guide("export", routine, "--language", "de", "-o", file).returncode == 0
    assert b"language=de" in file.read_bytes()
    assert guide("verify", file, routine).returncode == 0
    other = guide("verify", file, routine, "--language", "en")
    assert other.returncode == 1
    assert "--language de" in other.stdout


def test_an_export_in_the_own_language_is_the_same_whether_it_is_typed(routine: Path) -> None:
    """So each is current by the other."""
    plain, typed = routine.with_suffix(".wav"), routine.with_suffix(".flac")
    assert guide("export", routine, "-o", plain).returncode == 0
    assert guide("export", routine, "-o", typed, "--language", "en-GB").returncode == 0
    assert b"language=" not in plain.read_bytes() + typed.read_bytes()
    assert guide("verify", plain, routine, "--language", "en").returncode == 0
    assert guide("verify", typed, routine).returncode == 0


def test_check_asks_for_all_languages_of_the_title(routine: Path) -> None:
    """Each problem once; with --language, only for that one."""
    routine.write_text(ROUTINE.replace(", de: Streck dich.", ""), "utf-8")
    result = guide("check", "--json", routine)
    (problem,) = json.loads(result.stdout)
    assert (problem["code"], problem["line"]) == ("R066", 5)
    assert guide("check", routine, "--language", "en").returncode == 0
    assert guide("check", routine, "--language", "de").returncode == 1


def test_bundled_routines_are_listed_with_their_languages() -> None:
    """For programs too; and in the one that is typed."""
    listed = json.loads(guide("list", "--json", "--language", "de").stdout)
    assert all("de" in entry["languages"] for entry in listed)
    assert {entry["language"] for entry in listed} == {"de"}
    assert "None comes in Polish (pl)." in guide("list", "--language", "pl").stdout


def test_a_plan_is_in_one_language(routine: Path) -> None:
    """And says in which."""
    plan = guide("compile", "--plan", "--language", "de", routine).stdout
    assert "--language de." in plan
    assert "language: de" in plan
    assert "Reach" not in plan


def test_a_routine_may_begin_from_one_in_several_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own title is replaced, whatever signs are in the new one, and the rest is kept."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evening.yaml").write_text(ROUTINE, "utf-8")
    begun = guide("new", "Back, and neck", "--from", "./evening.yaml", "-o", "new.yaml", "--yes")
    assert begun.returncode == 0, begun.stderr
    assert 'title: {en: "Back, and neck", de: Abend}' in (tmp_path / "new.yaml").read_text("utf-8")
