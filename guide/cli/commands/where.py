"""``guide where``: the folders that the program looks through, and what it keeps elsewhere."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from audio.speech.cache import clip_folder
from audio.speech.piper_voices import VARIABLE, voice_folder
from guide.cli.options.types import json_option
from guide.folders import (
    CONFIG_VARIABLE,
    FOLDER_VARIABLE,
    HERE,
    HISTORY_VARIABLE,
    MOVES,
    Folders,
    config_file,
    history_file,
    move_folders,
    origin,
    routine_folders,
    user_folder,
)
from guide.problems.problem import GuideError

if TYPE_CHECKING:
    from pathlib import Path

_WHAT = {
    "bundled": "comes along with the program",
    "yours": "your own",
    "beside": "beside a routine in this folder",
}


class Place(NamedTuple):
    """A folder that is looked through.

    Attributes:
        files: how many files of routines or moves it has; None if it is not there.
    """

    path: Path
    what: str
    files: int | None


@click.command("where")
@click.option("--make", is_flag=True, help="Make the folder for your own routines and moves.")
@json_option
def where_(make: bool, as_json: bool) -> None:
    """Show where routines and moves are looked for, and where cache and history are."""
    if make:
        _make(user_folder() / MOVES)
    routines = _places(routine_folders())
    moves = _places(move_folders(HERE))
    if as_json:
        click.echo(json.dumps(_as_dict(routines, moves), ensure_ascii=False, indent=1))
        return
    click.echo("Routines are found by name here; the first that has the name is taken:")
    _tell(routines)
    click.echo("Moves that a routine in this folder uses, likewise:")
    _tell(moves)
    click.echo(f"What was spoken is kept for the next time in:\n     {clip_folder()}")
    click.echo(f"What became of your sessions is kept in:\n     {history_file()}")
    click.echo(f"Neural voices that you install are kept in:\n     {voice_folder()}")
    click.echo(f"Your own settings, which 'guide config' lists, are in:\n     {config_file()}")
    if not (user_folder() / MOVES).is_dir():
        click.echo("'guide where --make' makes the folder for your own.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GuideError(
            f"{folder} cannot be made: {error.strerror}. "
            f"Set {FOLDER_VARIABLE} to a folder that you may write to."
        ) from error


def _places(folders: Folders) -> list[Place]:
    return [
        Place(path.absolute(), _WHAT[origin(path / "any")], _count(path)) for path in folders.paths
    ]


def _count(folder: Path) -> int | None:
    try:
        return len(Folders((folder,)).names()) if folder.is_dir() else None
    except OSError:  # it may not be looked at
        return None


def _tell(places: list[Place]) -> None:
    for number, (path, what, files) in enumerate(places, 1):
        there = "not there yet" if files is None else f"{files} file{'' if files == 1 else 's'}"
        click.echo(f"  {number}. {path}\n     {what}; {there}")


def _as_dict(routines: list[Place], moves: list[Place]) -> dict[str, Any]:
    return {
        "routines": [{**place._asdict(), "path": str(place.path)} for place in routines],
        "moves": [{**place._asdict(), "path": str(place.path)} for place in moves],
        "cache": str(clip_folder()),
        "history": str(history_file()),
        "voices": str(voice_folder()),
        "config": str(config_file()),
        "set_by": {
            name: os.environ.get(name)
            for name in (
                FOLDER_VARIABLE,
                HISTORY_VARIABLE,
                CONFIG_VARIABLE,
                "STRETCH_GUIDE_CACHE",
                VARIABLE,
            )
        },
    }
