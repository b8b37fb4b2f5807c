"""The formats that sessions are exported to, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from audio.files.formats import CAPTION_ENDINGS, PAGE_ENDINGS, SOUND_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDINGS = SOUND_ENDINGS + CAPTION_ENDINGS + PAGE_ENDINGS


class FormatType(click.ParamType[Any]):
    """A format, by the ending of its files."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the ending, with its dot."""
        ending = f".{value.lower().removeprefix('.')}"
        if ending not in ENDINGS:
            known = listed([each[1:] for each in ENDINGS])
            self.fail(f"'{value}' is no format that is written: choose {known}.", param, ctx)
        return ending

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Offer all formats."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        names = [ending[1:] for ending in ENDINGS]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def listed(names: Sequence[str]) -> str:
    """Return names as a person chooses from: the last one after "or"."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
