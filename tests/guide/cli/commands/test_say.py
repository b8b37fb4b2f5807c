"""``guide say``: one line in the voice of a session."""

from __future__ import annotations

import re
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from guide.cli.commands.say import spoken
from guide.format.templates import NAMES
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.sink import NullSink


def test_a_line_is_as_long_as_in_a_session(tmp_path: Path) -> None:
    """To the sample, and in the same samples: it goes the same way."""
    text = "Reach over your head."
    routine = tmp_path / "r.yaml"
    routine.write_text(f"title: R\nbefore: [{text}]\nsteps: [rest: 1s]\n", "utf-8")
    assert guide("export", routine, "-o", tmp_path / "r.wav").returncode == 0
    result = guide("say", text, "-o", tmp_path / "say.wav")
    assert result.returncode == 0, result.stderr
    with wave.open(str(tmp_path / "say.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
        said = file.readframes(file.getnframes())
    with wave.open(str(tmp_path / "r.wav")) as file:
        assert said in file.readframes(file.getnframes())
    assert f"{seconds:.2f} s long" in result.stdout


def test_it_is_told_into_which_phase_a_line_fits() -> None:
    """At its own pace, and as quickly as the program ever speaks."""
    told = guide("say", "Lift your arm.", "--device", "null").stdout
    found = re.match(r"([\d.]+) s long. It fits into `for: ([\d.]+)s`; .*`for: ([\d.]+)s`", told)
    assert found
    length, usual, quick = map(float, found.groups())
    assert quick < length <= usual < length + 0.11


def test_it_is_heard(sink: NullSink, tmp_path: Path) -> None:
    """Through the sound device, whole."""
    assert guide("say", "Lift.", "-o", tmp_path / "a.wav").returncode == 0
    with wave.open(str(tmp_path / "a.wav")) as file:
        written = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    for _ in range(3):  # a machine that is busy with other things may make a gap
        with sink.record() as recording:
            assert guide("say", "Lift.").returncode == 0
        heard = np.trim_zeros(recording.samples)
        if np.array_equal(heard, np.trim_zeros(written)):
            return
    pytest.fail(f"{len(heard)} frames were heard, {len(written)} written")


def test_names_in_braces_are_filled_in(tmp_path: Path) -> None:
    """So a line can be taken from a routine as it stands."""
    frames = []
    for text in ("Lift your {side} arm.", "Lift your left arm."):
        assert guide("say", text, "-o", tmp_path / "a.wav", "--force").returncode == 0
        with wave.open(str(tmp_path / "a.wav")) as file:
            frames.append(file.readframes(file.getnframes()))
    assert frames[0] == frames[1]


@pytest.mark.parametrize(
    ("language", "filled"),
    [
        ("en", "left, 30 seconds, 10 seconds, 3 of 8, this move, the next move"),
        ("de-AT", "links, 30 Sekunden, 10 Sekunden, 3 of 8, diese Übung, die nächste Übung"),
        (
            "es",
            "izquierda, 30 segundos, 10 segundos, 3 of 8, este ejercicio, el ejercicio siguiente",
        ),
        ("fr", "gauche, 30 secondes, 10 secondes, 3 of 8, cet exercice, l'exercice suivant"),
        ("la", "left, 30 seconds, 10 seconds, 3 of 8, this move, the next move"),
    ],
)
def test_examples_are_in_the_language_of_the_text(language: str, filled: str) -> None:
    """As far as the program has words in it."""
    text = "{side}, {duration}, {remaining}, {rep} of {reps}, {title}, {next}"
    assert spoken(text, language) == filled


def test_every_name_has_an_example() -> None:
    """None is left in braces."""
    assert "{" not in spoken(" ".join(f"{{{name}}}" for name in NAMES), "pl")


def test_numbers_and_units_are_read_as_in_a_session(tmp_path: Path) -> None:
    """A person would say them so."""
    frames = []
    for text in ("Hold for 30 s.", "Hold for thirty seconds."):
        assert guide("say", text, "-o", tmp_path / "a.wav", "--force").returncode == 0
        with wave.open(str(tmp_path / "a.wav")) as file:
            frames.append(file.readframes(file.getnframes()))
    assert frames[0] == frames[1]


def test_the_language_and_the_pace_change_it() -> None:
    """As they do in a routine."""
    told = {
        guide("say", "Guten Morgen.", "--device", "null", *options).stdout
        for options in ((), ("--language", "de"), ("--pace", "90"))
    }
    assert len(told) == 3


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((), 2, "Missing argument 'TEXT'"),
        (("",), 1, "expected a text"),
        (("Lift your {sied} arm.",), 1, "Did you mean {side}?"),
        (("a" * 2001,), 1, "2000 are the most"),
        (("\x1b[31m",), 1, "has no place in a text"),
        (("Lift.", "-o", "x.mp3"), 2, ".wav"),
        (("Lift.", "-o", "/nowhere/x.wav"), 1, "no such folder"),
        (("Lift.", "--voice", "nobody", "--device", "null"), 1, "no voice"),
        (("Lift.", "--device", "gramophone"), 1, "miniaudio"),
        (("Lift.", "--pace", "5"), 2, "from 80 to 300"),
        (("Hm.", "--language", "xx", "--device", "null"), 2, "is no language"),
    ],
)
def test_what_cannot_be_said_is_told(arguments: tuple[str, ...], status: int, told: str) -> None:
    """In a sentence, without a traceback."""
    result = guide("say", *arguments)
    assert result.returncode == status
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_an_older_file_is_kept(tmp_path: Path) -> None:
    """Unless it may be replaced."""
    out = tmp_path / "a.wav"
    out.write_text("mine")
    result = guide("say", "Lift.", "-o", out)
    assert result.returncode == 1
    assert "--force" in result.stderr
    assert out.read_text() == "mine"
    assert guide("say", "Lift.", "-o", out, "--force").returncode == 0
