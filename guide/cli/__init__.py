"""The command ``guide``. Its commands are imported when they are called, so that help is quick."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from guide.cli.defaults import Defaults
from guide.cli.endings import let_go_of_output, take_signals

if TYPE_CHECKING:
    from guide.cli.defaults import Settings

GARBAGE_THRESHOLD = 100_000
"""New objects until garbage is looked for; starting a session makes 50 000, all of which stay."""

COMMANDS = {
    "list": ("guide.cli.listing", "List the routines found."),
    "show": ("guide.cli.browsing", "Show what a routine contains."),
    "play": ("guide.cli.playing", "Play a routine, hands-free."),
    "prepare": ("guide.cli.preparing", "Speak a routine ahead, for slow voices."),
    "sheet": ("guide.cli.sheets", "Write a routine as a page to print."),
    "export": ("guide.cli.exporting", "Write routines to sound files, or captions."),
    "verify": ("guide.cli.verifying", "Say whether an export is current."),
    "compile": ("guide.cli.compiling", "Show the timed sequence, to the frame."),
    "check": ("guide.cli.checking", "Check routine files for problems."),
    "explain": ("guide.cli.explaining", "Explain a code that check tells."),
    "new": ("guide.cli.writing", "Begin a routine, or a move, of your own."),
    "preview": ("guide.cli.previewing", "Play a routine while you write it."),
    "schema": ("guide.cli.describing", "Print the JSON Schema of routines, for editors."),
    "moves": ("guide.cli.moves", "List the moves for your routines, or show one."),
    "say": ("guide.cli.saying", "Speak one line, to tune the wording."),
    "pack": ("guide.cli.exchange", "Put a routine and its moves into one file."),
    "add": ("guide.cli.exchange", "Add a routine or a move that somebody gave you."),
    "where": ("guide.cli.places", "Show the folders that are looked through."),
    "history": ("guide.cli.history", "List what became of your sessions."),
    "config": ("guide.cli.configuring", "Show and set what is done when nothing is typed."),
    "voices": ("guide.cli.voices", "List, try, install and remove voices."),
    "devices": ("guide.cli.devices", "List the sound outputs that can be chosen."),
    "doctor": ("guide.cli.machine", "Look at everything that the program depends on."),
    "completion": ("guide.cli.completion", "Print the completion script for a shell."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; with ``did you mean`` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), f"{cmd_name}_")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only for a wrong command

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " See 'guide --help'."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _settings() -> Settings:
    from guide.cli.own_settings import look, settled  # noqa: PLC0415 - only for such options

    # Help and completion tell nothing of what is wrong.
    return look()[0] if click.get_current_context().resilient_parsing else settled()


@click.group(
    cls=LazyGroup,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "default_map": Defaults(_settings),
    },
)
@click.version_option(package_name="stretch-guide", prog_name="guide")
@click.option("--debug", is_flag=True, help="Show the whole traceback of a fault.")
def guide(debug: bool) -> None:
    """A calm voice leads you through stretches, massage holds, heat and ice.

    Offline, hands-free, exactly on time. Start with: guide play spasm-relief
    """
    del debug  # read by main(), which sees every fault


def show(error: click.ClickException) -> None:
    """Print what is wrong with the usage to standard error."""
    from io import StringIO  # noqa: PLC0415 - only where something is wrong

    from guide.cli.paragraphs import echo  # noqa: PLC0415

    text = StringIO()
    error.show(text)
    echo(text.getvalue().rstrip("\n"), err=True)


def main() -> None:
    """Run the command line; the one place where faults become a sentence and an exit status.

    Exit status: 0 done, 1 the input or the outside world said no, 2 wrong usage, 130 interrupted,
    143 terminated.
    """
    # What is imported stays: to look through it for garbage again and again takes 10 ms.
    gc.set_threshold(GARBAGE_THRESHOLD)
    # numpy's threads for matrices, which nobody here multiplies, cost 40 ms to start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    take_signals()
    try:
        status = guide.main(prog_name="guide", standalone_mode=False)
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption):
            from guide.cli.faults import worded  # noqa: PLC0415 - only when there is a fault

            error = worded(error)
        show(error)
        status = error.exit_code
    except click.Abort as abort:
        if not abort.__cause__:  # at a question, on whose line the shell would go on
            click.echo(err=True)
        status = 130
    except KeyboardInterrupt:
        status = 130
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from guide.cli.faults import report  # noqa: PLC0415 - only when there is a fault

        status = report(error)
    finally:
        let_go_of_output()
    gc.freeze()  # all goes with the process: to look through it for garbage first takes 20 ms
    sys.exit(status if isinstance(status, int) else 0)
