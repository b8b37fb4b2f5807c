"""``guide config``: a person's own settings, listed, set and taken out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.cli.settings.definition import EXAMPLES, NAMES, options
from guide.cli.settings.file import look_at_settings
from guide.cli.settings.writing import begin, setting, unsetting, write
from guide.problems.problem import GuideError
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

COMMENTED = """\
# mine

pace = 120   # words per minute, for a calm evening
# talk: all of it
talk    =   'full'

[say_as]  # my words
psoas = "so-ass"  # as Americans say
# done
"""


@pytest.fixture
def file(own_folders: Path) -> Path:
    """Where the settings are."""
    return own_folders / "config.toml"


def test_every_setting_is_listed_with_where_it_is_from(file: Path) -> None:
    """And with what is done without it; the file need not be there."""
    listed = guide("config")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()[:-1]] == [*NAMES]
    assert "pace       150  (default)\n" in listed.stdout
    assert f"{file}, which is not there yet." in listed.stdout
    assert not file.exists()
    file.write_text(COMMENTED, "utf-8")
    listed = guide("config")
    assert "pace         120  (yours)\n" in listed.stdout
    assert "say_as.psoas so-ass  (yours)\n" in listed.stdout
    as_json = json.loads(guide("config", "--json").stdout)
    assert (as_json["pace"], as_json["voice"]) == (120, None)
    assert as_json["say_as"] == {"psoas": "so-ass"}
    assert as_json["file"] == str(file)
    assert [guide("config", name).stdout for name in ("pace", "bed")] == ["120\n", "none\n"]


def test_a_setting_is_set_and_taken_out_and_all_else_stays(file: Path) -> None:
    """Comments, the order and how it is written; there is one sentence for each."""
    file.write_text(COMMENTED, "utf-8")
    result = guide("config", "pace", "140")
    assert result.stdout == f"pace is 140, in {file}.\n"
    assert file.read_text("utf-8") == COMMENTED.replace("120", "140")
    assert guide("config", "loudness", "-16").returncode == 0
    assert guide("config", "say_as.SI joint", "S I joint").returncode == 0
    whole = tomllib.loads(file.read_text("utf-8"))
    assert whole == {
        "pace": 140,
        "talk": "full",
        "loudness": -16,
        "say_as": {"psoas": "so-ass", "SI joint": "S I joint"},
    }
    for name in ("loudness", "say_as.SI joint"):
        assert guide("config", "--unset", name).stdout == f"{name} is back to its default.\n"
    left = file.read_text("utf-8")
    assert [line for line in left.splitlines() if line] == [
        line for line in COMMENTED.replace("120", "140").splitlines() if line
    ]
    again = guide("config", "--unset", "loudness")
    assert (again.returncode, file.read_text("utf-8")) == (0, left)
    assert again.stdout == "loudness is not in your settings: nothing was changed.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("vioce", "x"), 2, "There is no setting 'vioce'. Did you mean 'voice'?"),
        (("flute",), 2, "There is no setting 'flute'. They are voice, engine,"),
        (("say_as", "x"), 2, "Write say_as.WORD."),
        (("pace", "fast"), 2, "A pace is a whole number from 80 to 300, not 'fast'."),
        (("pace", ""), 2, "no value"),
        (("talk", "breif"), 2, "'breif' is not one of"),
        (("loudness", "-5"), 2, "from -30 to -10 LUFS"),
        (("bed", "rian"), 2, "There is no file 'rian' for a bed. Did you mean 'rain'?"),
        (("bed", "none"), 2, "Leave it out: guide config --unset bed"),
        (("voice", "nonsuch"), 1, 'no voice "nonsuch"'),
        (("engine", "flute"), 1, 'There is no engine "flute"'),
        (("device", "null:0"), 2, "A speed is a whole number"),
        (("language", "Klingon"), 2, "'Klingon' is no language. Write its short code"),
        (("language", "deutsch"), 2, "'deutsch' is no language. Write de."),
        (("language", "English"), 2, "'English' is no language. Write en."),
        (("say_as.a b", ""), 2, "guide config --unset 'say_as.a b'"),
        (("--unset",), 2, "Write: guide config --unset NAME"),
        (("--unset", "pace", "5"), 2, "Give either"),
        (("--edit", "pace"), 2, "Give either"),
        (("--unste", "pace"), 2, "There is no setting '--unste'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], status: int, told: str, file: Path
) -> None:
    """As the option refuses it; names that nothing has too."""
    result = guide("config", *arguments)
    assert (result.returncode, result.stdout) == (status, "")
    assert told in result.stderr
    assert not file.exists()


def test_what_is_not_there_any_more_is_told(file: Path) -> None:
    """Of a neural voice and of a file for a bed, which their names tell."""
    file.write_text('voice = "en_US-tiny-low"\nbed = "gone.mp3"\npace = 120\n', "utf-8")
    listed = guide("config").stdout
    assert "en_US-tiny-low  (yours, not there now)\n" in listed
    assert "gone.mp3  (yours, not there now)\n" in listed
    assert "120  (yours)\n" in listed


def test_a_broken_file_is_told_to_programs(file: Path) -> None:
    """As JSON, with the status that says so."""
    file.write_text('pace = "fast"\n', "utf-8")
    result = guide("config", "--json")
    assert (result.returncode, result.stderr) == (1, "")
    [problem] = json.loads(result.stdout)["problems"]
    assert (problem["line"], problem["hint"]) == (1, "Write pace = 140.")


@pytest.mark.parametrize("editor", ["nonesuch", "false"])
def test_an_editor_that_fails_is_named_with_its_variable(editor: str, file: Path) -> None:
    """In a sentence, with the file to edit."""
    result = guide("config", "--edit", EDITOR=editor, VISUAL="")
    assert result.returncode == 1
    told = " ".join(result.stderr.split())
    assert f'The editor "{editor}" could not be run' in told
    assert "variable EDITOR" in told
    assert "Errno" not in told


def test_what_there_is_is_taken(file: Path, tmp_path: Path) -> None:
    """A voice whose name tells no language, any language, a file for a bed by where it is."""
    music = tmp_path / "sea.wav"
    music.write_bytes(b"")
    relative = os.path.relpath(music)
    for name, value in (
        ("voice", "German"),
        ("language", "nn"),
        ("bed", relative),
        ("engine", "espeak"),
        ("device", "null:5"),
    ):
        result = guide("config", name, value)
        assert result.returncode == 0, result.stderr
    assert tomllib.loads(file.read_text("utf-8")) == {
        "voice": "German",
        "language": "nn",
        "bed": str(music),
        "engine": "espeak",
        "device": "null:5",
    }


def test_a_broken_file_is_shown_as_a_routine_is_and_mended_by_setting(file: Path) -> None:
    """What is no TOML has to be edited; a wrong value is replaced by a right one."""
    file.write_text('pace = "fast"\ntalk = breif\n', "utf-8")
    result = guide("config")
    assert (result.returncode, result.stdout) == (1, "")
    assert f"{file}:1:8: a pace is a whole number" in result.stderr
    assert "    1 | pace = " in result.stderr
    assert f"{file}:2:8: a text needs quotes [R080]" in result.stderr
    assert '  hint: Write "breif".' in result.stderr
    before = file.read_bytes()
    assert guide("config", "pace", "140").returncode == 1
    assert file.read_bytes() == before
    file.write_text('pace = "fast"\ntalk = "breif"\n', "utf-8")
    first = guide("config", "pace", "140")
    assert first.returncode == 1
    assert "'breif' is not one of" in first.stderr
    assert guide("config", "talk", "brief").returncode == 0
    assert file.read_text("utf-8") == 'pace = 140\ntalk = "brief"\n'
    file.write_text("paec = 140\n[pace]\nx = 1\n", "utf-8")
    guide("config", "pace", "140")
    assert tomllib.loads(file.read_text("utf-8"))["pace"] == 140


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_may_be_written_that_is_said(own_folders: Path, file: Path) -> None:
    """In a sentence; reading goes on."""
    own_folders.chmod(0o500)
    try:
        result = guide("config", "pace", "140")
        assert result.returncode == 1
        assert result.stderr.startswith("guide: ")
        assert "Traceback" not in result.stderr
        assert guide("config").returncode == 0
    finally:
        own_folders.chmod(0o700)


def test_a_file_that_cannot_be_made_is_said_in_a_sentence(own_folders: Path) -> None:
    """Its folder is a file, or it is a folder itself."""
    (own_folders / "file").write_text("")
    inside = guide("config", "pace", "140", STRETCH_GUIDE_CONFIG=str(own_folders / "file" / "c"))
    folder = guide("config", "pace", "140", STRETCH_GUIDE_CONFIG=str(own_folders))
    for result in (inside, folder):
        assert (result.returncode, result.stdout) == (1, "")
        assert len(result.stderr.strip().splitlines()) <= 3, result.stderr
        assert "Traceback" not in result.stderr


def test_two_at_once_lose_nothing(file: Path) -> None:
    """Each is done, or says that it was not."""
    commands = [
        [sys.executable, "-m", "guide.cli", "config", f"say_as.word{n}", "said"] for n in range(8)
    ]
    code = "from guide.cli import main; import sys; sys.argv[0] = 'guide'; main()"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, *command[3:]],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    done = [process.communicate()[1] for process in running]
    kept = tomllib.loads(file.read_text("utf-8"))["say_as"]
    for number, (process, told) in enumerate(zip(running, done, strict=True)):
        assert (f"word{number}" in kept) == (process.returncode == 0), told
        assert "Traceback" not in told


def test_an_editor_gets_a_file_with_everything_that_can_be_settled(
    file: Path, tmp_path: Path
) -> None:
    """Each as a comment; what is saved is checked."""
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho 'pace = fast' >> \"$1\"\n", "utf-8")
    editor.chmod(0o755)
    result = guide("config", "--edit", EDITOR=str(editor), VISUAL="")
    assert result.returncode == 1
    assert "`pace` is a number" in result.stderr
    text = file.read_text("utf-8")
    assert all(f"# {EXAMPLES[name]}" in text for name in NAMES)


def test_the_file_to_begin_with_is_right_with_and_without_its_signs(tmp_path: Path) -> None:
    """As it is it settles nothing; without them everything."""
    file = tmp_path / "config.toml"
    begin(file)
    assert look_at_settings(file) == (look_at_settings(tmp_path / "none")[0], [])
    text = file.read_text("utf-8")
    for line in (*EXAMPLES.values(), "[say_as]", '"SI joint" = "S I joint"'):
        text = text.replace(f"# {line}", line)
    settings, problems = look_at_settings(file, text.encode())
    assert not problems
    assert {*settings.values} == {*NAMES}
    assert settings.say_as


WORD = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)
VALUES = {
    "voice": WORD,
    "engine": WORD,
    "pace": st.integers(80, 300),
    "talk": st.sampled_from(["full", "brief", "minimal"]),
    "loudness": st.floats(-30, -10) | st.integers(-30, -10).map(float),
    "bed": st.sampled_from(["rain", "pad", "brown-noise"]),
    "device": st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
    "language": st.sampled_from(["de", "en-GB"]),
}
CHANGES = st.lists(
    st.one_of(
        *(st.tuples(st.just((name,)), value) for name, value in VALUES.items() if name != "device"),
        st.tuples(st.just(("device",)), VALUES["device"].filter(lambda name: "null" not in name)),
        st.tuples(st.tuples(st.just("say_as"), WORD), WORD),
    ),
    max_size=12,
)
TEXTS = st.sampled_from(["", "# only a comment", COMMENTED, COMMENTED.replace("\n", "\r\n")])


@given(changes=CHANGES, text=TEXTS)
def test_whatever_is_written_is_read_back_and_comments_stay(
    changes: list[tuple[tuple[str, ...], str | float]],
    text: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """In any order, to any file; and what is taken out again is as if it had never been."""
    file = tmp_path_factory.mktemp("own") / "config.toml"
    file.write_bytes(text.encode())
    expected = look_at_settings(file)[0]
    words = dict(expected.say_as)
    for names, value in changes:
        if len(names) == 2 and any(w.lower() == names[1].lower() != w for w in words):
            continue  # capitals make no difference, so it would be there twice
        if len(names) == 2 and names[1].lower() in {w.lower() for w in words if w != names[1]}:
            continue
        assert write(file, setting(names, value)) == []
        if len(names) == 1:
            expected.values[names[0]] = value
        else:
            words[names[1]] = str(value)
    written = file.read_bytes().decode()
    settings, problems = look_at_settings(file)
    assert not problems
    assert (settings.values, dict(settings.say_as)) == (expected.values, words)
    assert [part for part in comments(text) if part not in comments(written)] == []
    for name in settings.values:
        assert write(file, unsetting((name,))) == []
    assert look_at_settings(file)[0].values == {}
    with pytest.raises(GuideError, match="nothing was changed"):
        write(file, unsetting(("voice",)))


def comments(text: str) -> list[str]:
    """What stands behind signs of comments."""
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


def test_every_setting_is_an_option() -> None:
    """Of the same name, with a sentence of what it means."""
    assert {*options()} == {*NAMES}
    assert all(f"--{name}" in option.opts and option.help for name, option in options().items())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("config pa", {"pace"}),
        ("config talk b", {"brief"}),
        ("config bed ", {"rain", "pad", "brown-noise"}),
        ("config engine e", {"espeak"}),
        ("config --unset lo", {"loudness"}),
    ],
)
def test_a_shell_completes_names_and_values(typed: str, offered: set[str]) -> None:
    """Values are those of the option."""
    words = f"guide {typed}"
    result = guide(
        _GUIDE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split(" ")) - 1)
    )
    assert {line.partition(",")[2] for line in result.stdout.splitlines()} == offered


def test_words_of_the_file_before_are_carried_over_once(own_folders: Path, file: Path) -> None:
    """By whatever needs them first; the old file stays, and counts no more."""
    old = own_folders / "settings.yaml"
    old.write_text("say_as:\n  psoas: so-ass  # mine\n  SI joint: S I joint\n", "utf-8")
    kept = old.read_bytes()
    first = guide("config")
    assert first.returncode == 0
    assert first.stderr.count(f"Your settings are in {file} from now on: {old} was copied") == 1
    assert tomllib.loads(file.read_text("utf-8")) == {
        "say_as": {"psoas": "so-ass", "SI joint": "S I joint"}
    }
    assert guide("config", "say_as.psoas").stdout == "so-ass\n"
    again = guide("config")
    assert (again.stderr, old.read_bytes()) == ("", kept)


def test_what_cannot_be_carried_over_is_told_and_counts_meanwhile(
    own_folders: Path, short: Path
) -> None:
    """Where the new file cannot be written; a broken old one is told as it was."""
    old = own_folders / "settings.yaml"
    old.write_text("say_as: {fold: lean}\n", "utf-8")
    (own_folders / "blocked").write_text("")
    there = {
        "STRETCH_GUIDE_SETTINGS": str(old),
        "STRETCH_GUIDE_CONFIG": str(own_folders / "blocked" / "config.toml"),
    }
    result = guide("compile", short, **there)
    assert "spoken:  lean forward." in result.stdout
    assert result.stderr.count(f"Until it can be written, {old} counts.") == 1
    old.write_text("say_az: {fold: lean}\n", "utf-8")
    broken = guide("compile", short)
    assert broken.returncode == 0
    assert f"{old}:1:1: unknown key" in broken.stderr
    assert guide("compile", short).stderr == broken.stderr
