"""``guide say``: one line of text, heard in the voice of a session, and how long it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from guide.cli.options.defaults import is_settled, origin, speaks_another, spoken_by, telling
from guide.cli.options.types import DEVICE, SPARE, language_option, speaker_options
from guide.cli.settings.settled import settled
from guide.cli.terminal.paragraphs import echo
from guide.language.messages import Message

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.devices.device import Device
    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Section
    from guide.language.words import Words

LOOK_S = 0.1
"""How often it is looked whether the device still plays. It times nothing: the device does."""

# NOTE: Said in "guide say" where a routine fills in its own words, such as "Lift your left arm".
_SIDE = Message("an example", "left")
_TITLE = Message("an example", "this move")
_NEXT = Message("an example", "the next move")


@click.command("say")
@click.argument("text")
@speaker_options
@language_option
@click.option(
    "--device",
    metavar="NAME",
    default="miniaudio",
    show_default=True,
    shell_complete=DEVICE.shell_complete,
    help="An output from 'guide devices', or null, which is silent.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.wav",
    help="Write it to a file instead of playing it.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.pass_context
def say_(
    ctx: click.Context,
    /,
    *,
    text: str,
    pace: int,
    voice: str | None,
    engine: str | None,
    language: str,
    device: str,
    output: Path | None,
    force: bool,
) -> None:
    """Speak TEXT as a session would, and tell how long it is, to tune the wording.

    Names in braces, such as {side}, are filled in with an example.
    """
    if output:
        _check_ending(output)
    settled_voice = is_settled(ctx, "voice")
    if settled_voice and speaks_another(voice, language):
        voice = None
    elif voice and not settled_voice and _is_usual(ctx, "language"):
        language = spoken_by(voice)
    words = spoken(text, language)
    opening = None if output else DEVICE.convert(device, None, ctx)
    assert not isinstance(opening, str)
    from audio.speech.engines import open_voice  # noqa: PLC0415 - help needs none of these
    from audio.speech.voice import Parameters  # noqa: PLC0415

    parameters = Parameters(engine, voice, language, pace)
    tell = partial(echo, err=True)
    settled_by = origin(ctx, "voice", "engine")
    with telling(settled_by):
        speaking = open_voice(parameters, spare=ctx.meta.get(SPARE), told=tell)
    try:
        from guide.compiling.sounds import Sounds  # noqa: PLC0415
        from guide.language.pronunciation import Pronunciation  # noqa: PLC0415

        sounds = Sounds(speaking, Pronunciation(language, settled().say_as))
        with telling(settled_by):
            section = _section(words, sounds)
        click.echo(_told(section.frames))
        if output:
            _write(output, words, section, sounds, force)
        elif opening:
            with telling(origin(ctx, "device")):
                _play(opening, section, sounds)
    finally:
        speaking.close()


def _is_usual(ctx: click.Context, name: str) -> bool:
    """Whether nobody typed a value for a parameter."""
    usual = ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP
    return ctx.get_parameter_source(name) in usual


def _check_ending(output: Path) -> None:
    if output.suffix.lower() != ".wav":
        raise click.BadParameter(
            f"'{output}' does not end with .wav, the format that is written: name it so.",
            param_hint="'-o'",
        )


def spoken(text: str, language: str) -> str:
    """Return what is said for ``text`` of a routine in ``language``.

    Raises:
        RoutineError: it could not stand in one.
    """
    from guide.format.kinds import Text  # noqa: PLC0415 - help needs none of these
    from guide.format.templates import NAMES, fill  # noqa: PLC0415
    from guide.language.words import words_of  # noqa: PLC0415
    from guide.reading.model_reader import read_words  # noqa: PLC0415

    return fill(read_words(text, Text(frozenset(NAMES))), _examples(words_of(language)))


def _examples(words: Words) -> dict[str, str]:
    """Return what is said for names in braces, which only a routine knows."""
    return {
        "side": words.of(_SIDE),
        "title": words.of(_TITLE),
        "rep": "3",
        "reps": "8",
        "next": words.of(_NEXT),
        "remaining": words.duration(10),
        "duration": words.duration(30),
    }


def _section(words: str, sounds: Sounds) -> Section:
    from guide.compiling.row import Row  # noqa: PLC0415
    from guide.compiling.timeline import Section  # noqa: PLC0415

    row = Row(sounds, None)
    row.speak(words)
    return Section(0, words, "aside", None, 0, row.cursor, row.cues)


def _told(frames: int) -> str:
    """Return how long it is, and the shortest phase that it fits into."""
    from math import ceil  # noqa: PLC0415

    from audio.clip import to_seconds  # noqa: PLC0415
    from guide.compiling.slots import FASTEST  # noqa: PLC0415

    seconds = to_seconds(frames)
    usual, quick = ceil(10 * seconds) / 10, ceil(10 * seconds / FASTEST) / 10
    return (
        f"{seconds:.2f} s long. It fits into `for: {usual:g}s`; "
        f"spoken a quarter faster, into `for: {quick:g}s`."
    )


def _write(output: Path, words: str, section: Section, sounds: Sounds, force: bool) -> None:
    from audio.files.writer import About  # noqa: PLC0415
    from guide.exporting.export import export  # noqa: PLC0415

    export([output], About(words[:80]), [section], sounds, overwrite=force)
    echo(f"Wrote {output}.")


def _play(device: Device, section: Section, sounds: Sounds) -> None:
    """Play ``section`` to its end; raises DeviceError when the device fails."""
    from audio.transport import Transport  # noqa: PLC0415

    mix = sounds.mix(section)
    mix.fetch(0, section.frames)

    def read(start: int, frames: int) -> Samples | None:
        left = section.frames - start
        return mix.block(start, min(frames, left)) if left > 0 else None

    transport = Transport(device, read)
    transport.start()
    while not transport.finished.wait(LOOK_S):
        if transport.failure:
            raise transport.failure
