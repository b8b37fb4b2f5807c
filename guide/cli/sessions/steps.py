"""A step of a plan, as it is named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from guide.fitting.plan import Plan


MOST_TITLES = 12
"""So many titles are listed to a person who named none of them."""


def find_step(plan: Plan, named: str, option: str) -> int:
    """Return the number of the step that is ``named`` by its number or title, from 1.

    Case, and signs such as hyphens, make no difference: ``hip-lifts`` is ``Hip lifts``.

    Args:
        plan: whose steps.
        named: what was typed.
        option: after which it was typed, for the message.

    Raises:
        BadParameter: there is no such step, or there are several that differ.
    """
    titles = [step.title for step in plan.steps]
    if named.isdecimal() and 1 <= int(named) <= len(titles):
        return int(named)
    plain = [_plain(title) for title in titles]
    wanted = _plain(named)
    if wanted in plain:
        numbers = [number for number, title in enumerate(plain, 1) if title == wanted]
        if any(plan.steps[number - 1] != plan.steps[numbers[0] - 1] for number in numbers):
            raise click.BadParameter(_which(numbers, titles), param_hint=f"'{option}'")
        return numbers[0]
    from difflib import get_close_matches  # noqa: PLC0415 - only for a slip

    near = get_close_matches(wanted, plain, n=1)
    hint = f"Did you mean '{titles[plain.index(near[0])]}'?" if near else _choice(titles)
    raise click.BadParameter(f"There is no step '{named}'. {hint}", param_hint=f"'{option}'")


def _which(numbers: list[int], titles: list[str]) -> str:
    """Return which steps have the same title."""
    *first, last = (str(number) for number in numbers)
    all_of_them = "both" if len(numbers) == 2 else "all"
    title = titles[numbers[0] - 1]
    steps = f"{', '.join(first)} and {last}"
    return f"Steps {steps} are {all_of_them} called '{title}'. Give the number of one."


def _choice(titles: list[str]) -> str:
    """Return what can be named, if that is short."""
    different = list(dict.fromkeys(titles))
    numbers = "the number 1" if len(titles) == 1 else f"a number from 1 to {len(titles)}"
    if len(different) > MOST_TITLES:
        return f"Give {numbers}, or a title that 'guide show' lists."
    return f"Give {numbers}, or a title: {', '.join(different)}."


def _plain(title: str) -> str:
    return "".join(sign for sign in title.casefold() if sign.isalnum())
