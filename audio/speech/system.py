"""The engine ``pyttsx3``: the system's own voices, one utterance at a time, through files.

pyttsx3 2.99 loses utterances: only the last of several queued ones is written, its loop may
return before the file is there, and some faults end the process or never return. So every
file is awaited and verified, and a process that keeps failing is spent. Over eSpeak it loses
properties too (about one rate in four, or the utterance after it), so those are set past it.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import espeakng_loader

from audio.speech import espeak_voices
from audio.speech.engine import (
    UNKNOWN_LANGUAGE,
    RefusalError,
    UtteranceError,
    VoiceInfo,
    has_words,
    limit_s,
    unknown_voice,
)
from audio.speech.sound_file import SoundFileError, read_sound

_USES_ESPEAK = sys.platform not in ("win32", "darwin")
_COMMANDS = str.maketrans(dict.fromkeys("<>[]{}\\", " "))  # SAPI's XML, macOS's [[ ]], \tags\
_PRIORITIES = "".join(map(chr, range(32)))  # eSpeak's, before its tags
_TAG = re.compile(r"[A-Za-z]{2,3}(-\w+)*")
_TRIES = 3  # in this process
_ESPEAK_RATE = 1
_START_LIMIT_S = 30


class SystemVoices:
    """pyttsx3 with one voice."""

    def __init__(self, voice: str | None, language: str, pace_wpm: int) -> None:
        """Start pyttsx3 and set the voice.

        Raises:
            RefusalError: it cannot start here, or there is no such voice.
        """
        self._espeak = _load_espeak() if _USES_ESPEAK else None
        self._engine = _start_pyttsx3()
        if self._espeak:
            self.voice = self._identity = espeak_voices.find_voice(voice, language)
            self.languages = espeak_voices.languages_of(self.voice)
        else:
            found = _find_voice(self._engine, voice, language)
            self.voice, self._identity = found.name, found.description
            self.languages = [found.language]
        self.spent = False
        self._pace_wpm = pace_wpm
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", lambda **_: self._finished.set())
        self._set_rate(pace_wpm)

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Return the voices of this system."""
        if _USES_ESPEAK:
            _load_espeak()
        engine = _start_pyttsx3()
        return espeak_voices.list_voices() if _USES_ESPEAK else _voices(engine)

    def speak(self, text: str, speed: float) -> tuple[int, bytes]:
        """See ``Engine.speak``; spent after ``_TRIES`` faults in a row."""
        rate = round(self._pace_wpm * speed)
        if rate != self._rate:
            self._set_rate(rate)
        for _ in range(_TRIES):
            try:
                return self._speak_once(text.translate(_COMMANDS))
            except (OSError, SoundFileError, RuntimeError) as error:
                fault = error
        self.spent = True
        raise UtteranceError(f"pyttsx3 wrote no whole sound file: {fault}") from fault

    def _set_rate(self, rate: int) -> None:
        self._rate = rate
        if self._espeak:
            self._espeak.espeak_SetVoiceByName(self._identity.encode())
            self._espeak.espeak_SetParameter(_ESPEAK_RATE, rate, 0)
            self._espeak.espeak_Synchronize()
        else:
            self._engine.setProperty("voice", self._identity)
            self._engine.setProperty("rate", rate)

    def _speak_once(self, text: str) -> tuple[int, bytes]:
        self._finished.clear()
        with tempfile.TemporaryDirectory(prefix="speech-", ignore_cleanup_errors=True) as folder:
            path = Path(folder, "speech.wav")
            faulthandler.dump_traceback_later(limit_s(text), exit=True)  # it may never return
            try:
                self._engine.save_to_file(text, str(path))
                self._engine.runAndWait()
                if self._espeak:  # whose driver returns early, and speaks on in a thread
                    ended = self._finished.wait(limit_s(text) / 2)
                    if not ended:
                        raise SoundFileError("it was not finished in time")
            finally:
                faulthandler.cancel_dump_traceback_later()
            sample_rate, pcm = read_sound(path.read_bytes())
        if not pcm and has_words(text):
            raise SoundFileError("the sound file is empty")
        return sample_rate, pcm


def _load_espeak() -> ctypes.CDLL:
    """Load the library that pyttsx3's driver then finds by its SONAME, and show it its data."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    os.chdir(espeak_voices.data_folder().parent)  # eSpeak keeps less than 160 bytes of a path
    os.environ["ESPEAK_DATA_PATH"] = "."
    return library


def _start_pyttsx3() -> Any:
    faulthandler.dump_traceback_later(_START_LIMIT_S, exit=True)
    try:
        import pyttsx3  # noqa: PLC0415 - it looks for its library when imported

        return pyttsx3.init()
    except Exception as error:  # its drivers raise whatever the system does
        raise RefusalError(
            f"The system's voices cannot be used ({type(error).__name__}: {error}): choose the "
            "engine espeak, which needs nothing of the system."
        ) from error
    finally:
        faulthandler.cancel_dump_traceback_later()


def _find_voice(engine: Any, voice: str | None, language: str) -> VoiceInfo:
    """Return a voice by its name or id, or else the one that is usual for a language."""
    voices = _voices(engine)
    if voice is not None:
        for info in voices:
            if voice.casefold() in (info.name.casefold(), info.description.casefold()):
                return info
        names = {info.name.casefold(): info.name for info in voices}
        raise unknown_voice("This system", voice, names)
    usual = engine.getProperty("voice")
    voices.sort(key=lambda info: info.description != usual)  # the user's own choice first
    tag = _tag(language)
    for wanted in (tag, tag.partition("-")[0]):
        for info in voices:
            if f"{_tag(info.language)}-".startswith(f"{wanted}-"):
                return info
    raise RefusalError(
        f'This system has no voice for the language "{language}": install one in the system\'s '
        "settings, or choose the engine espeak."
    )


def _voices(engine: Any) -> list[VoiceInfo]:
    """Return the voices of this system, each described by pyttsx3's id of it."""
    return [
        VoiceInfo(str(voice.name), _language(voice.languages), str(voice.id))
        for voice in engine.getProperty("voices")
    ]


def _language(languages: Any) -> str:
    """Return the tag in what drivers tell: ``["de_DE"]``, ``[b"\\x05de"]``, ``["Unknown"]``."""
    first = (languages or [""])[0] or ""
    told = first.decode(errors="replace") if isinstance(first, bytes) else str(first)
    tag = told.lstrip(_PRIORITIES).replace("_", "-")
    return tag if _TAG.fullmatch(tag) else UNKNOWN_LANGUAGE


def _tag(language: str) -> str:
    return language.casefold().replace("_", "-")
