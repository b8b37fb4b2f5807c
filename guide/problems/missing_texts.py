"""Problems for people, where many of them are texts that are missing in a language.

A routine that is not translated yet has dozens: each is a line then, and one sentence tells how
many there are.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from guide.language.languages import all_named
from guide.problems.problem import printable
from guide.problems.rendering import PLAIN, heading, render, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.problems.problem import Problem
    from guide.problems.rendering import Look

FEW = 3
"""So many missing texts are shown with the lines around them."""
HINT = "'guide explain R066' tells where they may be written."


def render_all(problems: Sequence[Problem], look: Look = PLAIN) -> Iterator[str]:
    """Yield each problem for people, and then what is missing as a whole."""
    missing = [one for one in problems if one.missing_in]
    for problem in problems:
        in_a_line = len(missing) > FEW and problem.missing_in
        yield heading(problem, look) if in_a_line else render(problem, look)
    if len(missing) > FEW:
        for told in (*all_missing(missing), HINT):
            yield sentence(told, {}, look)


def all_missing(missing: Sequence[Problem]) -> Iterator[str]:
    """Yield a sentence for the same languages: how many texts are missing, and where."""
    by_languages: dict[tuple[str, ...], Counter[str]] = {}
    for problem in missing:
        by_languages.setdefault(problem.missing_in, Counter())[problem.place.file] += 1
    for tags, files in by_languages.items():
        where = ", ".join(f"{count} in {printable(file)}" for file, count in files.items())
        count = files.total()
        texts = "1 text is" if count == 1 else f"{count} texts are"
        yield f"{texts} missing in {all_named(tags)}: {where}."
