"""Languages: their tags, their names, which of several is the one that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from guide.spelling import did_you_mean, surely_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

USUAL = "en"
"""The language of a routine that does not say which it is in."""

WITH_WORDS = ("en", "de", "es", "fr", "it", "nl", "pl", "pt")
"""What the program itself speaks and shows: English, and the languages of ``guide/catalogues``."""

_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_OTHER_WORDS = {
    **{name.lower(): tag for tag, name in _NAMES.items()},
    **{"cesky": "cs", "cz": "cs", "cze": "cs", "ces": "cs", "dk": "da", "dan": "da"},
    **{"deutsch": "de", "ger": "de", "deu": "de", "ge": "de", "gr": "el", "gre": "el"},
    **{"eng": "en", "englisch": "en", "gb": "en", "us": "en", "usa": "en"},
    **{"espanol": "es", "español": "es", "spa": "es", "sp": "es", "spanisch": "es"},
    **{"castellano": "es", "suomi": "fi", "fin": "fi", "français": "fr", "francais": "fr"},
    **{"fra": "fr", "fre": "fr", "hun": "hu", "magyar": "hu", "italiano": "it", "ita": "it"},
    **{"jp": "ja", "jpn": "ja", "kr": "ko", "kor": "ko", "nederlands": "nl", "dut": "nl"},
    **{"nld": "nl", "norsk": "no", "nor": "no", "polski": "pl", "pol": "pl"},
    **{"português": "pt", "portugues": "pt", "por": "pt", "br": "pt", "rus": "ru"},
    **{"svenska": "sv", "swe": "sv", "tur": "tr", "ua": "uk", "ukr": "uk", "cn": "zh"},
    **{"chi": "zh", "zho": "zh"},
}
"""What people write for a tag."""
_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""ISO 639-1."""
_THREE_LETTERS = (
    "ast bas bem bez bpy brx ceb chr ckb cmn doi dsb fil fur grc gsw hak haw hsb jbo kab kok ksh "
    "lfn lij ltg mai mni nds nog pap pcm quc sah sat scn shi smj smn szl tzm vec yue zgh"
)
"""Of ISO 639-3, those that voices and systems have: `for` and `say` are codes too."""
_PRIMARY = frozenset(f"{_TWO_LETTERS} {_THREE_LETTERS}".split())


@dataclass(frozen=True, slots=True)
class Language:
    """The language that somebody wants a routine in.

    Attributes:
        tag: as BCP 47 has it; None is the routine's own.
        demanded: where the routine has it not, that is an error; a wish gives way then.
    """

    tag: str | None = None
    demanded: bool = False


OWN = Language()
"""Whatever the routine is in."""


def demand(tag: str) -> Language:
    """Return a language that is wanted and no other."""
    return Language(tag, demanded=True)


def wish(tag: str) -> Language:
    """Return a language that is taken where a routine has it in full."""
    return Language(tag)


def is_tag(text: str) -> bool:
    """Whether ``text`` is the tag of a language that there is, in capitals or not."""
    primary, *others = text.lower().split("-")
    return primary in _PRIMARY and all(
        one.isalnum() and one.isascii() and len(one) <= 8 for one in others
    )


def tag_pattern() -> str:
    """Return what ``is_tag`` takes as a pattern that means the same to Python and to ECMA-262."""
    known = ("".join(f"[{c}{c.upper()}]" for c in one) for one in sorted(_PRIMARY))
    return f"^(?:{'|'.join(known)})(?:-[A-Za-z0-9]{{1,8}})*$"


@lru_cache(1024)  # asked of each key of a library again: comparing words takes 100 times as long
def tag_meant(text: str) -> str | None:
    """Return the tag that somebody meant who wrote ``text``, which is none; or None."""
    word = text.strip().lower().replace("_", "-")
    if is_tag(word):
        return text.strip().replace("_", "-")
    if word in _OTHER_WORDS:
        return _OTHER_WORDS[word]
    near = did_you_mean(word, _OTHER_WORDS) if len(word) > 4 else None
    return _OTHER_WORDS[near] if near else None


def is_surely_meant(text: str) -> bool:
    """Whether what ``tag_meant`` returns may be written without asking."""
    word = text.strip().lower().replace("_", "-")
    return is_tag(word) or word in _OTHER_WORDS or surely_meant(word, _OTHER_WORDS) is not None


def lookup(wanted: str, there: Sequence[str]) -> str | None:
    """Return which of the tags ``there`` serves for ``wanted``, or None.

    That is the same one; else the nearest that says less, so ``de`` for ``de-AT`` (the lookup of
    RFC 4647); else the first of the same language, so ``de-CH`` for ``de``.
    """
    by_tag = {tag.lower(): tag for tag in reversed(there)}
    subtags = wanted.lower().split("-")
    for count in range(len(subtags), 0, -1):
        if found := by_tag.get("-".join(subtags[:count])):
            return found
    return next((tag for tag in there if tag.lower().split("-")[0] == subtags[0]), None)


def called(tag: str) -> str:
    """Return what people call a language: ``German``, or its tag."""
    return _NAMES.get(tag.lower().split("-")[0], tag)


def named(tag: str) -> str:
    """Return a language for people: ``German (de)``, or the tag alone."""
    name = _NAMES.get(tag.lower().split("-")[0])
    return f"{name} ({tag})" if name else tag


def all_named(tags: Iterable[str], last: str = "and") -> str:
    """Return several of them: ``English (en) and German (de)``."""
    *others, one = map(named, tags)
    return f"{', '.join(others)} {last} {one}" if others else one
