"""``guide history``: what became of the sessions that were played."""

from __future__ import annotations

import json
import shutil
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.numbers import WholeType
from guide.cli.options.types import json_option
from guide.cli.terminal.asking import confirm
from guide.cli.terminal.paragraphs import echo
from guide.history import History
from guide.language.durations import spent
from guide.problems.problem import printable
from guide.session.summary import remarks, where

if TYPE_CHECKING:
    from guide.history import Session

NEWEST = 20
"""So many sessions are shown to a person who did not say how many."""


@click.group("history", invoke_without_command=True)
@click.option(
    "-n",
    "--limit",
    type=WholeType("The number of sessions", 1, 10**9),
    metavar="N",
    help=f"Only the newest N sessions; else {NEWEST}, and all with --json.",
)
@json_option
@click.pass_context
def history_(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """List the sessions that were played, newest first: how each ended, what hurt.

    They are kept on this machine alone.
    """
    if ctx.invoked_subcommand:
        if limit or as_json:
            raise click.UsageError("--limit and --json are for the list alone.", ctx)
        return
    history = History()
    if as_json:
        sessions = [_as_dict(session) for session in history.sessions(limit)]
        echo(json.dumps(sessions, indent=1))
    else:
        _show(history, limit or NEWEST)
    _tell(history)


@history_.command("clear")
@click.option("--yes", is_flag=True, help="Don't ask.")
def clear_(yes: bool) -> None:
    """Delete all sessions from the history, but those that are going on."""
    history = History()
    number = history.count()
    question = f"Delete {_sessions(number)} from {history.path}?"
    if number and not yes and not confirm(question, usual=False):
        echo("Nothing was deleted.")
        return
    echo(f"Deleted {_sessions(history.clear())}.")
    if left := history.count():
        echo(f"{_sessions(left)} going on: kept.")
    _tell(history)


def _show(history: History, limit: int) -> None:
    width = min(shutil.get_terminal_size().columns, 100)
    shown = history.sessions(limit)
    for session in shown:
        for line in _lines(session, width):
            click.echo(line)
    older = history.count() - len(shown)
    if older > 0:
        echo(f"{older} older: guide history --limit {older + len(shown)}")
    elif not shown:
        echo("No session has been played yet.")


def _lines(session: Session, width: int) -> list[str]:
    """Return the lines of one session; those that follow the first are indented."""
    report = session.report
    moment = f"{session.began.astimezone():%Y-%m-%d %H:%M}  "
    text = " ".join([f"{report.routine}: {_ended(session)}.", *remarks(report)])
    indent = len(moment) if width >= 60 else 2
    # What a terminal's own wrapping would break is broken here at words.
    return textwrap.wrap(printable(moment + text), max(width, 20), subsequent_indent=" " * indent)


def _ended(session: Session) -> str:
    report = session.report
    match session.ending:
        case "finished":
            return f"finished, {spent(report.seconds)}"
        case "running":
            return f"going on, {where(report)}"
        case "interrupted":  # the last report is from the beginning of a step
            return f"interrupted {where(report)}, after at least {spent(report.seconds)}"
        case "stopped":
            return f"stopped {where(report)}, after {spent(report.seconds)}"


def _as_dict(session: Session) -> dict[str, Any]:
    report = asdict(session.report)
    return {
        "began": session.began.isoformat(timespec="seconds"),
        "routine": session.routine,
        "title": report.pop("routine"),
        "choices": session.choices,
        **report,
        "outcome": session.ending,
    }


def _sessions(number: int) -> str:
    return f"{number} session{'' if number == 1 else 's'}"


def _tell(history: History) -> None:
    """Tell what went wrong and did not prevent the rest."""
    if history.fault:
        echo(history.fault, err=True)
