"""eSpeak NG in this process, through ctypes: the library and data of ``espeakng-loader``.

Function names, constants and the meaning of their arguments: ``speak_lib.h`` and
``espeak_ng.h`` of eSpeak NG 1.52.
"""

from __future__ import annotations

import ctypes
import os
from typing import TYPE_CHECKING

import espeakng_loader

from audio.speech.engine import RefusalError, UtteranceError
from audio.speech.espeak_voices import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

PITCH, PITCH_RANGE = 45, 40
"""0 to 100, where eSpeak's own is 50: a little lower and more even, and as well understood."""

WORD_GAP = 1
"""Extra pause between words, in 10 ms at eSpeak's own pace: 2 is understood less (of 20 cues
57 % of the words wrong instead of 44 %), none at all is hasty (183 words a minute)."""

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_BUFFER_MS = 1000
_PLAIN_UTF8 = 1  # neither SSML (0x10) nor phonemes in [[ ]] (0x100), and no pause at the end
_RATE, _PITCH, _RANGE, _WORD_GAP = 1, 3, 4, 7
_SEED = 1  # of the breath noise; eSpeak takes the time of day otherwise

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Library:
    """The one eSpeak of this process, ready to speak with one voice."""

    def __init__(self, voice: str) -> None:
        """Load, initialise and set the voice, whose name must exist: 5 ms.

        Raises:
            RefusalError: the library cannot be loaded, or not read its data.
        """
        path = espeakng_loader.get_library_path()
        try:
            self._library = ctypes.CDLL(path)
        except OSError as error:
            raise RefusalError(
                f"The library of eSpeak NG could not be loaded ({error}): reinstall the package "
                "espeakng-loader."
            ) from error
        # eSpeak keeps less than 160 bytes of a path, so it gets a relative one
        os.chdir(data_folder().parent)
        self.sample_rate = self._library.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, b".", _DONT_EXIT
        )
        if self.sample_rate <= 0 or self._library.espeak_SetVoiceByName(voice.encode()):
            raise RefusalError(
                f"eSpeak NG could not read its data for the voice {voice}: reinstall the package "
                "espeakng-loader."
            )
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        for parameter, value in ((_PITCH, PITCH), (_RANGE, PITCH_RANGE), (_WORD_GAP, WORD_GAP)):
            self._library.espeak_SetParameter(parameter, value, 0)

    def synthesise(self, text: str, pace_wpm: int, put: Callable[[bytes], object]) -> None:
        """Speak ``text``, and ``put`` it block by block: mono int16 PCM at ``sample_rate``.

        Raises:
            UtteranceError: eSpeak stopped before the end.
        """
        at_the_end = False

        def take(samples: int | None, frames: int, _events: int) -> int:
            nonlocal at_the_end
            if samples is None:
                at_the_end = True
            elif frames:
                put(ctypes.string_at(samples, 2 * frames))
            return 0

        self._library.espeak_SetParameter(_RATE, pace_wpm, 0)
        callback = _Callback(take)  # kept alive here: eSpeak holds a bare pointer
        self._library.espeak_SetSynthCallback(callback)
        status = self._library.espeak_Synth(text.encode(), 0, 0, 0, 0, _PLAIN_UTF8, None, None)
        if status or not at_the_end:
            raise UtteranceError(f"eSpeak NG stopped before the end (status {status})")
