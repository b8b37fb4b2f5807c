"""One look at everything that the program depends on: voices, devices, media keys, folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_seconds
from audio.devices.choice import check_devices
from audio.devices.outputs import DEFAULT_BACKEND
from audio.errors import VoiceError
from audio.speech.cache import clip_folder
from audio.speech.engines import list_engines, open_voice
from audio.speech.voice import Parameters
from guide.folders import BUNDLED, settings_file, user_folder
from guide.library import routines
from guide.problems import RoutineError
from guide.remote import mpris
from guide.remote.awake import kept_awake_by
from guide.user_settings import read_user_settings

if TYPE_CHECKING:
    from collections.abc import Iterator


class Finding(NamedTuple):
    """What one look found.

    Attributes:
        subject: what was looked at.
        fine: whether the program works with it as it is.
        says: how it is, or what to do.
    """

    subject: str
    fine: bool
    says: str


def findings() -> Iterator[Finding]:
    """Yield what each look found, as soon as it has."""
    yield from _engines()
    yield _voice()
    yield from _devices()
    yield _media_keys()
    yield _sleep()
    yield _cache()
    yield _routines()
    yield _settings()


def _engines() -> Iterator[Finding]:
    for engine in list_engines():
        says = engine.problem or f"its worker runs, {len(engine.voices)} voices"
        yield Finding(f"engine {engine.name}", engine.problem is None, says)


def _voice() -> Finding:
    voice = open_voice(Parameters())
    try:
        seconds = to_seconds(voice.speak("Breathe in, and let your shoulders drop.").frames)
    except VoiceError as error:
        return Finding("voice", False, str(error))
    else:
        return Finding("voice", True, f"{voice.name} spoke for {seconds:.1f} s")
    finally:
        voice.close()


def _devices() -> Iterator[Finding]:
    for name, fault in check_devices().items():
        if fault and name != DEFAULT_BACKEND:  # a choice: it is no fault of the machine without it
            yield Finding(f"device {name}", True, f"not used here ({fault})")
        else:
            yield Finding(f"device {name}", fault is None, str(fault or "it opens"))


def _media_keys() -> Finding:
    problem = mpris.check()  # a choice too, like the sleep of the machine: sessions do without
    says = f"not used here; {problem}" if problem else "a session is an MPRIS player"
    return Finding("media keys", True, says)


def _sleep() -> Finding:
    keeper = kept_awake_by()
    without = "nothing here keeps the machine awake: set it not to sleep during a session"
    return Finding("sleep", True, f"{keeper} keeps the machine awake" if keeper else without)


def _cache() -> Finding:
    folder = clip_folder()
    trial = folder / "trial.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        why = f"{folder} cannot be written ({error.strerror}), so every session is spoken anew"
        return Finding("cache", False, f"{why}; set STRETCH_GUIDE_CACHE to another folder.")
    return Finding("cache", True, str(folder))


def _routines() -> Finding:
    entries = routines()
    broken = [entry.name for entry in entries if entry.content is None]
    if broken:
        return Finding("routines", False, f"guide check says what is wrong: {', '.join(broken)}")
    return Finding("routines", bool(entries), f"{len(entries)} in {BUNDLED} and {user_folder()}")


def _settings() -> Finding:
    file = settings_file()
    try:
        words = len(read_user_settings().say_as)
    except RoutineError as error:
        return Finding("settings", False, str(error.problems[0]))
    there = f"{file}, {words} words respelt" if file.exists() else f"none of your own in {file}"
    return Finding("settings", True, there)
