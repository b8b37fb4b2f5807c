"""``guide config``: the user's own settings, shown and set."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.types import json_option
from guide.cli.settings.definition import NAMES, WORDS, options
from guide.cli.settings.file import look_at_settings, tell_broken
from guide.cli.settings.settled import from_old_file
from guide.cli.terminal.paragraphs import echo
from guide.folders import config_file
from guide.problems.problem import GuideError, RoutineError, printable, quoted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from guide.cli.options.defaults import Settings, Value

USUAL = {
    "voice": "the usual one of the language",
    "engine": "the usual one",
    "loudness": "-19, or -16 in stereo",
    "bed": "none",
    "language": "the routine's own",
}
"""What is done without a setting, where its option has no default that says so."""
WIDEST = 30
"""Columns of names at most."""


def _complete_name(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """Offer the settings."""
    return [name for name in (*NAMES, f"{WORDS}.") if name.startswith(begun)]


def _complete_value(
    ctx: click.Context, param: click.Parameter, begun: str
) -> list[CompletionItem] | list[str]:
    """Offer values of the setting that is named."""
    from guide.cli.settings.checking import some_values  # noqa: PLC0415 - only while somebody types

    name = ctx.params.get("name")
    if name not in NAMES:
        return []
    words = [word for word in some_values(name) if word.startswith(begun)]
    return words or options()[name].shell_complete(ctx, begun)


@click.command("config", context_settings={"ignore_unknown_options": True})  # for -16
@click.argument("name", required=False, shell_complete=_complete_name)
@click.argument("value", required=False, shell_complete=_complete_value)
@click.option("--unset", is_flag=True, help="Take NAME out: back to its default.")
@click.option("--edit", is_flag=True, help="Open the file in your editor, then check it.")
@json_option
@click.pass_context
def config_(
    ctx: click.Context,
    /,
    *,
    name: str | None,
    value: str | None,
    unset: bool,
    edit: bool,
    as_json: bool,
) -> None:
    """List what is done when nothing is typed, show NAME alone, or set it to VALUE.

    A setting is called like the option that it stands for, and takes the same values: voice,
    engine, pace, talk, loudness, bed, device, language. An option that is typed wins.
    say_as.WORD is how a word that the voice gets wrong is said.
    """
    if sum((unset, edit, as_json, value is not None)) > 1 or (edit and name):
        raise click.UsageError("Give either NAME and VALUE, or --unset NAME, or --edit.")
    names = _names(name) if name is not None else None
    old = from_old_file()
    if unset or value is not None:
        if names is None:
            raise click.UsageError("Which one? Write: guide config --unset NAME")
        _change(ctx, names, value)
        return
    if edit:
        _edit()
    settings, problems = look_at_settings(config_file())
    if problems and as_json:
        told = {"file": str(config_file()), "problems": [one.as_dict() for one in problems]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif problems:
        tell_broken(problems)
    if problems:
        ctx.exit(1)
    _show(settings if old is None else old, names, as_json)


def _names(name: str) -> tuple[str, ...]:
    """Return the names of a setting and of the table it is in; raises UsageError."""
    table, _, word = name.partition(".")
    if table == WORDS and word:
        return (table, word)
    if name not in NAMES:
        from guide.language.spelling import did_you_mean  # noqa: PLC0415 - only for a wrong one

        near = did_you_mean(name, NAMES)
        hint = f"Did you mean '{near}'?" if near else f"They are {', '.join(NAMES)}."
        words = f"Write {WORDS}.WORD." if table == WORDS else hint
        raise click.UsageError(f"There is no setting '{name}'. {words}")
    return (name,)


def _change(ctx: click.Context, names: tuple[str, ...], value: str | None) -> None:
    """Set, or take out where ``value`` is None; then tell what is wrong besides."""
    from guide.cli.settings.checking import checked  # noqa: PLC0415 - only to set
    from guide.cli.settings.writing import NotSetError, setting, unsetting, write  # noqa: PLC0415

    file = config_file()
    shown = ".".join(names)
    if value is not None and not value.strip() and names[0] == WORDS:
        raise click.UsageError(
            f"'{names[1]}' needs a text that sounds like it. To have it said as it is written: "
            f"guide config --unset {quote(shown)}"
        )
    found = None if value is None else checked(names, value)
    try:
        problems = write(file, unsetting(names) if found is None else setting(names, found))
    except NotSetError as error:
        echo(str(error))
        return
    except RoutineError:
        echo(
            "Nothing was changed; this has to be mended first, with 'guide config --edit':",
            err=True,
        )
        raise
    if found is None:
        echo(f"{shown} is back to its default.")
    else:
        echo(f"{shown} is {_written(found)}, in {file}.")
    if problems:
        tell_broken(problems)
        ctx.exit(1)


def _edit() -> None:
    from guide.cli.settings.writing import begin  # noqa: PLC0415 - only to write

    file = config_file()
    if not file.exists():
        begin(file)
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        named = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), "EDITOR")
        editor = quoted(os.environ.get(named, "vi"))
        raise GuideError(
            f"The editor {editor} could not be run, or it failed: name another one in the variable "
            f"{named}, or edit {file} yourself."
        ) from error


def _show(settings: Settings, names: tuple[str, ...] | None, as_json: bool) -> None:
    """Print all settings, or the value of one."""
    own: dict[tuple[str, ...], Any] = {(name,): value for name, value in settings.values.items()}
    own |= {(WORDS, word): said for word, said in settings.say_as}
    if names:
        usual = _usual(names[0]) if names[0] in NAMES else "as it is written"
        click.echo(_written(own[names]) if names in own else usual)
    elif as_json:
        values = {name: settings.values.get(name) for name in NAMES}
        told = {"file": str(config_file()), **values, WORDS: dict(settings.say_as)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        every = dict.fromkeys([*((name,) for name in NAMES), *own])
        width = min(WIDEST, max(10, *(len(".".join(one)) for one in every)))
        for one in every:
            shown = _written(own[one]) if one in own else _usual(one[0])
            of_whom = "yours" if one in own else "default"
            lost = "" if one not in own or _is_there(one[0], own[one]) else ", not there now"
            line = f"{printable('.'.join(one)):<{width}} {shown}  ({of_whom}{lost})"
            echo(line, hanging=width + 1)
        there = "" if config_file().exists() else ", which is not there yet"
        echo(f"Yours are in {config_file()}{there}.")


def _is_there(name: str, value: Value) -> bool:
    """Whether there is what a setting names, as far as names of files tell."""
    from audio.beds.names import COMPUTED  # noqa: PLC0415 - only where something is settled
    from audio.speech.piper_voices import find_installed, is_voice_name  # noqa: PLC0415

    if name == "voice" and is_voice_name(str(value)):
        return find_installed(str(value), "") is not None
    return name != "bed" or value in COMPUTED or Path(str(value)).is_file()


def _usual(name: str) -> str:
    return USUAL.get(name) or str(options()[name].default)


def _written(value: Value) -> str:
    return printable(value) if isinstance(value, str) else f"{value:g}"
