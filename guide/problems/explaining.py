"""Why a problem matters, what to do about it, and how it looks: from ``explanations/``.

Each is a text and, where the problem can be written down, two examples: with it and without. An
example that begins with a dash is the steps of a routine, any other is a whole file, and
``# moves/NAME.yaml`` or ``# NAME.wav`` begins another file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from guide.problems.codes import Code

FOLDER = Path(__file__).with_name("explanations")

_EXAMPLE = re.compile(r"^```yaml\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


class Explanation(NamedTuple):
    """What a person may want to know of a code.

    Attributes:
        text: why it matters, and what to do, on one line.
        wrong: a small file that has the problem, or nothing.
        right: the same file without it, or nothing.
    """

    text: str
    wrong: str
    right: str


def explanation_of(code: Code) -> Explanation:
    """Read what is written about a code."""
    written = (FOLDER / f"{code.id}.md").read_text("utf-8")
    text = " ".join(written.partition("\nNot so:\n")[0].split())
    wrong, right = _EXAMPLE.findall(written) or ("", "")
    return Explanation(text, wrong, right)
