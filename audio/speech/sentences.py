"""Where one sentence ends and the next begins, for engines that pause too little between them."""

from __future__ import annotations

import re

_MAYBE_AN_END = re.compile(
    r"""(?P<mark>[.!?…。！？]) (?: [)\]"'”’“»«›‹]{1,2} | [ ]» )? (?P<gap>[ ]+)
        (?= [^\w ]* (?P<next>\w?) )  # behind signs that begin a sentence, such as ¿ and „""",  # noqa: RUF001
    re.VERBOSE,
)
_SHORT_WORD = re.compile(r"(?<!\w)[^\W\d]{1,3}\Z")
_LOOKED_AT = 4
"""Characters before a dot that tell whether the word there is a short one."""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of ``text`` without the spaces between them, in linear time.

    In any language: a small letter of whatever alphabet begins none ("e.g. this", "etc. à"), a
    dot after a single letter ends none ("z. B. Knie"), nor one after a short word before a
    number ("ca. 30"). An ellipsis ends one whatever follows, because voices pass over it.
    """
    sentences = []
    start = 0
    for match in _MAYBE_AN_END.finditer(text):
        if _is_end(match):
            sentences.append(text[start : match.start("gap")])
            start = match.end()
    return [*sentences, text[start:]]


def _is_end(match: re.Match[str]) -> bool:
    text, at, following = match.string, match.start(), match["next"]
    if match["mark"] == "…" or text.endswith("...", 0, at + 1):
        return True
    if following.islower():
        return False
    word = _SHORT_WORD.search(text[max(0, at - _LOOKED_AT) : at])
    if match["mark"] != "." or not word:
        return True
    return len(word[0]) > 1 and not following.isdecimal()
