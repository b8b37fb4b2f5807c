"""Opening a voice: which engines there are, which one is used here, and what works."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.child import ChildError
from audio.speech.engine import VoiceInfo
from audio.speech.engine_voice import EngineVoice
from audio.speech.registry import BUILT_IN, all_engines, find_engine
from audio.speech.workers import EngineRefusedError, Spare, Worker, Workers

if TYPE_CHECKING:
    from audio.clip import Clip
    from audio.speech.registry import Kind
    from audio.speech.voice import Parameters, Voice


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What an engine can do here.

    Attributes:
        name: what ``--engine`` takes.
        usual: it is the one used when none is named.
        voices: all its voices; none where it does not work.
        problem: why it does not work and what to do, in one sentence; or None.
        optional: the program does as well without it.
        licence: of what speaks, as far as it is known.
    """

    name: str
    usual: bool
    voices: tuple[VoiceInfo, ...]
    problem: str | None = None
    optional: bool = False
    licence: str = ""


def spare_worker(engine: str | None) -> Spare:
    """Start a worker for ``open_voice`` before all of its parameters are known.

    Args:
        engine: the engine's name, or None for the platform's default.
    """
    usual = engine or _usual_engines()[0]
    return Spare(usual if usual in BUILT_IN else None)


def open_voice(parameters: Parameters, jobs: int = 2, spare: Spare | None = None) -> Voice:
    """Return a voice at once; its first worker starts meanwhile.

    Where ``parameters`` name no engine the platform's own is used: eSpeak NG on Linux,
    elsewhere the system's voices, or eSpeak NG where those cannot be used.

    Args:
        parameters: which engine, voice, language and pace.
        jobs: how many utterances may be spoken side by side.
        spare: a worker for the first engine that is tried; it stays the caller's to close.

    Raises:
        VoiceError: there is no such engine.
    """
    usual = [parameters.engine] if parameters.engine else _usual_engines()
    first, *others = usual
    voices = [_engine_voice(first, parameters, jobs, spare)]
    voices += [_engine_voice(engine, parameters, jobs) for engine in others]
    return voices[0] if len(voices) == 1 else _Fallback(*voices)


def list_engines() -> tuple[EngineReport, ...]:
    """Start every engine, and return what each has to offer here."""
    usual = _usual_engines()[0]
    return tuple(_report(kind, usual=kind.name == usual) for kind in all_engines().values())


class _Fallback:
    """Speaks with the second voice once the engine of the first said that it cannot work."""

    def __init__(self, first: Voice, second: Voice) -> None:
        self._voices = (first, second)
        self._refusal: EngineRefusedError | None = None

    @property
    def name(self) -> str:
        return self._voices[self._refusal is not None].name

    @property
    def language(self) -> str:
        return self._voices[0].language

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        if self._refusal is None:
            try:
                return self._voices[0].speak(text, speed)
            except EngineRefusedError as refusal:
                self._refusal = refusal
        try:
            return self._voices[1].speak(text, speed)
        except EngineRefusedError as error:
            raise self._refusal from error

    def close(self) -> None:
        for voice in self._voices:
            voice.close()


def _usual_engines() -> list[str]:
    return ["pyttsx3", "espeak"] if sys.platform in ("win32", "darwin") else ["espeak"]


def _engine_voice(
    engine: str, parameters: Parameters, jobs: int, spare: Spare | None = None
) -> Voice:
    kind = find_engine(engine)
    options = {
        "engine": engine,
        "voice": parameters.voice,
        "language": parameters.language,
        "pace_wpm": parameters.pace_wpm,
    }
    workers = Workers(options, jobs, spare)
    workers.warm_up()
    return EngineVoice(engine, kind.sounds_like(), parameters, workers)


def _report(kind: Kind, *, usual: bool) -> EngineReport:
    voices: tuple[VoiceInfo, ...] = ()
    problem = None
    try:
        worker = Worker({"engine": kind.name, "list": True})
        try:
            voices = tuple(VoiceInfo(*voice) for voice in worker.hello()["voices"])
        finally:
            worker.kill()
    except EngineRefusedError as refusal:
        problem = str(refusal)
    except ChildError as error:
        problem = f"The engine {kind.name} could not be started: {error}; choose another one."
    return EngineReport(kind.name, usual, voices, problem, kind.optional, kind.licence)
