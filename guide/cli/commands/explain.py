"""``guide explain``: what a code means, with an example and how it is mended."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from guide.problems.codes import BY_NAME, Code
from guide.problems.explaining import explanation_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CodeType(click.ParamType[Code]):
    """A code, or its name, whatever its capitals."""

    name = "code"

    def convert(
        self, value: str | Code, param: click.Parameter | None, ctx: click.Context | None
    ) -> Code:
        """Return the code, or say which one may have been meant."""
        if isinstance(value, Code):
            return value
        if code := BY_NAME.get(value.strip("[]").lower()):
            return code
        from guide.language.spelling import did_you_mean  # noqa: PLC0415
        from guide.problems.problem import quoted  # noqa: PLC0415 - only for a wrong one

        near = did_you_mean(value, BY_NAME)
        hint = f"Did you mean {BY_NAME[near].id}?" if near else "'guide explain' lists them all."
        raise click.BadParameter(f"There is no code {quoted(value)}. {hint}", ctx, param)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer every code with its meaning."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        begun = incomplete.upper()
        return [
            CompletionItem(code.id, help=code.meaning) for code in Code if code.id.startswith(begun)
        ]


@click.command("explain")
@click.argument("code", type=CodeType(), required=False)
def explain_(code: Code | None) -> None:
    """Explain a CODE that 'guide check' tells, such as R012; without one, list them all."""
    if code is None:
        for one in Code:
            click.echo(f"{one.id}  {one.severity:<8} {one.meaning}")
        return
    click.echo(f"{code.id} {code.label} ({code.severity})")
    click.echo(code.meaning)
    click.echo()
    text, wrong, right = explanation_of(code)
    click.echo(textwrap.fill(text, 80))
    if wrong:
        click.echo(f"\nNot so:\n\n{textwrap.indent(wrong, '    ')}")
        click.echo(f"\nBut so:\n\n{textwrap.indent(right, '    ')}")
