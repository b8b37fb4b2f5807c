"""``guide devices``: the sound outputs that a session can be played to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.types import json_option

if TYPE_CHECKING:
    from audio.devices.choice import Listing
    from audio.devices.outputs import Output

_SAYS = {"simpleaudio": "the system's default output", "null": "silent, in real time"}


@click.command("devices")
@json_option
def devices_(as_json: bool) -> None:
    """List the sound outputs; choose one with 'guide play --device NAME'.

    NAME is an output's name, a part of it that no other has, or the name of a backend, which
    plays to its default output.
    """
    from audio.devices.choice import list_outputs  # noqa: PLC0415

    listings = list_outputs()
    if as_json:
        click.echo(json.dumps([_as_dict(listing) for listing in listings], ensure_ascii=False))
        return
    for listing in listings:
        usual = " (the usual one)" if listing.usual else ""
        says = listing.problem or _SAYS.get(listing.backend, "")
        click.echo(f"{listing.backend}{usual}{f': {says}' if says else ''}")
        for output in listing.outputs:
            click.echo(f"  {_described(output)}")


def _described(output: Output) -> str:
    identity = f"  {output.identity}" if output.identity else ""
    return f"{output.name:<32}{identity}{'  (default)' if output.default else ''}"


def _as_dict(listing: Listing) -> dict[str, Any]:
    return {
        "backend": listing.backend,
        "usual": listing.usual,
        "problem": listing.problem,
        "outputs": [output._asdict() for output in listing.outputs],
    }
