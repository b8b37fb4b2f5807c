"""Values written as YAML, the way the documents write it."""

from __future__ import annotations

from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Double quotes, lists below their key and further in, and nothing that refers to itself."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what is there twice out twice."""
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Move the entries of a list in, as those of a mapping are."""
        del indentless
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        """Take double quotes where quotes are needed."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style


def in_one_line(value: Any) -> str:
    """Return a value with brackets and braces where they are needed."""
    return _written(value, default_flow_style=True, width=10_000).removesuffix("\n...")


def in_lines(value: Any) -> str:
    """Return a mapping with each key on a line of its own."""
    return _written(value, default_flow_style=False, width=90)


def in_short_lines(value: Any) -> str:
    """Return a mapping in lines, and what holds single values alone with brackets and braces."""
    return _written(value, default_flow_style=None, width=96)


def _written(value: Any, **how: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, **how)
    return text.rstrip("\n")
