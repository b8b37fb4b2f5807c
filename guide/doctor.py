"""One look at what sessions depend on: voices, devices, media keys, folders."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from audio.clip import to_seconds
from audio.devices.choice import check_devices
from audio.devices.outputs import DEFAULT_BACKEND
from audio.errors import VoiceError
from audio.speech.cache import clip_folder
from audio.speech.engines import list_engines, open_voice
from audio.speech.voice import Parameters
from guide.folders import BUNDLED, history_file, user_folder
from guide.language.languages import OWN
from guide.library.listing import routines
from guide.remote import mpris
from guide.remote.awake import kept_awake_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Verdict = Literal["fine", "absent", "NOT FINE"]
TRIAL_BYTES = 256 * 1024
"""More than a long sentence takes: a disk that is nearly full takes an empty file, but not this."""


class Finding(NamedTuple):
    """What one look found.

    Attributes:
        subject: what was looked at.
        verdict: whether the program works with it as it is; ``absent`` is what it can do without.
        says: how it is, or what to do.
    """

    subject: str
    verdict: Verdict
    says: str


def findings() -> Iterator[Finding]:
    """Yield what each look found, as soon as it has."""
    yield from _engines()
    yield _voice()
    yield from _devices()
    yield _media_keys()
    yield _sleep()
    yield _cache()
    yield _history()
    yield _routines()


def _engines() -> Iterator[Finding]:
    for engine in list_engines():
        count = len(engine.voices)
        says = engine.problem or f"its worker runs, {count} voice{'' if count == 1 else 's'}"
        absent = bool(engine.problem) and engine.optional
        verdict: Verdict = "absent" if absent else _fine(engine.problem is None)
        yield Finding(f"engine {engine.name}", verdict, says)


def _voice() -> Finding:
    voice = open_voice(Parameters())
    try:
        seconds = to_seconds(voice.speak("Breathe in, and let your shoulders drop.").frames)
    except VoiceError as error:
        return Finding("voice", "NOT FINE", str(error))
    else:
        return Finding("voice", "fine", f"{voice.name} spoke for {seconds:.1f} s")
    finally:
        voice.close()


def _devices() -> Iterator[Finding]:
    for name, fault in check_devices().items():
        if fault and name != DEFAULT_BACKEND:  # a choice: it is no fault of the machine without it
            yield Finding(f"device {name}", "absent", f"not used here ({fault})")
        else:
            yield Finding(f"device {name}", _fine(fault is None), str(fault or "it opens"))


def _media_keys() -> Finding:
    problem = mpris.check()  # a choice too, like the sleep of the machine: sessions do without
    if problem:
        return Finding("media keys", "absent", f"not used here; {problem}")
    return Finding("media keys", "fine", "a session is an MPRIS player")


def _sleep() -> Finding:
    keeper = kept_awake_by()
    if keeper:
        return Finding("sleep", "fine", f"{keeper} keeps the machine awake")
    without = "nothing here keeps the machine awake: set it not to sleep during a session"
    return Finding("sleep", "absent", without)


def _cache() -> Finding:
    folder = clip_folder()
    if fault := _unwritable(folder):
        why = f"{folder} cannot be written ({fault}), so every session is spoken anew"
        mend = "make room, or set STRETCH_GUIDE_CACHE to another folder"
        return Finding("cache", "NOT FINE", f"{why}; {mend}.")
    return Finding("cache", "fine", str(folder))


def _history() -> Finding:
    file = history_file()
    if fault := _unwritable(file.parent, file):
        why = f"{file} cannot be written ({fault}), so no session is kept, nor gone on with"
        mend = "make room, or set STRETCH_GUIDE_HISTORY to another file"
        return Finding("history", "NOT FINE", f"{why}; {mend}.")
    return Finding("history", "fine", str(file))


def _unwritable(folder: Path, *files: Path) -> str | None:
    """Return why nothing can be written in a folder, or to files in it, or None."""
    trial = folder / f"trial-{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            trial.write_bytes(bytes(TRIAL_BYTES))
        finally:
            trial.unlink(missing_ok=True)
        for file in files:
            if file.exists():
                file.open("ab").close()
    except OSError as error:
        return error.strerror
    return None


def _routines() -> Finding:
    entries = routines(OWN)
    broken = [entry.name for entry in entries if entry.brief is None]
    if broken:
        return Finding(
            "routines", "NOT FINE", f"guide check says what is wrong: {', '.join(broken)}"
        )
    return Finding(
        "routines", _fine(bool(entries)), f"{len(entries)} in {BUNDLED} and {user_folder()}"
    )


def _fine(fine: bool) -> Verdict:
    return "fine" if fine else "NOT FINE"
