r"""Patterns of ECMA-262 for what the kinds read, as JSON Schema wants them.

They have no flags, and mean the same to Python as to an editor in JavaScript: no ``\w`` and no
``\d``, whose letters and digits differ. White space around and inside quantities is free, and
so are small and capital letters.
"""

from __future__ import annotations

import re

from guide.format.quantities import CLOCK, DASH, NUMBER, UNITS


def _free(pattern: str) -> str:
    """Return a pattern of tidy text for text in any case, with any spaces."""
    cased = re.sub("[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)
    return cased.replace(" ?", r"\s*")


_LENGTH = _free(rf"(?:{NUMBER}|{CLOCK}|(?=[0-9]){UNITS})")
_DASHED = _free(DASH)
_NOT_ZERO = "(?=[^1-9]*[1-9])"
_SHARE = r"0*[0-9]{1,2}(?:\.[0-9]+)?\s*%"
_NOT_THE_END = "(?!-[^1-9]*$)"


def _whole(pattern: str) -> str:
    return rf"^\s*{pattern}\s*$"


def seconds_pattern(may_be_zero: bool) -> str:
    """Return the pattern of a length of time; how long it is at most, no pattern can tell."""
    return _whole(_LENGTH if may_be_zero else _NOT_ZERO + _LENGTH)


def range_pattern(open_end: bool) -> str:
    """Return the pattern of a length of time or a range, ``45s+`` among them or not."""
    end = rf"(?:{_DASHED}{_LENGTH}" + (r"|\s*\+)?" if open_end else ")?")
    return _whole(_NOT_ZERO + _LENGTH + end)


MOMENT_PATTERN = _whole(rf"{_NOT_THE_END}(?:-?\s*(?:{_SHARE}|{_LENGTH})|-\s*0*100(?:\.0+)?\s*%)")
"""The pattern of a moment inside a phase, as far as it can be told without the phase's length."""


def count_pattern(low: int, high: int) -> str:
    """Return the pattern of a whole number within bounds."""
    return _whole(_whole_number(low, high))


def counts_pattern(low: int, high: int) -> str:
    """Return the pattern of a whole number within bounds, or a range of them."""
    number = _whole_number(low, high)
    return _whole(f"{number}(?:{_DASHED}{number})?")


def _whole_number(low: int, high: int) -> str:
    """Return the pattern of the whole numbers from ``low``, which is 0 or 1, to ``high``."""
    assert low in (0, 1)
    digits = str(high)
    fewer = [f"[1-9][0-9]{{0,{len(digits) - 2}}}"] if len(digits) > 1 else []
    smaller = [
        f"{digits[:index]}[{first}-{int(digit) - 1}][0-9]{{{len(digits) - 1 - index}}}"
        for index, digit in enumerate(digits)
        if int(digit) > (first := int(index == 0))
    ]
    zero = ["0"] if low == 0 else []
    return f"0*(?:{'|'.join([*zero, *fewer, *smaller, digits])})"
