"""``guide voices``: which voices work here; how they sound; those that can be installed."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.types import json_option
from guide.cli.terminal.asking import can_ask, confirm
from guide.cli.terminal.paragraphs import echo
from guide.cli.terminal.sizes import bytes_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.speech.catalogue import Catalogue, Offer
    from audio.speech.engine import VoiceInfo
    from audio.speech.engines import EngineReport
    from audio.speech.sources import Source

SAMPLE = "Breathe in, and let your shoulders drop. Ten seconds left."
FIGURES = "1, 2, 3, 4, 5."
"""What every voice says in its own language."""

LARGE_BYTES = 100_000_000
"""What is larger is asked about first."""


@click.group("voices", invoke_without_command=True)
@json_option
@click.pass_context
def voices_(ctx: click.Context, as_json: bool) -> None:
    """List the engines and voices that work here and, for those that don't, what to do.

    Neural voices are installed by 'guide voices install', for the package piper-tts:
    pip install 'stretch-guide[piper]'.
    """
    if ctx.invoked_subcommand:
        return
    from audio.speech.engines import list_engines  # noqa: PLC0415

    engines = list_engines()
    if as_json:
        click.echo(json.dumps([_as_dict(engine) for engine in engines], ensure_ascii=False))
        return
    told: dict[tuple[VoiceInfo, ...], str] = {}
    for engine in engines:
        licence = f" ({engine.licence})" if engine.licence else ""
        name = f"{engine.name}{' (the usual one here)' if engine.usual else ''}"
        if engine.problem:
            echo(f"{name}: {engine.problem}")
        elif engine.voices in told:
            click.echo(f"{name}: the same voices as {told[engine.voices]}{licence}")
        else:
            click.echo(f"{name}: {_count(engine.voices)}{licence}")
            for voice in engine.voices:
                click.echo(f"  {voice.name:<24} {voice.language:<12} {_about(voice)}".rstrip())
        told.setdefault(engine.voices, engine.name)


def _count(voices: Sequence[VoiceInfo]) -> str:
    return f"{len(voices)} voice{'' if len(voices) == 1 else 's'}"


def _about(voice: VoiceInfo) -> str:
    size = bytes_shown(voice.size_bytes) if voice.size_bytes else ""
    told = (voice.description, voice.quality, size, voice.licence)
    return ", ".join(each for each in told if each)


def _as_dict(engine: EngineReport) -> dict[str, object]:
    return {
        "engine": engine.name,
        "usual": engine.usual,
        "problem": engine.problem,
        "licence": engine.licence,
        "voices": [voice._asdict() for voice in engine.voices],
    }


@voices_.command("install")
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--from", "where", metavar="URL|FOLDER", help="A mirror of the public collection.")
@click.option("--yes", is_flag=True, help="Do not ask, however large it is.")
def install_(names: tuple[str, ...], where: str | None, yes: bool) -> None:
    """Fetch neural voices of Piper, or list those that there are.

    The list tells language, quality and size. It says under which licence a voice is, and asks
    before more than 100 MB. When it breaks off, run it again: it goes on. Over HTTPS, or from a
    folder with a voices.json.
    """
    catalogue, source = _open(where)
    if not names:
        _list(catalogue)
    for offer in [catalogue.offer(name) for name in names]:
        if _is_there(offer):
            echo(f"{offer.name} is installed already. Hear it: guide voices try {offer.name}")
        else:
            _install(offer, source, yes)


def _list(catalogue: Catalogue) -> None:
    """Print what can be installed; what is told wrongly of one voice hides no other."""
    from audio.errors import DownloadError  # noqa: PLC0415 - help needs none

    for name in catalogue:
        with suppress(DownloadError):
            offer = catalogue.offer(name)
            there = ", installed" if _is_there(offer) else ""
            about = f"{offer.quality}, {bytes_shown(offer.size_bytes)}{there}"
            click.echo(f"{name:<32} {offer.language:<8} {about}")


def _is_there(offer: Offer) -> bool:
    from audio.speech.installing import is_current  # noqa: PLC0415 - as above
    from audio.speech.piper_voices import find_installed  # noqa: PLC0415

    voice = find_installed(offer.name, offer.language)
    return voice is not None and is_current(voice, offer)


@voices_.command("update")
@click.option("--from", "where", metavar="URL|FOLDER", help="A mirror of the public collection.")
@click.option("--yes", is_flag=True, help="Do not ask, however large it is.")
def update_(where: str | None, yes: bool) -> None:
    """Fetch again those installed voices of which there is another version."""
    from audio.speech.installing import is_current  # noqa: PLC0415 - help needs none
    from audio.speech.piper_voices import installed_voices  # noqa: PLC0415

    installed = installed_voices()
    if not installed:
        click.echo("No voice is installed.")
        return
    catalogue, source = _open(where)
    for voice in installed:
        if voice.name not in catalogue:
            echo(f"{voice.name} is not in {source}: it stays as it is.")
        elif is_current(voice, offer := catalogue.offer(voice.name)):
            click.echo(f"{voice.name} is up to date.")
        else:
            _install(offer, source, yes)


@voices_.command("remove")
@click.argument("name")
def remove_(name: str) -> None:
    """Remove a voice that was installed."""
    from audio.errors import VoiceError  # noqa: PLC0415 - help needs none
    from audio.speech.installing import remove  # noqa: PLC0415
    from audio.speech.piper_voices import find_installed  # noqa: PLC0415

    voice = find_installed(name, "")
    if voice is None:
        raise VoiceError(f'No voice "{name}" is installed: guide voices lists those that are.')
    size = voice.size_bytes
    remove(voice)
    echo(f"Removed {voice.name}, {bytes_shown(size)}.")


def _open(where: str | None) -> tuple[Catalogue, Source]:
    from audio.speech.catalogue import Catalogue  # noqa: PLC0415 - help needs no network
    from audio.speech.sources import source_at  # noqa: PLC0415

    source = source_at(where)
    return Catalogue(source), source


def _install(offer: Offer, source: Source, yes: bool) -> None:
    from audio.speech.installing import install, licence_of  # noqa: PLC0415 - as above

    echo(f"{offer.name}: {bytes_shown(offer.size_bytes)}, licence: {licence_of(offer, source)}")
    if offer.size_bytes > LARGE_BYTES and not yes:
        if not can_ask():
            raise click.UsageError(
                f"{offer.name} has {bytes_shown(offer.size_bytes)}: say --yes if that is fine."
            )
        if not confirm("That is large. Fetch it?", usual=False):
            return
    there: dict[str, int] = {}
    with click.progressbar(length=offer.size_bytes, label=offer.name) as bar:

        def progress(name: str, size: int) -> None:
            there[name] = size
            bar.update(sum(there.values()) - bar.pos)

        folder = install(offer, source, progress)
    echo(f"Installed {offer.name} in {folder}. Hear it: guide voices try {offer.name}")


@voices_.command("try")
@click.argument("name")
@click.argument("text", required=False)
@click.option("--engine", metavar="NAME", help="The engine, where the name alone does not tell.")
@click.option("--device", metavar="NAME", default="miniaudio", help="As of 'guide say'.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.wav", help="Likewise."
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.pass_context
def try_(ctx: click.Context, /, *, name: str, text: str | None, **options: Any) -> None:
    """Speak a sample in the voice NAME, or say TEXT in it."""
    from guide.cli.commands.say import say_  # noqa: PLC0415
    from guide.cli.options.defaults import spoken_by  # noqa: PLC0415 - help needs none

    language = spoken_by(name)
    sample = SAMPLE if language.partition("-")[0] == "en" else FIGURES
    ctx.invoke(say_, text=text or sample, voice=name, language=language, pace=150, **options)
