"""``guide completion``: the script that lets a shell complete commands and routine names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from guide.cli import guide

HOW = {
    "bash": 'eval "$(guide completion bash)"   in ~/.bashrc',
    "zsh": 'eval "$(guide completion zsh)"    in ~/.zshrc',
    "fish": "guide completion fish | source    in ~/.config/fish/config.fish",
}


@click.command("completion", epilog="\b\n" + "\n".join(HOW.values()))
@click.argument("shell", type=click.Choice(tuple(HOW)))
def completion_(shell: str) -> None:
    """Print the completion script for SHELL."""
    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(guide, {}, "guide", "_GUIDE_COMPLETE").source())
