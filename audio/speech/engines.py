"""Opening a voice: which engines there are, which one is used here, and what works."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from audio.child import ChildError
from audio.speech.engine import VoiceInfo
from audio.speech.engine_voice import EngineVoice
from audio.speech.fallbacks import Fallbacks
from audio.speech.piper_voices import find_installed, installed_voices, is_voice_name
from audio.speech.registry import BUILT_IN, all_engines, find_engine
from audio.speech.voice import Parameters
from audio.speech.workers import EngineRefusedError, Spare, Worker, Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.speech.registry import Kind
    from audio.speech.voice import Voice


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What an engine can do here.

    Attributes:
        name: what ``--engine`` takes.
        usual: it is the one that speaks English when none is named.
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


class _Choice(NamedTuple):
    """An engine, and which of its voices."""

    engine: str
    voice: str | None


def spare_worker(engine: str | None) -> Spare:
    """Start a worker for ``open_voice`` before all of its parameters are known.

    Args:
        engine: the engine's name, or None for the usual one.
    """
    likely = engine or ("piper" if _neural_voices() else _platforms_engines()[0])
    return Spare(likely if likely in BUILT_IN else None)


def open_voice(
    parameters: Parameters,
    jobs: int = 2,
    spare: Spare | None = None,
    *,
    lasting: bool = False,
    wished: bool = False,
    told: Callable[[str], object] = lambda _: None,
) -> Voice:
    """Return a voice at once; its first worker starts meanwhile.

    Where ``parameters`` name neither an engine nor a voice it is, of those that work, a neural
    one of the language that is installed, the system's own on macOS and Windows, or eSpeak NG.

    Args:
        parameters: which engine, voice, language and pace.
        jobs: how many utterances may be spoken side by side.
        spare: a worker for the first engine that is tried; it stays the caller's to close.
        lasting: speak on whatever happens: when what was chosen fails, with one of those above;
            when all fail, in tones. A name that nothing has is an error all the same.
        wished: where no voice has the name, one of those above speaks, if ``lasting``.
        told: called with one sentence about each engine that fails, once.

    Raises:
        VoiceError: there is no such engine.
    """
    choices = _choices(parameters, lasting, wished)
    find_engine(choices[0].engine)
    spares = {choices[0].engine: spare}
    return Fallbacks(
        [
            partial(_engine_voice, choice, parameters, jobs, spares.get(choice.engine))
            for choice in choices
        ],
        told,
        wished=wished,
    )


def usual_engine() -> str:
    """Return the engine that speaks English when none is named."""
    return _choices(Parameters(), lasting=False)[0].engine


def list_engines() -> tuple[EngineReport, ...]:
    """Start every engine, and return what each has to offer here."""
    usual = usual_engine()
    return tuple(_report(kind, usual=kind.name == usual) for kind in all_engines().values())


def _choices(parameters: Parameters, lasting: bool, wished: bool = False) -> list[_Choice]:
    """Return what is tried, in its order."""
    voice, language = parameters.voice, parameters.language
    usual = [_Choice("piper", name) for name in _neural(None, language)]
    usual += [_Choice(engine, None) for engine in _platforms_engines()]
    if parameters.engine:
        wanted = [_Choice(parameters.engine, voice)]
    elif voice and is_voice_name(voice):
        wanted = [_Choice("piper", voice)]
    elif voice and (names := _neural(voice, language)):
        wanted = [_Choice("piper", name) for name in names]
    elif voice:
        wanted = [_Choice(engine, voice) for engine in _platforms_engines()]
    else:
        wanted = usual
    if lasting:
        tried = {choice.engine for choice in wanted if choice.engine != "piper" and not wished}
        wanted = [*wanted, *(choice for choice in usual if choice.engine not in tried)]
        wanted.append(_Choice("silent", None))
    return list(dict.fromkeys(wanted))


def _platforms_engines() -> list[str]:
    return ["pyttsx3", "espeak"] if sys.platform in ("win32", "darwin") else ["espeak"]


def _neural_voices() -> bool:
    """Return whether neural voices may speak here: most users have none."""
    return importlib.util.find_spec("piper") is not None and bool(installed_voices())


def _neural(voice: str | None, language: str) -> list[str]:
    """Return the neural voice that may speak here, if there is one; see ``find_installed``."""
    found = find_installed(voice, language) if _neural_voices() else None
    return [found.name] if found else []


def _engine_voice(
    choice: _Choice, parameters: Parameters, jobs: int, spare: Spare | None
) -> EngineVoice:
    kind = find_engine(choice.engine)
    parameters = replace(parameters, engine=choice.engine, voice=choice.voice)
    version = kind.sounds_like()
    if choice.engine == "piper" and (found := find_installed(choice.voice, parameters.language)):
        parameters = replace(parameters, voice=found.name)
        version = f"{version} {found.identity}"
    options = {
        "engine": choice.engine,
        "voice": parameters.voice,
        "language": parameters.language,
        "pace_wpm": parameters.pace_wpm,
    }
    workers = Workers(options, jobs, spare)
    workers.warm_up()
    return EngineVoice(choice.engine, version, parameters, workers)


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
