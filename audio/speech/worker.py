"""A worker process: one engine that speaks one utterance after another.

    python -m audio.speech.worker ENGINE   (which it will probably be: loaded while it waits)

    first: {engine, voice, language, pace_wpm} -> {voice}, or {refused: a sentence}
           {engine, list: true}                -> {voices: [...]}, or {refused: a sentence}
    then:  {text, speed} -> {sample_rate, spent} + PCM, or {error, spent}

After ``spent`` the worker ends, and a fresh one has to take over.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from audio.messages import Header, own_streams, read_message, write_message
from audio.speech.engine import RefusalError, UtteranceError

if TYPE_CHECKING:
    from typing import BinaryIO

    from audio.speech.engine import Engine

ENGINES = {
    "espeak": ("audio.speech.espeak", "Espeak"),
    "pyttsx3": ("audio.speech.system", "SystemVoices"),
}
"""Module and class of each engine; only the one that is asked for is imported."""


def main() -> None:
    """Serve the parent until it is gone."""
    messages_in, messages_out = own_streams()
    for likely in sys.argv[1:]:
        importlib.import_module(ENGINES[likely][0])
    first = read_message(messages_in)
    if first is None:
        return
    try:
        hello, engine = _start(**first[0])
    except RefusalError as refusal:
        hello, engine = {"refused": str(refusal)}, None
    try:
        write_message(messages_out, hello)
        if engine:
            _serve(engine, messages_in, messages_out)
    except OSError:  # the parent is gone
        return


def _start(engine: str, **options: Any) -> tuple[Header, Engine | None]:
    module, name = ENGINES[engine]
    kind = getattr(importlib.import_module(module), name)
    if "list" in options:
        return {"voices": kind.list_voices()}, None
    started: Engine = kind(**options)
    return {"voice": started.voice}, started


def _serve(engine: Engine, messages_in: BinaryIO, messages_out: BinaryIO) -> None:
    while not engine.spent and (message := read_message(messages_in)):
        write_message(messages_out, *_answer(engine, **message[0]))


def _answer(engine: Engine, text: str, speed: float) -> tuple[Header, bytes | memoryview]:
    try:
        sample_rate, pcm = engine.speak(text, speed)
    except UtteranceError as fault:
        return {"error": str(fault), "spent": engine.spent}, b""
    return {"sample_rate": sample_rate, "spent": engine.spent}, pcm


if __name__ == "__main__":
    main()
