"""The user's settings: a TOML file that need not be there, and whose every slip has its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from guide.cli.settings.file import LARGEST, look_at_settings, read_settings
from guide.folders import config_file
from guide.problems.codes import Code
from guide.problems.problem import MAX_PROBLEMS, RoutineError

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
# mine
voice = "en-gb"
pace = 140   # calm
talk = 'brief'
loudness = -16
bed = "rain"
device = "null:5"
language = "de-AT"

[say_as]
psoas = "so-ass"
"SI joint" = "S I joint"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "config.toml"


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "[say_as]\n", "\ufeff"])
def test_nothing_need_be_settled(text: str | None, file: Path) -> None:
    """Nor need there be a file."""
    if text is not None:
        file.write_text(text, "utf-8")
    settings = read_settings(file)
    assert (settings.values, settings.say_as) == ({}, ())


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_setting_is_read(file: Path, line_end: str, mark: str) -> None:
    """With the type that its option has; also from editors that end lines otherwise."""
    file.write_bytes((mark + WHOLE).replace("\n", line_end).encode())
    settings = read_settings(file)
    assert settings.values == {
        "voice": "en-gb",
        "pace": 140,
        "talk": "brief",
        "loudness": -16.0,
        "bed": "rain",
        "device": "null:5",
        "language": "de-AT",
    }
    assert settings.say_as == (("psoas", "so-ass"), ("SI joint", "S I joint"))


def test_the_file_is_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Or else in the folder for settings of the platform."""
    monkeypatch.setenv("STRETCH_GUIDE_CONFIG", str(tmp_path / "mine.toml"))
    assert config_file() == tmp_path / "mine.toml"
    monkeypatch.delenv("STRETCH_GUIDE_CONFIG")
    assert config_file().name == "config.toml"
    assert "stretch-guide" in config_file().parts


def test_words_may_be_written_in_every_way_of_toml(file: Path) -> None:
    """As a table, in braces, with dots."""
    for text in (
        '[say_as]\na = "b"\n',
        'say_as = {a = "b"}\n',
        'say_as.a = "b"\n',
        "say_as . 'a' = '''b'''",
        'say_as.a = """\nb\n"""',
    ):
        file.write_text(text, "utf-8")
        assert read_settings(file).say_as == (("a", "b"),), text


def test_a_file_for_a_bed_lies_beside_the_settings(file: Path) -> None:
    """Unless its path says otherwise."""
    file.write_text('bed = "music/sea.mp3"\n', "utf-8")
    assert read_settings(file).values["bed"] == str(file.parent / "music" / "sea.mp3")
    file.write_text('bed = "/music/sea.mp3"\n', "utf-8")
    assert read_settings(file).values["bed"] == "/music/sea.mp3"
    file.write_text('bed = "~nobody-of-that-name/sea.mp3"\n', "utf-8")
    assert read_settings(file).values["bed"] == str(file.parent / "~nobody-of-that-name/sea.mp3")


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "code", "told", "hint"),
    [
        ('vioce = "x"\n', 1, 1, 5, "R012", 'unknown setting "vioce"', "Did you mean `voice`?"),
        ("[say_az]\na = 'b'\n", 1, 2, 6, "R012", "unknown setting", "Did you mean `say_as`?"),
        ('zz.y = 1\nzz.x = "a"\n', 1, 1, 4, "R012", "unknown setting", "The settings are `voice`"),
        ("talk = 'full'\npace = 'fast'\n", 2, 8, 6, "R081", "80 to 300, not 'fast'", "pace = 140"),
        ("pace = fast\n", 1, 8, 4, "R080", "`pace` is a number", "Write pace = 140."),
        ("[say_as]\npace = pays\n", 2, 8, 4, "R080", "a text needs quotes", 'Write "pays".'),
        ("pace = 20\n", 1, 8, 2, "R081", "from 80 to 300, not '20'", "Write pace = 140."),
        ("pace = 140.5\n", 1, 8, 5, "R081", "a whole number", "Write pace = 140."),
        ("pace = '140'\n", 1, 8, 5, "R034", "a number, but found a text", "Write 140, without"),
        ("loudness = -5\n", 1, 12, 2, "R081", "from -30 to -10 LUFS", "Write loudness = -16."),
        ("loudness = nan\n", 1, 12, 3, "R081", "not 'nan'", "Write loudness = -16."),
        ("talk = 'breif'\n", 1, 8, 7, "R081", "not one of", 'Did you mean "brief"?'),
        ("voice = 5\n", 1, 9, 1, "R034", "a text, but found a number", 'Write "5", in quotes.'),
        ("voice = true\n", 1, 9, 4, "R034", "expected a text", 'Write voice = "en-gb".'),
        ("bed = ['rain']\n", 1, 7, 8, "R034", "expected a text", 'Write bed = "rain".'),
        ("voice = ''\n", 1, 9, 2, "R081", "no value", "Leave it out"),
        ("device = 'null:0'\n", 1, 10, 8, "R081", "from 1 to 100", "Write device"),
        ("language = 'german'\n", 1, 12, 8, "R081", "is no language", 'Write language = "de".'),
        ("[pace]\nx = 1\n", 1, 2, 4, "R034", "a setting, no table", "Write pace = 140."),
        ("[[pace]]\nx = 1\n", 1, 1, 8, "R034", "a setting, no table", "Write pace = 140."),
        ("[[say_as]]\n", 1, 1, 10, "R034", "expected words", "[say_as]"),
        ("[say_as]\n[[say_as.a]]\n", 2, 1, 12, "R034", "expected words", "[say_as]"),
        ("[[no]]\na = 1\n", 1, 3, 2, "R012", "unknown setting", "The settings are `voice`"),
        ("say_as = 5\n", 1, 10, 1, "R034", "expected words", "[say_as]"),
        ("[say_as]\na = 5\n", 2, 5, 1, "R034", "expected words", "[say_as]"),
        ("[say_as]\npace = 140\n", 2, 8, 3, "R034", "expected words", "above [say_as]"),
        ("[say_as]\na = 'b'\nA = 'c'\n", 3, 5, 3, "R044", "capitals", "Keep one"),
        ("[say_as]\na = ''\n", 2, 5, 2, "R035", "only quotes", "Write words"),
        ("pace = 140\npace = 150\n", 2, 1, 4, "R011", "`pace` is here twice", "Keep one"),
        ("[say_as]\na = 'b'\n[say_as]\n", 3, 2, 6, "R011", "is here twice", "Keep one"),
        (
            "say_as = {}\nsay_as.a = 'b'\n",
            2,
            1,
            1,
            "R080",
            "cannot be read as TOML",
            "NAME = VALUE",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, line: int, column: int, length: int, code: str, told: str, hint: str, file: Path
) -> None:
    """And with what to write."""
    file.write_text(text, "utf-8")
    settings, problems = look_at_settings(file)
    problem = problems[0]
    assert told in problem.message
    assert hint in problem.hint
    if problem.code is not Code.NOT_TOML and problem.code.id != "R044":
        assert (problem.place.column, problem.place.length) == (column, length)
    assert (problem.place.file, problem.place.line) == (str(file), line)
    assert problem.code.id == code
    assert "pace" not in settings.values or settings.values["pace"] == 140


def test_everything_wrong_is_told_at_once(file: Path) -> None:
    """Also what is behind a slip that ends the reading of TOML; what is right is told too."""
    file.write_text(
        'voice: en-gb\npace = "fast"\ntalk = brief\nbed = "rain\nlangauge = "de"\nloudness = -16\n'
    )
    settings, problems = look_at_settings(file)
    assert [(one.place.line, one.code.id) for one in problems] == [
        (1, "R080"),
        (2, "R081"),
        (3, "R080"),
        (4, "R080"),
        (5, "R012"),
    ]
    assert settings.values == {"loudness": -16.0}
    with pytest.raises(RoutineError) as caught:
        read_settings(file)
    assert caught.value.problems == tuple(problems)


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b'voice = "caf\xe9"\n', "R004"),
        ("voice = 'a'".encode("utf-16"), "R004"),
        (b"\x00\x01\x02", "R005"),
        (b"voice = 'a\x07'\n", "R006"),
        (b"#" * (LARGEST + 1), "R003"),
        (b"x = 1\n" * (LARGEST // 6), "R009"),
        (b"[" * LARGEST, "R080"),
        (b"a = " + b"[" * (LARGEST - 4), "R029"),
        (b"a = [\n" + b"1,\n" * (LARGEST // 4), "R080"),
        (b"'" * LARGEST, "R080"),
    ],
)
def test_odd_files_are_problems_and_nothing_worse(contents: bytes, code: str, file: Path) -> None:
    """Other encodings, what is no text, what is too large, or nested too deep."""
    file.write_bytes(contents)
    _, problems = look_at_settings(file)
    assert code in {problem.code.id for problem in problems}
    assert len(problems) <= MAX_PROBLEMS + 1


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    """As what it is."""
    file.mkdir()
    _, problems = look_at_settings(file)
    assert "a folder, not a file" in problems[0].message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(file: Path) -> None:
    """And is no traceback."""
    file.write_text(WHOLE, "utf-8")
    file.chmod(0)
    _, problems = look_at_settings(file)
    assert problems[0].code is Code.UNREADABLE_FILE
