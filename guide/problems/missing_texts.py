"""Problems for people, where many of them are texts that are missing in a language.

A routine that is not translated yet has dozens: each is a line then, and one sentence tells how
many there are.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import printable
from guide.problems.rendering import PLAIN, heading, render, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.problems.problem import Problem
    from guide.problems.rendering import Look

FEW = 3
"""So many missing texts are shown with the lines around them."""
_TEXT = "this text is missing "
HINT = "'guide explain R066' tells where they may be written."


def render_all(problems: Sequence[Problem], look: Look = PLAIN) -> Iterator[str]:
    """Yield each problem for people, and then what is missing as a whole."""
    missing = [one for one in problems if _is_one_text(one)]
    for problem in problems:
        in_a_line = len(missing) > FEW and _is_one_text(problem)
        yield heading(problem, look) if in_a_line else render(problem, look)
    if len(missing) > FEW:
        for told in (*all_missing(missing), HINT):
            yield sentence(told, {}, look)


def _is_one_text(problem: Problem) -> bool:
    """Whether a text is missing, and not a whole move."""
    return problem.code is Code.MISSING_TRANSLATION and problem.message.startswith(_TEXT)


def all_missing(missing: Sequence[Problem]) -> Iterator[str]:
    """Yield a sentence for each language: how many texts are missing, and in which files."""
    by_language: dict[str, Counter[str]] = {}
    for problem in missing:
        language = problem.message.partition(":")[0].removeprefix(_TEXT)
        by_language.setdefault(language, Counter())[problem.place.file] += 1
    for language, files in by_language.items():
        where = ", ".join(f"{count} in {printable(file)}" for file, count in files.items())
        count = files.total()
        texts = "1 text is" if count == 1 else f"{count} texts are"
        yield f"{texts} missing {language}: {where}."
