"""``guide voices`` and ``guide doctor``: what works on this machine, and what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from guide.cli.paragraphs import echo
from guide.cli.types import json_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.speech.engine import VoiceInfo
    from audio.speech.engines import EngineReport


@click.command("voices")
@json_option
def voices_(as_json: bool) -> None:
    """List the engines and voices that work here and, for those that don't, what to do."""
    from audio.speech.engines import list_engines  # noqa: PLC0415

    engines = list_engines()
    if as_json:
        click.echo(json.dumps([_as_dict(engine) for engine in engines], ensure_ascii=False))
        return
    told: dict[tuple[VoiceInfo, ...], str] = {}
    for engine in engines:
        usual = " (the usual one here)" if engine.usual else ""
        if engine.problem:
            click.echo(f"{engine.name}{usual}: {engine.problem}")
        elif engine.voices in told:
            click.echo(f"{engine.name}{usual}: the same voices as {told[engine.voices]}")
        else:
            click.echo(f"{engine.name}{usual}: {_count(engine.voices)}")
            for voice in engine.voices:
                click.echo(f"  {voice.name:<24} {voice.language:<12} {voice.description}".rstrip())
        told.setdefault(engine.voices, engine.name)


def _count(voices: Sequence[VoiceInfo]) -> str:
    return f"{len(voices)} voice{'' if len(voices) == 1 else 's'}"


def _as_dict(engine: EngineReport) -> dict[str, object]:
    return {
        "engine": engine.name,
        "usual": engine.usual,
        "problem": engine.problem,
        "voices": [voice._asdict() for voice in engine.voices],
    }


@click.command("doctor")
@click.pass_context
def doctor_(ctx: click.Context) -> None:
    """Look at everything that the program depends on: each line says fine, or what to do.

    What is absent is a choice: sessions do without it.

    The exit status is 1 if something is not fine.
    """
    from guide.doctor import findings  # noqa: PLC0415

    all_fine = True
    for finding in findings():
        echo(f"{finding.subject:<20} {finding.verdict}: {finding.says}", hanging=21)
        all_fine &= finding.verdict != "NOT FINE"
    if not all_fine:
        ctx.exit(1)
