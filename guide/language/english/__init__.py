"""English as it is read aloud: what a voice would misread is written out in words.

Whole numbers and decimals stay in digits. Voices read those well, each in its own manner, and
"30 seconds" sounds to the phoneme like "thirty seconds". What they misread are the signs around
them: units, ranges, fractions, abbreviations. Where a sign has several meanings (``in``, ``m``,
``x``) the words around it decide; where they do not tell, the text stays as it is.
"""

from __future__ import annotations

import re

_TO_MEND = re.compile(
    r"[\d/&@½⅓⅔¼¾]|(?<!\w)(?:[lr]|e\.?g|i\.e|ea|approx|vs|incl|excl|esp|etc|[ap]?rom)(?!\w)",
    re.IGNORECASE,
)
"""Every text that a rule would change has one of these. Most have none, such as those that a
session begins with, which need not wait until the rules are loaded."""


def read_aloud(text: str) -> str:
    """Return ``text`` as a person would read it aloud; any text, in time linear in its length."""
    if not _TO_MEND.search(text):
        return text
    from guide.language.english.rules import apply  # noqa: PLC0415 - 20 ms, see above

    return apply(text)
