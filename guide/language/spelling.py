"""Which of the known words an author meant who wrote another.

Names of several words, such as ``hip-lifts``, are compared word by word: a name in which one
word is quite another one (``upper-back``, ``lower-back``) is another name, however much of it
is the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""Characters of a word that may be a misspelt one."""
_LETTERS_FOR_EDIT = 3
"""Letters that a word has for each that may be wrong in it."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` is probably meant to be, or None.

    It is the nearest one, of equally near ones the first; at most a third of the letters of a
    word may be wrong, and one in short words of long names.
    """
    nearest = _nearest(word, known)
    return nearest[0] if nearest else None


def surely_meant(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that ``word`` must be meant to be, or None.

    It may be written without asking: only capitals or signs between words differ, or in one word
    two neighbours have changed places, or a letter is missing or too many. Another letter is no
    reason: abduction and adduction are opposites. Nor is it sure where two are equally near.
    """
    nearest = _nearest(word, known)
    return nearest[0] if len(nearest) == 1 and _one_slip(word, nearest[0]) else None


def edits_between(one: str, other: str) -> int:
    """Return how many letters have to be changed, added, left out or swapped with the next.

    This is the distance of Damerau and Levenshtein in which no letter is changed twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, wanted in enumerate(other):
            least = min(before[j] + (letter != wanted), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                least = min(least, older[j - 1] + 1)
            row.append(least)
    return row[-1]


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that are nearest, all at the same distance; none that are far."""
    if len(word) > LONGEST:
        return []
    distances = {name: edits for name in known if (edits := _apart(word, name)) is not None}
    least = min(distances.values(), default=0)
    return [name for name, edits in distances.items() if edits == least]


def _apart(word: str, name: str) -> int | None:
    """Return how many edits there are between two names; None if they are far from each other."""
    edits, least = 0, int(len(name) > _LETTERS_FOR_EDIT)
    for one, other in _pairs(word, name):
        most = max(least, max(len(one), len(other)) // _LETTERS_FOR_EDIT)
        if abs(len(one) - len(other)) > most or (apart := edits_between(one, other)) > most:
            return None
        edits += apart
    return edits


def _one_slip(word: str, name: str) -> bool:
    different = [(one, other) for one, other in _pairs(word, name) if one != other]
    if len(different) != 1:
        return not different
    one, other = different[0]
    if _digits(one) != _digits(other) or edits_between(one, other) > 1:
        return False
    swapped = sorted(one) == sorted(other)
    added = len(one) != len(other) and one[:1] == other[:1] and max(len(one), len(other)) > 3
    return swapped or added


def _pairs(word: str, name: str) -> list[tuple[str, str]]:
    """Return the words of two names side by side; as one if there are more in one of them."""
    ones, others = _words(word), _words(name)
    if len(ones) != len(others) or "".join(ones) == "".join(others):
        return [("".join(ones), "".join(others))]
    return [*zip(ones, others, strict=True)]


def _words(name: str) -> list[str]:
    return re.split(r"[\s_-]+", name.lower())


def _digits(word: str) -> str:
    return re.sub(r"\D", "", word)
