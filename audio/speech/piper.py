"""The engine ``piper``: neural voices, from the package ``piper-tts`` (an extra: it is GPL).

A model draws random numbers for each utterance, and Piper makes phonemes with eSpeak NG, which
some texts abort. So, as in ``espeak``, the model is loaded once and each utterance is spoken by
a fork: always the same numbers, therefore always the same bytes, and an abort costs one fork.
"""

from __future__ import annotations

import json
import os
import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

from audio.speech.engine import (
    RefusalError,
    UtteranceError,
    VoiceInfo,
    WrongVoiceError,
    limit_s,
    unknown_voice,
)
from audio.speech.fork import CAN_FORK, in_a_fork, in_this_process
from audio.speech.piper_pace import own_pace_wpm
from audio.speech.piper_voices import find_installed, installed_voices, is_voice_name
from audio.speech.registry import find_engine
from audio.speech.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.speech.piper_voices import Installed

PAUSE_S = 0.45
"""Between sentences, at the voice's own pace: it leaves none itself, but at commas it does."""

LONGEST = 400
"""Characters that a model gets at once: what it needs of memory grows with their square."""

KINDS_OF_PHONEMES = ("espeak", "text")
"""The other ones need packages and data of their own, which Piper would download by itself."""

_SEED = 1
_INSTALL = "guide voices install"


class Piper:
    """Piper with one voice at one pace."""

    def __init__(
        self, voice: str | None, language: str, pace_wpm: int, *, can_fork: bool = CAN_FORK
    ) -> None:
        """Find the voice and load its model: about a second.

        Raises:
            RefusalError: Piper is not installed, or there is no such voice, or it is damaged.
        """
        found = find_installed(voice, language)
        if found is None:
            raise _not_there(voice, language)
        self.voice, self.languages = found.name, (found.language,)
        self.spent = False
        self._can_fork = can_fork
        self._pace_wpm = pace_wpm
        self._loaded = _load(found)
        self._limit = find_engine("piper").patience
        self.own_pace_wpm = own_pace_wpm(found, self._loaded, self._seconds_of)
        if not can_fork:
            self._loaded = _load(found)  # its random numbers begin anew

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Return the voices that are installed.

        Raises:
            RefusalError: Piper is not, or none.
        """
        _import()
        voices = [
            VoiceInfo(
                voice.name, voice.language, "", voice.quality, voice.licence, voice.size_bytes
            )
            for voice in installed_voices()
        ]
        if not voices:
            raise RefusalError(
                f"No voice of Piper is installed: '{_INSTALL}' lists those that can be."
            )
        return voices

    def speak(self, text: str, speed: float) -> tuple[int, bytes | memoryview]:
        """See ``Engine.speak``; the same text and speed give the same bytes, always."""
        rate = self._loaded.config.sample_rate
        slower = self.own_pace_wpm / (self._pace_wpm * speed)
        work = partial(self._synthesise, text, slower)
        limit = limit_s(text, self._limit)
        if self._can_fork:
            return rate, in_a_fork(work, limit)
        self.spent = True
        return rate, in_this_process(work, limit)

    def _seconds_of(self, text: str) -> float:
        """Return the length of ``text`` at the voice's own pace, spoken in a fork where there is.

        It is 0 where the voice cannot speak it.
        """
        work = partial(self._synthesise, text, 1.0)
        if self._can_fork:
            try:
                size = len(in_a_fork(work, limit_s(text, self._limit)))
            except UtteranceError:
                return 0.0
        else:
            blocks: list[bytes] = []
            work(blocks.append)
            size = sum(map(len, blocks))
        return size / 2 / float(self._loaded.config.sample_rate)

    def _synthesise(self, text: str, slower: float, put: Callable[[bytes], object]) -> None:
        """Speak ``text``, ``slower`` times as slow as by itself, and ``put`` it sentence-wise."""
        from piper import SynthesisConfig  # noqa: PLC0415 - an extra, and heavy

        config = self._loaded.config
        wanted = SynthesisConfig(length_scale=slower * config.length_scale)
        pause = bytes(2 * round(PAUSE_S * slower * config.sample_rate))
        for number, sentence in enumerate(_sentences(text)):
            if number:
                put(pause)
            for piece in textwrap.wrap(sentence, LONGEST, break_on_hyphens=False):
                for chunk in self._loaded.synthesize(piece, wanted):
                    put(chunk.audio_int16_bytes)


def _sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; what Piper would take for phonemes are brackets again."""
    return sentences_of(text.replace("[[", "[ [").replace("]]", "] ]"))


def _import() -> Any:
    # Whoever multiplies matrices here is onnxruntime, in the one thread that a fork has.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        import onnxruntime  # noqa: PLC0415 - an extra, and heavy
        import piper  # noqa: F401, PLC0415
    except ImportError as error:
        raise RefusalError(
            f"Piper is not installed ({error}): pip install 'stretch-guide[piper]' does it."
        ) from error
    return onnxruntime


def _load(voice: Installed) -> Any:
    """Return Piper's own voice, warmed up: what is loaded on first use is loaded."""
    onnxruntime = _import()
    from piper import PiperVoice  # noqa: PLC0415 - as above
    from piper.config import PiperConfig  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    onnxruntime.set_seed(_SEED)
    try:
        config = json.loads(voice.settings.read_bytes())
        kind = config.get("phoneme_type", "espeak")
        session = onnxruntime.InferenceSession(
            str(voice.model), options, providers=["CPUExecutionProvider"]
        )
        loaded = PiperVoice(session=session, config=PiperConfig.from_dict(config))
    except Exception as error:  # onnxruntime has a dozen of its own
        raise RefusalError(
            f"The voice {voice.name} is damaged ({type(error).__name__}): "
            f"'{_INSTALL} {voice.name}' installs it anew."
        ) from error
    if kind not in KINDS_OF_PHONEMES:
        raise RefusalError(
            f"The voice {voice.name} needs {kind} phonemes, which are not made here: "
            "choose another one (guide voices lists all)."
        )
    loaded.phonemize("a")
    return loaded


def _not_there(voice: str | None, language: str) -> RefusalError:
    """Return what is told about a voice that is not installed."""
    if voice is None:
        return RefusalError(
            f'No voice of Piper for the language "{language}" is installed: '
            f"'{_INSTALL}' lists those that can be."
        )
    if is_voice_name(voice):
        return WrongVoiceError(
            f"The voice {voice} is not installed: '{_INSTALL} {voice}' does it "
            "(guide voices lists those that are)."
        )
    names = {one.name.casefold(): one.name for one in installed_voices()}
    return unknown_voice("Piper", voice, names)
