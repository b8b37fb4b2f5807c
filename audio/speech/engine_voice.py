"""The voice of a real engine: its clips polished and kept, each spoken only once."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE
from audio.errors import VoiceError
from audio.speech.cache import DiskCache, MemoryCache, clip_folder, key_of
from audio.speech.plain import plain_words

if TYPE_CHECKING:
    from audio.clip import Clip
    from audio.speech.voice import Parameters
    from audio.speech.workers import Workers

FOLLOWS_THE_SYSTEM = {"pyttsx3"}
"""Engines whose usual voice is chosen in the system's settings."""

_SOUND = "6"  # raise it when the same words come to sound different: polish, eSpeak's settings


class _Flight:
    """One clip on its way: who comes second waits for it."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.clip: Clip | None = None
        self.error = VoiceError("Speaking was interrupted.")

    def wait(self) -> Clip:
        self.landed.wait()
        if self.clip is None:
            raise self.error
        return self.clip


class EngineVoice:
    """See ``Voice``; looks in memory, then on disk, then asks a worker."""

    def __init__(self, engine: str, version: str, parameters: Parameters, workers: Workers) -> None:
        """Speak with ``workers``, which are closed together with this.

        Args:
            engine: its name.
            version: tells apart what would sound different.
            parameters: what the workers were made with.
            workers: of that engine.
        """
        self._parameters = parameters
        self._engine = engine
        self.version = version
        self._workers = workers
        pace = str(parameters.pace_wpm)
        self._sounds_like = (_SOUND, engine, version, parameters.language, pace)
        self._disk = DiskCache(clip_folder())
        self._memory = MemoryCache()
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - lists need none

        # One clip at a time: each thread that polishes would keep some MiB of memory for it.
        self._polisher = ThreadPoolExecutor(1, thread_name_prefix="polish")

    @property
    def name(self) -> str:
        """The engine, and the voice that was asked for or else the language."""
        return f"{self._engine} {self._parameters.voice or self._parameters.language}"

    @property
    def language(self) -> str:
        """The language that was asked for."""
        return self._parameters.language

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """See ``Voice.speak``.

        What has nothing to be said (no text, or signs that the engine is silent about) is a
        clip of 10 ms of silence: a session goes on.
        """
        words = plain_words(text)
        key = self._key(words, speed)
        with self._lock:
            if clip := self._memory.get(key):
                return clip
            other = self._flights.get(key)
            if not other:
                mine = self._flights[key] = _Flight()
        if other:
            return other.wait()
        try:
            clip = mine.clip = self._disk.get(key) or self._make(key, words, speed)
        except VoiceError as error:
            mine.error = error
            raise
        finally:
            with self._lock:
                if mine.clip:
                    self._memory.put(key, mine.clip)
                del self._flights[key]
            mine.landed.set()
        return clip

    def kept(self, text: str, speed: float = 1.0) -> Clip | None:
        """Return the clip of ``text`` if it was spoken before and is still there."""
        try:
            key = self._key(plain_words(text), speed)
        except VoiceError:
            return None
        with self._lock:
            clip = self._memory.get(key)
        return clip or self._disk.get(key)

    def _key(self, words: str, speed: float) -> str:
        return key_of(*self._sounds_like, self._voice, f"{speed:.3f}", words)

    @functools.cached_property
    def _voice(self) -> str:
        """The voice, for keys: the system's own choice may be another one tomorrow."""
        if self._parameters.voice or self._engine not in FOLLOWS_THE_SYSTEM:
            return self._parameters.voice or ""
        return self._workers.voice()

    def close(self) -> None:
        """End the workers, let go of all clips, and bring the cache to its size."""
        self._workers.close()
        self._polisher.shutdown()  # or its thread stays until this is collected
        self._disk.close()
        with self._lock:  # a session that is over may be kept by circles, until they are collected
            self._memory = MemoryCache()

    def _make(self, key: str, words: str, speed: float) -> Clip:
        spoken = self._workers.speak(words, speed) if words else (b"", SAMPLE_RATE)
        # Only now: numpy is imported while the workers speak.
        from audio.polish import polish  # noqa: PLC0415

        try:
            polishing = self._polisher.submit(polish, *spoken)
        except RuntimeError as error:  # it was closed in this very moment
            raise VoiceError("The voice was closed before it had spoken.") from error
        clip = polishing.result()
        if words:
            self._disk.put(key, clip)
        return clip
