"""Whether there is what a setting names: asked when it is set, for that is the time to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audio.beds.names import COMPUTED
from audio.errors import NoDeviceError
from guide.cli.settings.definition import WORDS, value_of
from guide.cli.settings.settled import look
from guide.folders import at_home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide.cli.options.defaults import Value

A_WORD = "One."
"""What a voice is tried with."""


def checked(names: tuple[str, ...], written: str) -> Value:
    """Return the value of a setting, or of a respelt word, to keep.

    Raises:
        UsageError: the option takes no such value.
        AudioError: there is no such voice, engine or device; the message says which there are.
        RoutineError: a word cannot be said so.
    """
    if names[0] == WORDS:
        return _said(names[1], written)
    try:
        value = value_of(names[0], written)
    except click.BadParameter as error:
        raise click.UsageError(error.message) from error
    check = _CHECKS.get(names[0])
    return check(str(value)) if check else value


def some_values(name: str) -> Iterable[str]:
    """Return values that a shell can offer, beside those of the option's own type."""
    if name == "engine":
        from audio.speech.registry import all_engines  # noqa: PLC0415 - for this alone

        return tuple(all_engines())
    return ()


def _said(word: str, written: str) -> str:
    from guide.format.kinds.respelling import SAID, WORD  # noqa: PLC0415 - for words alone
    from guide.reading.model_reader import read_words  # noqa: PLC0415

    read_words(word, WORD)
    said: str = read_words(written, SAID)
    return said


def _voice(name: str) -> str:
    engine = look()[0].values.get("engine")
    _speak(str(engine) if engine else None, name)
    return name


def _engine(name: str) -> str:
    voice = look()[0].values.get("voice")
    _speak(name, str(voice) if voice else None)
    return name


def _speak(engine: str | None, voice: str | None) -> None:
    """Have a word spoken; raises VoiceError."""
    from audio.speech.engines import open_voice  # noqa: PLC0415 - for voices alone
    from audio.speech.voice import Parameters  # noqa: PLC0415
    from guide.cli.options.defaults import spoken_by  # noqa: PLC0415

    language = spoken_by(voice) if voice else "en"
    speaking = open_voice(Parameters(engine, voice, language), jobs=1)
    try:
        speaking.speak(A_WORD)
    finally:
        speaking.close()


def _device(name: str) -> str:
    from audio.devices.choice import open_device  # noqa: PLC0415 - for devices alone

    if name.startswith("null:"):
        return name
    device = open_device(name)
    try:
        device.wait_until_open()
    except NoDeviceError:  # so it cannot be told whether there is such a one at other times
        pass
    finally:
        device.stop()
    return name


def _bed(name: str) -> str:
    if name in COMPUTED:
        return name
    file = at_home(name)
    if not file.is_file():
        from guide.language.spelling import did_you_mean  # noqa: PLC0415 - only for a wrong one

        near = did_you_mean(name, COMPUTED)
        hint = f"Did you mean '{near}'?" if near else f"Or one of {', '.join(COMPUTED)}."
        raise click.UsageError(f"There is no file '{name}' for a bed. {hint}")
    return str(file.resolve())


_CHECKS: dict[str, Callable[[str], str]] = {
    "voice": _voice,
    "engine": _engine,
    "device": _device,
    "bed": _bed,
}
