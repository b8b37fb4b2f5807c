"""The engine ``espeak``: eSpeak NG, a fresh copy of its process for every utterance.

In one process eSpeak is no pure function of its text: what it spoke before shows in the
samples. And some texts abort it. So it is initialised once, and forks for each utterance:
the same text gives the same bytes in any order, and an abort costs one fork (about 1 ms).
"""

from __future__ import annotations

import faulthandler
import os
import signal

from audio.speech.engine import UtteranceError, limit_s
from audio.speech.espeak_library import Library
from audio.speech.espeak_voices import find_voice, list_voices

_CAN_FORK = hasattr(os, "fork")


class Espeak:
    """eSpeak NG with one voice at one pace."""

    list_voices = staticmethod(list_voices)

    def __init__(self, voice: str | None, language: str, pace_wpm: int) -> None:
        """Find the voice and initialise eSpeak.

        Raises:
            RefusalError: there is no such voice, or eSpeak is not installed whole.
        """
        self.voice = find_voice(voice, language)
        self.spent = False
        self._pace_wpm = pace_wpm
        self._library = Library(self.voice)

    def speak(self, text: str, speed: float) -> tuple[int, bytes]:
        """See ``Engine.speak``; the same text and speed give the same bytes, always."""
        pace_wpm = round(self._pace_wpm * speed)
        if _CAN_FORK:
            return self._library.sample_rate, self._speak_forked(text, pace_wpm)
        self.spent = True
        faulthandler.dump_traceback_later(limit_s(text), exit=True)
        return self._library.sample_rate, self._library.synthesise(text, pace_wpm)

    def _speak_forked(self, text: str, pace_wpm: int) -> bytes:
        receiver, sender = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._be_the_fork(text, pace_wpm, sender)
        os.close(sender)
        with os.fdopen(receiver, "rb") as stream:
            pcm = stream.read()
        _, status = os.waitpid(pid, 0)
        if status:
            code = os.waitstatus_to_exitcode(status)
            raise UtteranceError(
                f"eSpeak NG was ended by signal {-code}" if code < 0 else "eSpeak NG gave up"
            )
        return pcm

    def _be_the_fork(self, text: str, pace_wpm: int, sender: int) -> None:
        """Speak into the pipe and exit: with 0 if all of it was spoken and written."""
        status = 1
        try:
            signal.alarm(round(limit_s(text)))  # eSpeak itself cannot be interrupted
            os.dup2(sender, 3)
            os.closerange(4, 256)  # above all the worker's messages
            with os.fdopen(3, "wb") as stream:
                stream.write(self._library.synthesise(text, pace_wpm))
            status = 0
        finally:
            os._exit(status)
