"""A worker process: one engine that speaks one utterance after another.

    python -m audio.speech.worker ENGINE   (which it will probably be: loaded while it waits)

    first: {engine, voice, language, pace_wpm} -> {voice}, or {refused: a sentence, wrong}
           {engine, list: true}                -> {voices: [...]}, or {refused: a sentence}
    then:  {text, speed} -> {sample_rate, spent} + PCM, or {error, spent}

``wrong`` says that there is no such voice. After ``spent`` the worker ends, and a fresh one has to
take over.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from audio.messages import Header, own_streams, read_message, write_message
from audio.speech.engine import RefusalError, UtteranceError, WrongVoiceError, check_language
from audio.speech.registry import find_engine

if TYPE_CHECKING:
    from typing import BinaryIO

    from audio.speech.engine import Engine


def main() -> None:
    """Serve the parent until it is gone."""
    messages_in, messages_out = own_streams()
    for likely in sys.argv[1:]:
        with suppress(Exception):  # it is told once it is known that it is used
            find_engine(likely).load()
    first = read_message(messages_in)
    if first is None:
        return
    try:
        hello, engine = _start(**first[0])
    except RefusalError as refusal:
        wrong = isinstance(refusal, WrongVoiceError)
        hello, engine = {"refused": str(refusal), "wrong": wrong}, None
    try:
        write_message(messages_out, hello)
        if engine:
            _serve(engine, messages_in, messages_out)
    except OSError:  # the parent is gone
        return


def _start(engine: str, **options: Any) -> tuple[Header, Engine | None]:
    try:
        kind = find_engine(engine).load()
        if "list" in options:
            return {"voices": kind.list_voices()}, None
        started: Engine = kind(**options)
        check_language(engine, options["voice"], started, options["language"])
    except RefusalError:
        raise
    except Exception as error:  # of an engine that another package has added: anything
        raise RefusalError(
            f"The engine {engine} cannot be used ({type(error).__name__}: {error}): choose another."
        ) from error
    return {"voice": started.voice}, started


def _serve(engine: Engine, messages_in: BinaryIO, messages_out: BinaryIO) -> None:
    spent = False
    while not spent and (message := read_message(messages_in)):
        header, pcm = _answer(engine, **message[0])
        write_message(messages_out, header, pcm)
        spent = header["spent"]


def _answer(engine: Engine, text: str, speed: float) -> tuple[Header, bytes | memoryview]:
    try:
        sample_rate, pcm = engine.speak(text, speed)
        if len(pcm) % 2 or sample_rate <= 0:
            raise UtteranceError("what it spoke is no whole sound")
    except UtteranceError as fault:
        return {"error": str(fault), "spent": engine.spent}, b""
    except Exception as fault:  # it may be in any state now
        return {"error": f"{type(fault).__name__}: {fault}", "spent": True}, b""
    return {"sample_rate": sample_rate, "spent": engine.spent}, pcm


if __name__ == "__main__":
    main()
