"""Files that are not in UTF-8: told, and converted where it is sure from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guide.checking.check import check_file
from guide.checking.fixing import mended, write
from guide.syntax.encoding import windows_text

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = """\
title: Übung für den Rücken
language: de
before: Bei Schmerzen „sofort“ aufhören – es darf nicht weh tun…
steps:
  - title: Dehnen
    say: "Strecke {sit} dich, so weit\N{RIGHT SINGLE QUOTATION MARK}s geht."
    hodl: 20s
"""


def test_windows_1252_is_converted(tmp_path: Path) -> None:
    """All else is told in the same go, at its place, and nothing else is changed."""
    file = tmp_path / "a.yaml"
    file.write_bytes(GERMAN.encode("cp1252"))
    told = check_file(file)
    assert [(one.code.id, one.place.line, one.place.column) for one in told] == [
        ("R004", 1, 8),
        ("R050", 6, 19),
        ("R012", 7, 5),
    ]
    assert "Windows-1252" in told[0].hint
    assert not any(problem.stops for problem in told)
    result = mended(file)
    assert result.after.decode("utf-8") == GERMAN.replace("hodl", "hold")
    assert all(mending.before != mending.after for mending in result.mendings)
    write(file, result)
    assert [one.code.id for one in check_file(file)] == ["R050"]


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "utf-8", "utf-16"])
def test_other_encodings_are_not_taken_for_it(encoding: str) -> None:
    """They have other letters at its places."""
    assert windows_text("Für den Rücken, schön gerade: é".encode(encoding)) is None


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [
        ("pl", "Ćwiczenia na łydkę", "cp1250"),
        ("cs", "Cvičení", "cp1250"),
        ("tr", "Boyun egzersizi: yavaş", "cp1254"),
        ("ru", "Протяжка", "cp1251"),
        ("el", "Προσοχή στην πλάτη", "cp1253"),
    ],
)
def test_letters_of_other_languages_are_not_taken_for_it(
    language: str, text: str, encoding: str, tmp_path: Path
) -> None:
    """Nothing is converted where it would become other words; the report says there may be more."""
    data = f"title: '{text}'\nlanguage: {language}\nsteps: [rset]\n".encode(encoding)
    file = tmp_path / "a.yaml"
    file.write_bytes(data)
    (problem,) = check_file(file)
    assert problem.code.id == "R004"
    assert (problem.edits, problem.stops) == ((), True)


def test_a_document_of_textedit_is_told_as_one(tmp_path: Path) -> None:
    """With the menu that makes a plain text of it."""
    file = tmp_path / "a.yaml"
    file.write_bytes(rb"{\rtf1\ansi\ansicpg1252 title: T\par}")
    (problem,) = check_file(file)
    assert problem.code.id == "R005"
    assert "RTF" in problem.message
    assert "Make Plain Text" in problem.hint
