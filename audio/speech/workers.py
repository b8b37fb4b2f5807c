"""The parent's end of an engine: a few worker processes, replaced whenever one misbehaves."""

from __future__ import annotations

import queue
import threading
from array import array
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from audio.child import Child, ChildError
from audio.errors import VoiceError
from audio.speech.engine import has_words, limit_s
from audio.speech.registry import find_engine

if TYPE_CHECKING:
    from audio.messages import Header

ATTEMPTS = 5
"""How often an utterance is tried before it counts as failed, if that goes quickly."""

HANGING = 1.5
"""Times what an utterance may take: after so long it is not tried again. So it hangs twice at most,
and then the engine counts as one that cannot work here."""

START_LIMIT_S = 30.0
"""Seconds that an engine may take to start; a system's voices are slow the first time."""

_GRACE_S = 2.0  # on top of the worker's own limit, so that it can still answer
_SILENCE = 64  # of 32768; any voice is far louder
_SHOWN = 60  # characters of a text in a message


class EngineRefusedError(VoiceError):
    """The engine cannot work here, or not with this voice; another one may."""


class WrongChoiceError(EngineRefusedError):
    """The engine has no voice of the name, or for the language, that somebody chose."""


class Utterance(NamedTuple):
    """What an engine spoke.

    Attributes:
        pcm: mono, int16, native byte order.
        sample_rate: in Hz.
    """

    pcm: bytes
    sample_rate: int


class Spare:
    """A worker process that starts before it is known for which voice; unused, it costs little."""

    def __init__(self, engine: str | None) -> None:
        """Start it without waiting, to be probably used for ``engine``; None starts none."""
        self._child: Child | None = None
        with suppress(ChildError):  # whoever needs it will see
            self._child = _start_child(engine) if engine else None

    def take(self) -> Child | None:
        """Return it, which is now the taker's to end; or None where there is none any more."""
        child, self._child = self._child, None
        return child

    def close(self) -> None:
        """End it, if nobody took it; harmless when repeated."""
        if child := self.take():
            child.kill()


def _start_child(engine: str) -> Child:
    return Child("audio.speech.worker", engine)


class Worker:
    """One worker process: it may be starting, idle or speaking."""

    def __init__(self, options: Header, child: Child | None = None) -> None:
        """Start it without waiting.

        Args:
            options: what it is told first, see ``audio.speech.worker``.
            child: the process to use, or None for a fresh one.

        Raises:
            ChildError: it could not be started.
        """
        self._child = child or _start_child(options["engine"])
        self._child.send(options)
        self._hello: Header | None = None
        self._patience = find_engine(options["engine"]).patience

    def hello(self) -> Header:
        """Wait until it has started, and return what it said then.

        Raises:
            EngineRefusedError: the engine cannot work here, or not with these options.
            ChildError: it died, or hangs.
        """
        if self._hello is None:
            self._hello, _ = self._child.receive(START_LIMIT_S)
        if "refused" in self._hello:
            kind = WrongChoiceError if self._hello.get("wrong") else EngineRefusedError
            raise kind(self._hello["refused"])
        return self._hello

    def speak(self, text: str, speed: float) -> tuple[Header, bytes]:
        """Return its answer.

        Raises:
            EngineRefusedError: see ``hello``.
            ChildError: it died, or hangs.
        """
        self.hello()
        self._child.send({"text": text, "speed": speed})
        return self._child.receive(limit_s(text, self._patience) + _GRACE_S)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def kill(self) -> None:
        """End it at once."""
        self._child.kill()


class _Place:
    """Where a worker belongs; none is there before the first use, nor after its end."""

    worker: Worker | None = None


class Workers:
    """Some workers of one engine with one voice, started when they are needed."""

    def __init__(self, options: Header, jobs: int, spare: Spare | None = None) -> None:
        """Start none yet; up to ``jobs`` will speak side by side, ``spare`` first."""
        self._options = options
        self._spare = spare
        self._idle: queue.LifoQueue[_Place] = queue.LifoQueue()  # those with a warm worker first
        for _ in range(jobs):
            self._idle.put(_Place())
        self._alive: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._answered = False
        self._patience = find_engine(options["engine"]).patience

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers that run."""
        with self._lock:
            return [worker.pid for worker in self._alive]

    def warm_up(self) -> None:
        """Start a worker where none runs, without waiting."""
        place = self._idle.get()
        with suppress(ChildError):  # whoever needs it will see
            place.worker = place.worker or self._start()
        self._idle.put(place)

    def voice(self) -> str:
        """Wait until a worker has started; return the name of its voice.

        Raises:
            EngineRefusedError: the engine cannot work here, or not with these options.
            VoiceError: it died, or this was closed meanwhile.
        """
        place = self._idle.get()
        try:
            place.worker = place.worker or self._start()
            return str(place.worker.hello()["voice"])
        except ChildError as error:
            self._end(place)
            raise VoiceError(
                f"The engine {self._options['engine']} did not start: {error}."
            ) from error
        finally:
            self._idle.put(place)

    def speak(self, text: str, speed: float) -> Utterance:
        """Speak as soon as a worker is idle; again where that goes wrong.

        Raises:
            EngineRefusedError: another try would not help, none was ever answered, or it hangs.
            VoiceError: it went wrong ``ATTEMPTS`` times, or this was closed meanwhile.
        """
        place = self._idle.get()
        hangs_at = monotonic() + HANGING * (limit_s(text, self._patience) + _GRACE_S)
        try:
            for _ in range(ATTEMPTS):
                outcome = self._attempt(place, text, speed)
                if isinstance(outcome, Utterance):
                    return outcome
                if hangs := monotonic() > hangs_at:
                    break
        finally:
            self._idle.put(place)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        kind = VoiceError if self._answered and not hangs else EngineRefusedError
        raise kind(
            f'The engine {self._options["engine"]} could not speak "{shown}": {outcome}; word it '
            "differently, or choose another voice (guide voices lists all)."
        )

    def close(self) -> None:
        """End all workers; whoever waits for one gets a VoiceError. Harmless when repeated."""
        with self._lock:
            self._closed = True
            alive, self._alive = self._alive, set()
        for worker in alive:
            worker.kill()

    def _attempt(self, place: _Place, text: str, speed: float) -> Utterance | str:
        """Return what was spoken, or what went wrong."""
        try:
            place.worker = place.worker or self._start()
            header, pcm = place.worker.speak(text, speed)
        except ChildError as error:
            self._end(place)
            return str(error)
        except EngineRefusedError:
            self._end(place)
            raise
        self._answered = True
        if header["spent"]:
            self._end(place)
        fault: str = header.get("error") or _what_is_wrong(text, pcm)
        return fault or Utterance(pcm, header["sample_rate"])

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise VoiceError("The voice was closed before it had spoken.")
            worker = Worker(self._options, self._spare.take() if self._spare else None)
            self._alive.add(worker)
            return worker

    def _end(self, place: _Place) -> None:
        if place.worker:
            place.worker.kill()
            with self._lock:
                self._alive.discard(place.worker)
            place.worker = None


def _what_is_wrong(text: str, pcm: bytes) -> str:
    """Return what is wrong with an utterance that arrived whole, or nothing."""
    # Stops at the first loud sample: to look at all of them costs as much as speaking them.
    heard = any(not -_SILENCE < sample < _SILENCE for sample in array("h", pcm))
    return "it said nothing" if not heard and has_words(text) else ""
