"""Going on with a session whose program was killed: with what, where, and what is told of it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("the sessions are killed on a pseudo terminal", allow_module_level=True)

from tests.guide.cli.running import guide
from tests.guide.live.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = """\
title: Long
before: Be kind to yourself.
steps:
  - {title: Fold, say: Fold forward as far as it goes., brief: Fold forward., hold: 3s}
  - {title: Hip lifts, hold: 3s}
  - {title: Fold, say: Fold forward once more., brief: Fold., hold: 3s}
settings: {countdown: 0, change_over: 0s}
"""
AFTER = """\
title: Afterwards
steps:
  - {title: Lie still, hold: 1s}
settings: {countdown: 0, change_over: 0s}
"""
SILENT = ("--device", "null", "--plain")


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """A routine of three steps of which two are the same move."""
    path = tmp_path / "long.yaml"
    path.write_text(ROUTINE, "utf-8")
    return path


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """A short routine."""
    path = tmp_path / "after.yaml"
    path.write_text(AFTER, "utf-8")
    return path


def killed(*arguments: object, at: str, keys: str = "", then: str = "") -> None:
    """Kill a session once it has printed ``at`` and, after ``keys`` were pressed, ``then``."""
    window = Terminal(*arguments, *SILENT)
    try:
        window.read_until(at)
        if keys:
            window.type(keys)
            window.read_until(then)
    finally:
        window.close()


def resumed(*arguments: object) -> str:
    """Go on with the session to its end; return what was printed."""
    result = guide("play", "--resume", *SILENT, *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_what_hurt_is_not_done_again(routine: Path) -> None:
    """Killed while the person rests: it goes on after that move, which stays left out later."""
    killed(routine, at="start chime", keys="x", then="Now rest")
    told = resumed()
    assert "We go on with Hip lifts." in told
    assert "Fold is left out, because it hurt." in told
    assert "Fold forward" not in told
    assert "Done: 1 of 3 steps." in told
    assert "Hurt: Fold." in told
    assert "Interrupted once and gone on with." in told


def test_it_is_one_session_in_the_history(routine: Path) -> None:
    """With what was done in both halves, and the time that both took."""
    killed(routine, "--from", 2, at="start chime", keys="n", then="start chime")
    (before,) = json.loads(guide("history", "--json").stdout)
    resumed()
    (session,) = json.loads(guide("history", "--json").stdout)
    assert (before["outcome"], session["outcome"]) == ("interrupted", "finished")
    assert session["began"] == before["began"]
    assert session["seconds"] > before["seconds"]
    outcomes = [step["outcome"] for step in session["steps"]]
    assert outcomes == ["not reached", "skipped", "done"]


def test_what_was_to_follow_follows(routine: Path, after: Path) -> None:
    """The rest of a row of routines is played too."""
    killed(routine, after, at="start chime", keys="nn", then="once more.")
    told = resumed()
    assert told.index("Finished") < told.index("Lie still.")
    assert told.count("Finished") == 2


@pytest.mark.parametrize("broken", [None, "title: 5\nsteps: [{}]\n"])
def test_what_can_follow_no_longer_is_left_out(
    routine: Path, after: Path, broken: str | None
) -> None:
    """It is said what is wrong with it; the session itself is gone on with, and what is whole."""
    killed(routine, after, routine, at="start chime", keys="nn", then="once more.")
    after.unlink() if broken is None else after.write_text(broken, "utf-8")
    result = guide("play", "--resume", *SILENT)
    assert result.returncode == 0, result.stderr
    assert f"{after} was to follow, and is left out." in result.stderr
    assert "after.yaml" in result.stderr.splitlines()[0]
    assert result.stdout.count("Finished") == 2


def test_why_a_settled_language_gives_way_is_told_of_what_follows(
    routine: Path, after: Path, own_folders: Path
) -> None:
    """As it is of a routine that is played at once."""
    (own_folders / "config.toml").write_text('language = "de"\n', "utf-8")
    killed(routine, after, at="start chime", keys="nn", then="once more.")
    titles = "title: {en: Afterwards, de: Danach}"
    after.write_text(AFTER.replace("title: Afterwards", titles), "utf-8")
    result = guide("play", "--resume", *SILENT)
    assert result.returncode == 0, result.stderr
    assert "Afterwards is not whole in German (1 text is missing), so it is in English;" in (
        " ".join(result.stderr.split())
    )


def test_a_routine_that_is_gone_is_told_of(routine: Path) -> None:
    """With what was interrupted; once it is back, the session can be gone on with."""
    killed(routine, at="start chime")
    text = routine.read_text("utf-8")
    routine.unlink()
    result = guide("play", "--resume", *SILENT)
    assert result.returncode == 1
    assert "A session of Long was interrupted at step 1, Fold." in result.stderr
    assert "long.yaml" in result.stderr
    routine.write_text(text, "utf-8")
    assert "We go on with Fold." in resumed()


def test_a_routine_that_follows_is_as_loud_as_the_one_before(routine: Path, after: Path) -> None:
    """What the person has set in between stays, and does not begin at full volume again."""
    window = Terminal(routine, after, *SILENT, "--volume", "50")
    window.read_until("start chime")
    window.type("\x1b[B")
    window.read_until("Volume")
    window.type("nnn")
    window.read_until("Lie still.")
    window.close()
    second, first = json.loads(guide("history", "--json").stdout)
    assert (first["choices"]["volume"], second["choices"]["volume"]) == (50, 40)


def test_before_the_first_step_it_begins_at_the_beginning(routine: Path) -> None:
    """What is said first is for safety: it was not heard to its end."""
    killed(routine, at="Be kind to yourself.")
    told = resumed()
    assert "Be kind to yourself." in told
    assert "We go on with" not in told


def test_what_is_typed_beside_it_wins(routine: Path) -> None:
    """Where that changes how it sounds, and not what it is."""
    killed(routine, "--talk", "brief", "--volume", "30", at="Fold forward.")
    assert "Fold forward as far as it goes." in resumed("--talk", "full", "--wake", "0.5s")
    (session,) = json.loads(guide("history", "--json").stdout)
    choices = session["choices"]
    assert (choices["talk"], choices["wake_s"], choices["volume"]) == ("full", 0.5, 30)


def test_what_would_make_another_session_is_refused(routine: Path) -> None:
    """In a sentence, with status 2; nothing is lost, and a yes to the offer is no way around."""
    killed(routine, at="start chime")
    for option, value in (
        ("--level", "gentle"),
        ("--fit", "2m"),
        ("--seed", "3"),
        ("--set", "hold=5s"),
    ):
        result = guide("play", "--resume", option, value, *SILENT)
        assert result.returncode == 2
        refused = f"A session goes on as it was begun: leave out {option}, or begin it anew."
        assert refused in result.stderr
    window = Terminal(routine, "--level", "gentle", *SILENT)
    window.read_until("Go on there?")
    window.type("\n")
    window.read_until("leave out --level")
    assert window.end() == 2
    window.close()
    assert "Finished" in resumed()


def test_the_offer_says_where_it_goes_on(routine: Path) -> None:
    """After what hurt; and with what is typed beside it."""
    killed(routine, at="start chime", keys="x", then="Now rest")
    window = Terminal(routine, "--talk", "minimal", *SILENT)
    window.read_until("Hip lifts? [Y/n]: ")
    asked = "interrupted at step 1, Fold, which hurt. Go on with step 2, Hip lifts? [Y/n]:"
    assert asked in " ".join(window.output.split())
    window.type("\n")
    window.read_until("We go on with Hip lifts.")
    window.close()
    (session,) = json.loads(guide("history", "--json").stdout)
    assert session["choices"]["talk"] == "minimal"


@pytest.mark.parametrize("columns", [40, 80])
def test_the_offer_is_in_the_language_of_the_session(tmp_path: Path, columns: int) -> None:
    """All of it can be read, however narrow the terminal is and whatever it is able to do."""
    title = "Estiramiento largo de la espalda y de los hombros"
    path = tmp_path / "larga.yaml"
    path.write_text(
        ROUTINE.replace("Fold,", f"{title},").replace("Long", "L\nlanguage: es"), "utf-8"
    )
    killed(path, at="(")  # a chime
    window = Terminal(path, *SILENT, columns=columns)
    window.read_until("[S/n]: ")
    lines = window.output.splitlines()
    assert max(map(len, lines)) <= columns
    asked = f"La última sesión se interrumpió en el paso 1, {title}. ¿Continuar ahí? [S/n]:"
    assert " ".join(" ".join(lines).split()) == asked
    window.type("x\n")
    window.read_until("Escribe s para sí o n para no.")
    window.type("s\n")
    window.read_until(f"Continuamos con {title}.")
    window.close()


@pytest.mark.parametrize("only", [(), ("--only", "2")], ids=["all", "only"])
def test_a_routine_that_has_lost_the_step(routine: Path, only: tuple[str, ...]) -> None:
    """A sentence that names no option that nobody typed; then it is no longer on offer."""
    killed(routine, *only, at="start chime", keys="" if only else "n", then="start chime")
    routine.write_text(AFTER, "utf-8")
    result = guide("play", "--resume", *SILENT)
    assert result.returncode == 1
    number = 1 if only else 2
    assert f"interrupted at step {number}, Hip lifts, and its routine has changed" in result.stderr
    assert "--" not in result.stderr
    assert "nothing to resume" in guide("play", "--resume", *SILENT).stderr
    assert f"interrupted at step {number}, Hip lifts" in guide("history").stdout


def test_a_step_that_has_moved_is_found(routine: Path) -> None:
    """By its title, where that is the only one."""
    killed(routine, at="start chime", keys="n", then="start chime")
    routine.write_text(ROUTINE.replace("steps:", "steps:\n  - {title: New, hold: 1s}"), "utf-8")
    told = resumed()
    assert "We go on with Hip lifts." in told
    assert "Done: 2 of 4 steps." in told


def test_a_session_goes_on_in_its_language(tmp_path: Path) -> None:
    """Whatever its routine's own is; another one would be another session."""
    path = tmp_path / "several.yaml"
    path.write_text(
        "title: {en: Evening, de: Abend}\nsettings: {countdown: 0, change_over: 0s}\nsteps:\n"
        "  - {title: {en: Reach, de: Strecken}, hold: 2s}\n"
        "  - {title: {en: Fold, de: Beugen}, hold: 2s}\n",
        "utf-8",
    )
    killed(path, "--language", "de", at="Beugen")
    refused = guide("play", "--resume", "--language", "en", *SILENT)
    assert "leave out --language" in refused.stderr
    printed = resumed()
    assert "Beugen" in printed
    assert "Fold" not in printed


def test_a_settled_voice_of_another_language_is_not_in_the_way(
    routine: Path, own_folders: Path
) -> None:
    """As it was not meant at the beginning, whatever is settled meanwhile."""
    routine.write_text(ROUTINE.replace("title: Long", "title: Lang\nlanguage: de"), "utf-8")
    file = own_folders / "config.toml"
    for meanwhile in ("", "voice = 'fr'\n"):
        file.write_text("voice = 'en-us+f2'\n", "utf-8")
        killed(routine, at="Fold forward")
        file.write_text(meanwhile, "utf-8")
        result = guide("play", "--resume", *SILENT)
        assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("setting", "other", "told"),
    [
        ("voice", "nonsuch", "The session was begun with the voice nonsuch."),
        ("engine", "flute", "The session was begun with the engine flute."),
    ],
)
def test_a_voice_that_is_gone_keeps_nobody_from_going_on(
    routine: Path, own_folders: Path, setting: str, other: str, told: str
) -> None:
    """The usual one speaks, which is told once; what is typed beside it is an error still."""
    file = own_folders / "config.toml"
    file.write_text(f"{setting} = '{other}'\n", "utf-8")
    killed(routine, at="start chime")
    file.unlink()
    refused = guide("play", "--resume", *SILENT, f"--{setting}", other)
    assert refused.returncode == 1
    assert "begun with" not in refused.stderr
    result = guide("play", "--resume", *SILENT)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count(told) == 1
    assert str(file) not in result.stderr
