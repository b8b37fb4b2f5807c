"""Whole numbers on the command line."""

from __future__ import annotations

from typing import Any

import click

LONGEST = 18
"""Digits of a number that is looked at: more make no number that anything here takes."""


class WholeType(click.ParamType[Any]):
    """A whole number in a range."""

    name = "number"

    def __init__(self, what: str, low: int, high: int) -> None:
        """Take ``what``, from ``low`` to ``high``."""
        self._what = what
        self._low, self._high = low, high

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number."""
        text = str(value)
        number = int(text) if text.isdecimal() and len(text) <= LONGEST else None
        if number is None or not self._low <= number <= self._high:
            bounds = f"from {self._low} to {self._high}"
            self.fail(f"{self._what} is a whole number {bounds}, not '{text}'.", param, ctx)
        return number
