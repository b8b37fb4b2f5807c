"""A person's own settings do what their options do, and never keep anybody from a session."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from guide.cli.options.defaults import language_of
from guide.exporting.made_with import find_made_with
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

SHORT = """\
title: Short
steps: [{title: Fold, say: Fold forward slowly., hold: 1s}]
settings: {countdown: 0}
"""
FASTEST = ("--device", "null:100")


@pytest.fixture
def settle(own_folders: Path):  # type: ignore[no-untyped-def] # a function
    """Writes settings."""

    def write(*lines: str) -> Path:
        file = own_folders / "config.toml"
        file.write_text("\n".join([*lines, ""]), "utf-8")
        return file

    return write


def made_with(file: Path) -> dict[str, str]:
    """What an export tells of its choices."""
    with file.open("rb") as opened:
        found = find_made_with(opened)
    assert found
    return dict(found.choices)


def test_a_setting_is_as_if_its_option_were_typed(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """To the byte, and a file tells it as that: so it is current with any settings."""
    typed = ("--pace", "200", "--talk", "brief", "--voice", "en-gb", "--bed", "pad")
    typed += ("--loudness", "-18")
    assert guide("export", "./fold.yaml", "-o", "typed.flac", *typed).returncode == 0
    file = settle(
        "pace = 200", "talk = 'brief'", "voice = 'en-gb'", "bed = 'pad'", "loudness = -18"
    )
    assert guide("export", "./fold.yaml", "-o", "settled.flac").returncode == 0
    settled = fold.with_name("settled.flac")
    assert settled.read_bytes() == fold.with_name("typed.flac").read_bytes()
    assert made_with(settled) == {
        "pace": "200",
        "talk": "brief",
        "voice": "en-gb",
        "bed": "pad",
        "lufs": "-18.0",
    }
    assert guide("verify", "settled.flac", "./fold.yaml").returncode == 0
    file.write_text("pace = 90\ndevice = 'null'\nbed = 'rain'\n", "utf-8")
    assert guide("verify", "settled.flac", "./fold.yaml").stdout == "settled.flac is current.\n"
    file.unlink()
    assert guide("verify", "settled.flac", "./fold.yaml").returncode == 0


def test_a_file_that_was_made_as_usual_stays_current(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """Whatever is settled later; but for captions that have no room to tell."""
    for name in ("usual.mp3", "usual.srt"):
        assert guide("export", "./fold.yaml", "-o", name).returncode == 0
    settle("pace = 200")
    assert guide("verify", "usual.mp3", "./fold.yaml").returncode == 0
    assert guide("verify", "usual.srt", "./fold.yaml").returncode == 1
    assert guide("verify", "usual.srt", "./fold.yaml", "--pace", "150").returncode == 0


def test_what_is_typed_wins(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """Also one of voice and engine over the other one that is settled."""
    settle("pace = 200", "voice = 'nonsuch'")
    result = guide("export", "./fold.yaml", "-o", "a.mp3", "--pace", "180", "--engine", "espeak")
    assert result.returncode == 0, result.stderr
    assert made_with(fold.with_name("a.mp3")) == {"engine": "espeak", "pace": "180"}
    settle("engine = 'nonsuch'")
    result = guide("export", "./fold.yaml", "-o", "b.mp3", "--voice", "en-us")
    assert result.returncode == 0, result.stderr
    settle("bed = 'rain'")
    assert guide("export", "./fold.yaml", "-o", "c.mp3", "--bed", "none").returncode == 0
    assert made_with(fold.with_name("c.mp3")) == {}


def test_a_voice_of_another_language_is_not_meant(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """Then the usual one speaks, and files tell it so."""
    assert guide("export", "./fold.yaml", "-o", "usual.wav").returncode == 0
    settle("voice = 'de'")
    result = guide("export", "./fold.yaml", "-o", "a.wav")
    assert (result.returncode, result.stderr) == (0, "")
    assert fold.with_name("a.wav").read_bytes() == fold.with_name("usual.wav").read_bytes()
    assert guide("verify", "a.wav", "./fold.yaml").returncode == 0
    fold.write_text(SHORT.replace("title: Short", "title: Kurz\nlanguage: de"), "utf-8")
    assert guide("export", "./fold.yaml", "-o", "b.wav").returncode == 0
    assert made_with(fold.with_name("b.wav")) == {"voice": "de"}


@pytest.mark.parametrize(("setting", "name"), [("voice", "nonsuch"), ("engine", "flute")])
def test_a_session_does_without_a_voice_that_is_not_there(
    fold: Path,
    settle,  # type: ignore[no-untyped-def]
    setting: str,
    name: str,
) -> None:
    """That is told once, with where it is from; what is typed is an error, and an export too."""
    file = settle(f"{setting} = '{name}'")
    played = guide("play", "./fold.yaml", *FASTEST)
    assert (played.returncode, "Done: 2 steps." in played.stdout) == (0, True)
    assert played.stderr.count(f"Your `{setting}` is from {file}.") == 1
    exported = guide("export", "./fold.yaml", "-o", "a.wav")
    assert exported.returncode == 1
    assert f"Your `{setting}` is from {file}." in exported.stderr
    assert not fold.with_name("a.wav").exists()
    typed = guide("play", "./fold.yaml", *FASTEST, f"--{setting}", name)
    assert typed.returncode == 1
    assert str(file) not in typed.stderr


@pytest.mark.needs("pulseaudio")
def test_a_session_plays_to_the_usual_output_where_the_settled_one_is_not(
    fold: Path,
    settle,  # type: ignore[no-untyped-def]
    sink: object,
) -> None:
    """Told once; a device that is typed is an error."""
    file = settle("device = 'Kitchen'")
    played = guide("play", "./fold.yaml")
    assert played.returncode == 0, played.stderr
    assert "There is no sound output 'Kitchen'" in played.stderr
    assert played.stderr.count(f"Your `device` is from {file}. Instead, the usual output") == 1
    typed = guide("play", "./fold.yaml", "--device", "Kitchen")
    assert typed.returncode == 1
    assert str(file) not in typed.stderr


def test_a_bed_that_is_not_there_is_told_with_where_it_is_from(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """An export fails; a session has no bed."""
    file = settle("bed = 'gone.mp3'")
    exported = guide("export", "./fold.yaml", "-o", "a.wav")
    assert exported.returncode == 1
    assert f"{file.parent / 'gone.mp3'}" in exported.stderr
    assert f"Your `bed` is from {file}." in exported.stderr
    assert guide("play", "./fold.yaml", *FASTEST).returncode == 0


def test_broken_settings_are_told_once_and_all_is_as_usual(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """In whatever would have looked for a value; ``guide config`` fails."""
    settle("pace = 200", "talk = 'breif'")
    for command in (
        ("play", "./fold.yaml", *FASTEST),
        ("export", "./fold.yaml", "-o", "a.mp3"),
        ("say", "Fold.", "--device", "null"),
        ("show", "./fold.yaml"),
        ("sheet", "./fold.yaml"),
        ("list",),
        ("moves",),
    ):
        result = guide(*command)
        assert result.returncode == 0
        assert result.stderr.count("config.toml has a problem, so nothing in it counts") == 1
        assert "breif" not in result.stderr
    assert made_with(fold.with_name("a.mp3")) == {}
    told = guide("config")
    assert told.returncode == 1
    assert "config.toml:2:8: 'breif' is not one of" in told.stderr


def test_help_shows_what_is_settled_and_other_commands_do_not_look(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """Broken settings are told by those who use them."""
    settle("pace = 200")
    assert "[default: 200;" in " ".join(guide("export", "--help").stdout.split()) or (
        "[default: 200]" in " ".join(guide("export", "--help").stdout.split())
    )
    settle("pace = fast")
    for command in (("check", "./fold.yaml"), ("--help",), ("export", "--help")):
        result = guide(*command)
        assert (result.returncode, result.stderr) == (0, "")


def test_a_line_is_spoken_in_the_settled_language(settle) -> None:  # type: ignore[no-untyped-def]
    """As with the option."""
    german = guide("say", "Streck dich.", "--device", "null", "--language", "de").stdout
    settle("language = 'de'")
    assert guide("say", "Streck dich.", "--device", "null").stdout == german


def test_a_session_goes_on_with_what_it_was(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """What is settled is kept with it like what is typed."""
    settle("pace = 200")
    assert guide("play", "./fold.yaml", *FASTEST).returncode == 0
    (session,) = json.loads(guide("history", "--json").stdout)
    assert session["choices"]["pace"] == 200


@pytest.mark.parametrize(
    ("voice", "language"),
    [
        ("en-us+f2", "en"),
        ("de", "de"),
        ("de_DE-thorsten-low", "de"),
        ("ava", None),
        ("max", None),
        ("hum", None),
        ("German", None),
    ],
)
def test_a_voice_tells_its_language_by_a_tag_alone(voice: str, language: str | None) -> None:
    """A name of few letters is none."""
    assert language_of(voice) == language


def test_where_several_are_settled_they_are(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """In one sentence."""
    file = settle("voice = 'nonsuch'", "engine = 'espeak'")
    told = guide("export", "./fold.yaml", "-o", "a.wav").stderr
    assert f"Your `voice` and `engine` are from {file}." in told


def test_settings_are_no_routine(own_folders: Path) -> None:
    """A check says who checks them."""
    result = guide("check", own_folders / "config.toml")
    assert result.returncode == 2
    assert "'guide config' checks your settings" in result.stderr


def test_a_settled_language_is_a_wish(fold: Path, settle) -> None:  # type: ignore[no-untyped-def]
    """It is taken where the routine has it, which the file tells; any other is in its own."""
    settle("language = 'de'")
    both = fold.with_name("both.yaml")
    both.write_text(
        "title: {en: Short, de: Kurz}\n"
        "steps: [{title: {en: Fold, de: Beuge}, say: {en: Fold., de: Beug dich.}, hold: 1s}]\n",
        "utf-8",
    )
    played = guide("play", "./both.yaml", *FASTEST)
    assert played.stdout.startswith("Kurz\n"), played.stderr
    assert guide("play", "./fold.yaml", *FASTEST).stdout.startswith("Fold & ")
    assert guide("play", "./both.yaml", *FASTEST, "--language", "en").stdout.startswith("Short\n")
    for routine, name, told in (
        ("./both.yaml", "both.mp3", {"language": "de"}),
        ("./fold.yaml", "fold.mp3", {}),
    ):
        assert guide("export", routine, "-o", name).returncode == 0
        assert made_with(fold.with_name(name)) == told
        elsewhere = guide("verify", name, routine, STRETCH_GUIDE_CONFIG="none")
        assert elsewhere.returncode == 0, elsewhere.stdout


@pytest.mark.parametrize("missing", [1, 2])
def test_a_settled_language_does_not_give_way_in_silence(
    tmp_path: Path,
    settle,  # type: ignore[no-untyped-def]
    missing: int,
) -> None:
    """A line tells how much is missing; a routine that does not come in it tells nothing."""
    settle("language = 'de'")
    file = tmp_path / "evening.yaml"
    file.write_text(
        "title: {en: Evening, de: Abend}\nbefore: {en: Stop if it hurts.}\n"
        "steps: [{title: {en: Fold, de: Beuge}, say: {en: Fold., de: Beug dich.}, hold: 1s}]\n"
        + "after: {en: Done.}\n"
        * (missing - 1),
        "utf-8",
    )
    result = guide("compile", file)
    texts = "1 text is" if missing == 1 else "2 texts are"
    assert result.returncode == 0
    assert result.stderr == (
        f"Evening is not whole in German ({texts} missing), so it is in English; "
        "'guide check' lists what is missing.\n"
    )
    assert guide("compile", file, "--language", "en").stderr == ""
    file.write_text(SHORT, "utf-8")
    assert guide("compile", file).stderr == ""
