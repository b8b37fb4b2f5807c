"""``guide play`` on a sound card: what is heard, and what happens when something stands still."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.audio.speech.tiny_voice import NAME, install_tiny
from tests.guide.cli.running import GUIDE, guide, start_guide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.sink import NullSink

TINY = """\
title: Tiny
steps:
  - title: Fold
    hold: 2s
settings: {countdown: 0, change_over: 0s}
"""

QUICK = "null:5"
"""A device that hears nothing, five times as fast: where it's no matter how long things take."""

ATTEMPTS = 3
"""A machine that is busy with other things may make a gap; not three times."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A routine of a few seconds."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, "utf-8")
    return path


def exported(routine: Path, folder: Path) -> np.ndarray:
    """What the file has; it also fills the cache, so that the session never waits."""
    assert guide("export", routine, "-o", folder / "a.wav").returncode == 0
    with wave.open(str(folder / "a.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def test_what_is_heard_is_what_is_exported(tiny: Path, tmp_path: Path, sink: NullSink) -> None:
    """Sample for sample, from the first word to the last chime, through the real sound device."""
    expected = np.trim_zeros(exported(tiny, tmp_path))
    for _ in range(ATTEMPTS):
        with sink.record() as recording:
            result = guide("play", tiny)
        assert result.returncode == 0, result.stderr
        heard = np.trim_zeros(recording.samples)
        if np.array_equal(heard, expected):
            return
    pytest.fail(f"{len(heard)} frames were heard, {len(expected)} exported")


def test_a_session_survives_being_stopped_for_a_while(tiny: Path, sink: NullSink) -> None:
    """Ctrl-Z and ``fg``, longer than a device may stand still: it goes on and ends well."""
    process = start_guide("play", tiny)
    assert process.stdout is not None
    while "Fold" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGSTOP)
    threading.Event().wait(4)
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors


def test_a_frozen_sound_server_is_told_at_the_start(tiny: Path, sink: NullSink) -> None:
    """A sentence and status 1, instead of waiting for ever."""
    sink.freeze()
    result = guide("play", tiny)
    assert result.returncode == 1
    assert "could not be opened" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_sound_server_that_freezes_while_playing_is_told(tiny: Path, sink: NullSink) -> None:
    """Likewise, with what to do."""
    process = start_guide("play", tiny)
    assert process.stdout is not None
    while "Fold" not in process.stdout.readline():
        assert process.poll() is None
    sink.freeze()
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "lost while playing" in errors
    assert "see whether it is connected" in errors


def test_several_routines_are_played_in_a_row(tiny: Path) -> None:
    """One after the other, each with its report."""
    result = guide("play", tiny, tiny, "--device", QUICK)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("Done: 1 step.") == 2


LONG = """\
title: Long
before: Be kind to yourself.
steps:
  - {title: Fold, hold: 90s}
  - {title: Hip lifts, hold: 4s}
settings: {countdown: 0, change_over: 0s}
"""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A routine of minutes, with a short second step."""
    path = tmp_path / "long.yaml"
    path.write_text(LONG, "utf-8")
    return path


@pytest.mark.parametrize("named", ["2", "hip-lifts", "Hip Lifts"])
def test_one_step_can_be_played_alone(long: Path, named: str) -> None:
    """By its number or title; nothing else is said but the end."""
    result = guide("play", long, "--only", named, "--device", QUICK)
    assert result.returncode == 0, result.stderr
    assert "Hip lifts." in result.stdout
    assert "Fold" not in result.stdout
    assert "Be kind" not in result.stdout


def test_plain_lines_skip_nothing_at_speed(long: Path) -> None:
    """However many cues begin between two looks: all that is compiled is printed, in order."""
    played = guide("play", long, "--device", "null:100").stdout.splitlines()
    compiled = json.loads(guide("compile", long, "--json").stdout)
    heard = [
        cue.get("text") or f"({cue['sound'].replace('_', ' ')} {cue['kind']})"
        for cue in compiled["cues"]
        if cue["kind"] != "silence"
    ]
    assert [line[9:] for line in played if re.match(r" +[0-9]+:[0-9]{2}  ", line)] == heard


def test_help_tells_what_one_step_alone_leaves_out() -> None:
    """Who relies on the safety words of a routine should know."""
    assert "alone, without what is said before and after" in " ".join(
        guide("play", "-h").stdout.split()
    )


def test_it_can_begin_at_a_step(long: Path) -> None:
    """With a word about it; what came before is not reached."""
    result = guide("play", long, "--from", "hip lifts", "--device", QUICK)
    assert result.returncode == 0, result.stderr
    assert "We begin with Hip lifts." in result.stdout
    assert "Fold." not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--only", "hip lift"], "Did you mean 'Hip lifts'?"),
        (["--from", "3"], "a number from 1 to 2, or a title: Fold, Hip lifts."),
        (["--from", ""], "a number from 1 to 2"),
        (["--only", "2", "--from", "2"], "leave out --from"),
        (["--wake", "9s"], "no time from 0 to 3 seconds"),
        (["--volume", "101"], "101"),
        (["--device", "null:0"], "a whole number from 1 to 100"),
        (["--device", "null:fast"], "a whole number from 1 to 100"),
        (["--resume"], "name neither"),
    ],
)
def test_a_wrong_wish_is_told_with_what_there_is(
    long: Path, arguments: list[str], told: str
) -> None:
    """One sentence and status 2."""
    result = guide("play", long, "--device", "null", *arguments)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_voice_that_cannot_begin_is_told_in_a_sentence(long: Path) -> None:
    """The fault that is told is its own, and nothing is left running."""
    result = guide("play", long, "--voice", "nobody-at-all", "--device", "null")
    assert result.returncode == 1
    assert "no voice" in result.stderr
    assert "unexpected" not in result.stderr


def test_without_a_routine_it_is_asked_for() -> None:
    """Likewise."""
    result = guide("play")
    assert result.returncode == 2
    assert "Which routine?" in result.stderr


def killed(routine: Path, step: int) -> None:
    """Play from a step and kill the program in its hold."""
    process = start_guide("play", routine, "--from", step, "--talk", "brief", "--device", "null")
    assert process.stdout is not None
    while "start chime" not in process.stdout.readline():
        assert process.poll() is None
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("answer", "first"), [("\n", "We go on with Hip lifts."), ("n\n", "Long.")]
)
def test_a_session_that_was_killed_is_offered(long: Path, answer: str, first: str) -> None:
    """After kill -9 the next start asks whether to go on at that step, before anything is heard."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo terminals of this kind")
    killed(long, 2)
    assert "interrupted at step 2, Hip lifts" in guide("history").stdout
    ours, theirs = pty.openpty()
    command = [str(GUIDE), "play", str(long), "--device", "null", "--plain"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        shown = read_until(ours, "interrupted at step 2, Hip lifts. Go on there? [Y/n]: ")
        assert "0:00" not in shown
        os.write(ours, answer.encode())
        assert first in read_until(ours, "0:00", "\n")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def read_until(terminal: int, *texts: str) -> str:
    """Return what a program writes until ``texts`` have come, one after the other."""
    shown = ""
    for text in texts:
        past = len(shown)
        while text not in shown[past:]:
            shown += os.read(terminal, 4096).decode()
    return shown


def test_a_session_that_was_killed_can_be_gone_on_with(long: Path) -> None:
    """At its step, with a word about it and time to get ready; once it's done it is over."""
    killed(long, 2)
    result = guide("play", "--resume", "--device", QUICK)
    assert result.returncode == 0, result.stderr
    assert "We go on with Hip lifts." in result.stdout
    assert "Finished" in result.stdout
    again = guide("play", "--resume", "--device", "null")
    assert again.returncode == 1


def test_with_nothing_interrupted_there_is_nothing_to_resume(tiny: Path) -> None:
    """A sentence and status 1."""
    assert guide("play", tiny, "--device", QUICK).returncode == 0
    result = guide("play", "--resume", "--device", "null")
    assert result.returncode == 1
    assert "nothing to resume" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_session_and_it_is_kept_as_stopped(
    long: Path, number: signal.Signals
) -> None:
    """Honestly: it was not finished."""
    process = start_guide("play", long, "--device", "null")
    assert process.stdout is not None
    while "Fold." not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert "stopped at step 1, Fold" in guide("history").stdout


TWICE = """\
title: Twice
steps:
  - {title: Rest, hold: 90s}
  - {title: Fold, hold: 2s}
  - {title: Rest, hold: 2s}
  - {repeat: 2, steps: [{title: Lift, hold: 2s}]}
settings: {countdown: 0, change_over: 0s}
"""


def test_a_title_of_different_steps_is_asked_about(tmp_path: Path) -> None:
    """With their numbers; where all of that title are the same, there is nothing to ask."""
    path = tmp_path / "twice.yaml"
    path.write_text(TWICE, "utf-8")
    for option in ("--only", "--from"):
        result = guide("play", path, option, "rest", "--device", QUICK)
        assert result.returncode == 2
        assert "Steps 1 and 3 are both called 'Rest'. Give the number of one." in result.stderr
    assert guide("play", path, "--only", "3", "--device", QUICK).returncode == 0
    assert guide("play", path, "--only", "lift", "--device", QUICK).returncode == 0


def test_a_session_goes_on_when_its_voice_fails(short: Path, voices: Path) -> None:
    """Another one speaks, and at the end it is told why; a name that nothing has is an error."""
    damaged = install_tiny(voices)
    (damaged / f"{NAME}.onnx").write_bytes(b"")
    played = guide("play", short, "--device", "null:50", "--voice", NAME)
    assert played.returncode == 0, played.stderr
    assert played.stderr.count("is damaged") == 1
    assert "Instead, espeak en spoke." in played.stderr
    wrong = guide("play", short, "--device", "null:50", "--voice", "en_US-nobody-low")
    assert wrong.returncode == 1
    assert "guide voices install en_US-nobody-low" in wrong.stderr
