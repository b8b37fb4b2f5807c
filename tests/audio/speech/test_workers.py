"""Workers that die, hang or fall silent are replaced, and the words come all the same."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from audio.child import Child, ChildError
from audio.errors import VoiceError
from audio.speech import workers as module
from audio.speech.workers import EngineRefusedError, Spare, Workers

if TYPE_CHECKING:
    from audio.messages import Header
    from tests.audio.speech.conftest import StartWorkers

TEXT = "Let your shoulders drop."
OPTIONS = {"engine": "espeak", "voice": None, "language": "en", "pace_wpm": 150}


def kill(workers: Workers, number: int = signal.SIGTERM) -> None:
    for pid in workers.pids:
        os.kill(pid, number)


def test_a_killed_worker_is_replaced(start_workers: StartWorkers) -> None:
    """Idle or starting: the same bytes come from a fresh one."""
    workers = start_workers()
    expected = workers.speak(TEXT, 1.0)
    kill(workers)
    assert workers.speak(TEXT, 1.0) == expected
    other = start_workers()
    other.warm_up()
    kill(other)
    assert other.speak(TEXT, 1.0) == expected


def test_they_know_their_voice(start_workers: StartWorkers) -> None:
    """As the engine named it when it started."""
    assert "en" in start_workers().voice().casefold()


def test_killed_while_it_speaks(start_workers: StartWorkers) -> None:
    """Killed at moments all over an utterance: the same bytes come."""
    workers = start_workers()
    expected = workers.speak(TEXT * 20, 1.0)
    for delay_ms in range(0, 30, 3):
        timer = threading.Timer(delay_ms / 1000, kill, [workers])
        timer.start()
        assert workers.speak(TEXT * 20, 1.0) == expected
        timer.join()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can stop a process")
def test_a_worker_that_hangs_is_replaced(
    start_workers: StartWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a time limit, and the words come from a fresh one."""
    workers = start_workers()
    expected = workers.speak(TEXT, 1.0)
    kill(workers, signal.SIGSTOP)
    monkeypatch.setattr(module, "limit_s", lambda *_: 0.0)
    (pid,) = workers.pids
    assert workers.speak(TEXT, 1.0) == expected
    assert pid not in workers.pids


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can stop a process")
def test_an_utterance_that_hangs_is_tried_twice_at_most(
    start_workers: StartWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time costs its whole limit; then another engine may speak on, for good."""
    hung: list[int] = []

    class Hanging(module.Worker):
        def speak(self, text: str, speed: float) -> tuple[Header, bytes]:
            self.hello()
            os.kill(self.pid, signal.SIGSTOP)
            hung.append(self.pid)
            return super().speak(text, speed)

    workers = start_workers()
    assert workers.speak(TEXT, 1.0)
    monkeypatch.setattr(module, "Worker", Hanging)
    monkeypatch.setattr(module, "limit_s", lambda *_: 0.0)
    kill(workers)
    with pytest.raises(EngineRefusedError, match="did not answer within"):
        workers.speak(TEXT, 1.0)
    assert 1 <= len(hung) <= 2
    assert workers.pids == []


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can stop a process")
def test_an_engine_that_hangs_when_it_starts_is_given_up(
    start_workers: StartWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not waited for again and again."""
    started: list[int] = []

    def stopped(engine: str) -> Child:
        child = Child("audio.speech.worker", engine)
        os.kill(child.pid, signal.SIGSTOP)
        started.append(child.pid)
        return child

    monkeypatch.setattr(module, "_start_child", stopped)
    monkeypatch.setattr(module, "START_LIMIT_S", 0.2)
    monkeypatch.setattr(module, "limit_s", lambda *_: 0.0)
    monkeypatch.setattr(module, "_GRACE_S", 0.0)
    with pytest.raises(EngineRefusedError, match="could not speak"):
        start_workers().speak(TEXT, 1.0)
    assert len(started) == 1


def test_it_starts_no_more_than_are_needed(start_workers: StartWorkers) -> None:
    """One after another takes one worker; a second one starts when two speak at once."""
    workers = start_workers(jobs=2)
    assert workers.pids == []
    workers.warm_up()
    workers.warm_up()
    for _ in range(3):
        workers.speak(TEXT, 1.0)
    assert len(workers.pids) == 1
    threads = [threading.Thread(target=workers.speak, args=(TEXT * 40, 1.0)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workers.pids) == 2


def test_closing_while_it_speaks(start_workers: StartWorkers) -> None:
    """Whoever waits for words gets an error, and nothing hangs or starts anew."""
    workers = start_workers(jobs=1)
    workers.speak(TEXT, 1.0)
    errors: list[str] = []

    def speak() -> None:
        try:
            while True:
                workers.speak(TEXT * 100, 1.0)
        except VoiceError as error:
            errors.append(str(error))

    threads = [threading.Thread(target=speak) for _ in range(3)]
    for thread in threads:
        thread.start()
    workers.close()
    workers.close()
    for thread in threads:
        thread.join()
    assert len(errors) == 3
    assert workers.pids == []


def test_the_spare_is_used_first() -> None:
    """A worker that waits already is taken before others start; only one takes it."""
    spare = Spare("espeak")
    assert spare._child
    waiting = spare._child.pid
    workers = Workers(OPTIONS, 1, spare)
    try:
        assert workers.speak(TEXT, 1.0).pcm
        assert workers.pids == [waiting]
        assert spare.take() is None
        spare.close()
        assert workers.speak(TEXT, 1.0).pcm
    finally:
        workers.close()


def test_a_spare_that_nobody_took_is_ended() -> None:
    """Closing it again does nothing."""
    spare = Spare("espeak")
    unused = spare._child
    assert unused
    spare.close()
    spare.close()
    with pytest.raises(ChildError):
        unused.receive(5)


def test_a_spare_that_died_is_replaced() -> None:
    """What happens to a spare before it is used costs nobody a word."""
    spare = Spare("espeak")
    workers = Workers(OPTIONS, 1, spare)
    try:
        assert spare._child
        os.kill(spare._child.pid, signal.SIGKILL)
        assert workers.speak(TEXT, 1.0).pcm
    finally:
        workers.close()


def test_a_spare_may_serve_another_engine() -> None:
    """It only loads ahead what it will probably be; what it is told decides."""
    spare = Spare("pyttsx3")
    workers = Workers(OPTIONS, 1, spare)
    try:
        assert workers.speak(TEXT, 1.0).pcm
        assert spare.take() is None
    finally:
        workers.close()


def test_an_engine_that_never_starts(
    start_workers: StartWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some tries it counts as one that cannot work here, and another may be taken."""

    def dying(name: str, *arguments: str) -> Child:
        return Child("audio.no_such_module")

    monkeypatch.setattr(module, "Child", dying)
    with pytest.raises(EngineRefusedError, match="could not speak"):
        start_workers().speak(TEXT, 1.0)


def test_silence_for_words_is_a_fault(
    start_workers: StartWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that answers with silence is asked again, then it is an error."""
    workers = start_workers()
    monkeypatch.setattr(module, "_SILENCE", 1 << 15)
    with pytest.raises(VoiceError, match=r'"Let your shoulders drop\.": it said nothing'):
        workers.speak(TEXT, 1.0)
    assert workers.speak("()", 1.0)


def test_a_worker_ends_with_its_parent() -> None:
    """Its input is then at an end, and so is its output."""
    worker = Child("audio.speech.worker")
    worker.send({"engine": "espeak", "voice": None, "language": "en", "pace_wpm": 150})
    worker.receive(30)
    worker._to_child.close()
    with pytest.raises(ChildError, match="ended with 0"):
        worker.receive(30)
