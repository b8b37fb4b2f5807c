"""``guide doctor``: what works on this machine, and what to do."""

from __future__ import annotations

import click

from guide.cli.paragraphs import echo


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
