"""Words that no voice reads well, whatever is done to numbers, units and usual abbreviations."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from guide.checking.unused import unused_parameters
from guide.format.kinds.text import LONGEST_TEXT
from guide.format.kinds.translated import in_languages
from guide.format.templates import NAMES
from guide.language.english import read_aloud
from guide.language.languages import USUAL, lookup
from guide.problems.codes import Code
from guide.problems.problem import quoted
from guide.reading.file_languages import language_of
from guide.reading.parameters import WITH, mentions
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.problems.problem import Problem
    from guide.syntax.nodes import Node

_SPOKEN = frozenset(
    ("title", "lead", "say", "brief", "safety", "come_out", "before", "after", "sides")
)
_LISTS = ("before", "after")

_FILLED_IN = re.compile(r"\{[^{}]*\}")
_NOT_FILLED_IN = re.compile(r"\$+([A-Za-z][\w-]*)|\{\{(\w+)\}\}")
_COMMENT = re.compile(r"[ \t]+(#\w[^\r\n]*)")
_NOTATION = re.compile("\\d['\"\u2032\u2033\u2019\u201d:]|/")
_ADDRESS = re.compile(
    r"""(?:https?://|www\.)\S+
        | (?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.-]*
        | (?<![\w-])(?<![\w-]\.)-*\w[\w-]*(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info)\b(?:/\S*)?""",
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SHORT = re.compile(r"(?<![\w.])([^\W\d_]{1,5})\.(?=,| +[a-z])")

WORDS_IN_CAPITALS = frozenset({"AIDS", "COVID", "NASA"})
"""Abbreviations that are spoken as words."""
_ROMAN = re.compile("[IVXLC]+")

USUAL_ABBREVIATIONS = (
    "a.m. p.m. e.g. i.e. u.s. u.k. approx. ca. cf. cm. dr. etc. ft. hr. hrs. in. kg. lb. lbs. "
    "min. mins. mm. mr. mrs. ms. no. oz. rep. reps. sec. secs. st. vs. z.b. d.h. u.a."
)
"""Those that are spoken as what they stand for; others are told about."""
_RARE_ABBREVIATIONS = (
    "abd abs ant esp excl ext fig flex incl inf lat lig max med musc pos post prep quad resp "
    "rot sup temp var vert"
)
"""Not words, though they have vowels."""
_VOWEL = re.compile("[aeiouyäöüáéíóúàèìòùâêîôû]", re.IGNORECASE)

_SPOKEN_SYMBOLS = frozenset("+=\N{MULTIPLICATION SIGN}÷±\N{MINUS SIGN}°")
_UNSPOKEN_SIGNS = frozenset("*_#~^|\\<>@`§¶†‡•")


def doubtful_words(top: Mapping) -> Iterator[Problem]:
    """Yield a warning for all that is spoken in a file and will not be understood."""
    mended = top.get("say_as")
    known = {key.text for key, _ in mended.entries} if isinstance(mended, Mapping) else set()
    parameters = _parameters(top)
    for text, language in _texts(top, False, language_of(top) or USUAL):
        yield from _of_text(text, known)
        yield from _not_filled_in(text, parameters)
        if lookup("en", (language,)):
            yield from _several_readings(text, known)
    yield from unused_parameters(top)
    for key in _LISTS:
        texts = top.get(key)
        if isinstance(texts, Sequence):
            yield from _of_list(texts)


def _texts(node: Node, spoken: bool, language: str) -> Iterator[tuple[Scalar, str]]:
    """Yield every text that is spoken, with its language.

    The values of ``cues`` have moments for keys, and texts in several languages their tags. What is
    too long to be a text is left out: looking for addresses takes a time that grows as its square.
    """
    if isinstance(node, Scalar):
        if spoken and len(node.text) <= LONGEST_TEXT:
            yield node, language
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, spoken, language)
    elif spoken and in_languages(node):
        for key, text in node.entries:
            yield from _texts(text, spoken, key.text)
    else:
        for key, value in node.entries:
            if key.text == "cues" and isinstance(value, Mapping):
                for _, words in value.entries:
                    yield from _texts(words, True, language)
            elif not (key.text == "sides" and isinstance(value, Scalar)):
                yield from _texts(value, key.text in _SPOKEN, language)


def _of_text(node: Scalar, known: set[str]) -> Iterator[Problem]:
    yield from _lost(node)
    for match in _ADDRESS.finditer(_blank(_FILLED_IN, node.text)):
        address = match[0].rstrip(".,;:!?)")
        message = f"{quoted(address)} cannot be followed by ear"
        hint = "Put it into `source` or `note`, which are not spoken."
        yield _told(Code.ADDRESS, node, address, message, hint)
    text = read_aloud(_plain_words(node.text))
    for word in dict.fromkeys(_WORD.findall(text)):
        if word.isupper() and word not in known | WORDS_IN_CAPITALS and not _ROMAN.fullmatch(word):
            message = f"{quoted(word)} may be spelt letter by letter"
            hint = f"Write {word.lower()}, or {word.capitalize()}."
            yield _told(Code.CAPITALS, node, word, message, hint)
    yield from _abbreviations(node, text, known)
    for symbol in dict.fromkeys(filter(_is_unspoken, text)):
        if symbol not in known:
            message = f"voices leave {quoted(symbol)} out, or spell it"
            hint = "Write the word for it, or delete it."
            yield _told(Code.ODD_SYMBOL, node, symbol, message, hint)


def _several_readings(node: Scalar, known: set[str]) -> Iterator[Problem]:
    text = _plain_words(node.text)
    if not _NOTATION.search(text):
        return
    from guide.language.english.unread import unread  # noqa: PLC0415 - few texts have such notation

    for written, hint in unread(read_aloud(text)):
        if written not in known:
            message = f"{quoted(written)} can be read in several ways"
            yield _told(Code.SEVERAL_READINGS, node, written, message, hint)


def _lost(node: Scalar) -> Iterator[Problem]:
    """Warn of words that YAML drops."""
    comment = _COMMENT.match(node.source.text, node.end) if node.plain else None
    if comment:
        message = f"what is behind {quoted(node.text)} is a comment, and is not spoken"
        hint = 'To have it spoken, put the whole text in quotes. A comment begins with "# ".'
        place = node.source.place_at(comment.start(1), len(comment[1]))
        yield node.source.problem(Code.CUT_BY_COMMENT, place, message, hint)


def _parameters(top: Mapping) -> list[str]:
    """Return the names of the parameters that are filled in inside texts."""
    values = top.get(WITH)
    entries = values.entries if isinstance(values, Mapping) else ()
    return [k.text for k, value in entries if isinstance(value, Scalar) or in_languages(value)]


def _not_filled_in(node: Scalar, parameters: list[str]) -> Iterator[Problem]:
    """Warn of names that stay names."""
    rest = mentions(parameters).sub(" ", node.text) if parameters else node.text
    for match in _NOT_FILLED_IN.finditer(rest):
        if match[1] and match[0] != node.text:
            message = f"no single value is called {quoted(match[0])}: it is spoken as it stands"
            known = f"The parameters are {', '.join(parameters)}." if parameters else ""
            hint = known or "Write the words, or give the routine a parameter: `with: {week: 1}`."
        elif match[2] in NAMES:
            message = f"{quoted(match[0])} is spoken as it stands, braces and all"
            hint = f"Write {{{match[2]}}} to have it filled in."
        else:
            continue
        yield _told(Code.NOT_FILLED_IN, node, match[0], message, hint)


def _abbreviations(node: Scalar, text: str, known: set[str]) -> Iterator[Problem]:
    shorts = (match[0] for match in _SHORT.finditer(text) if _is_no_word(match[1]))
    for short in dict.fromkeys((*_DOTTED.findall(text), *shorts)):
        if short.lower() not in USUAL_ABBREVIATIONS.split() and not {short, short[:-1]} & known:
            message = f"voices may not know the abbreviation {quoted(short)}"
            yield _told(Code.ABBREVIATION, node, short, message, "Write the word out.")


def _of_list(texts: Sequence) -> Iterator[Problem]:
    """Warn of a text in brackets that goes on in small letters: a comma has divided it."""
    line = texts.source.line(texts.place.line) or ""
    if line[texts.place.column - 1 : texts.place.column] != "[":
        return
    for before, item in pairwise(texts.items):
        if not (isinstance(before, Scalar) and isinstance(item, Scalar)):
            continue
        if before.plain and item.plain and item.text[:1].islower():
            message = f"the comma before {quoted(item.text)} divides this into two texts"
            hint = "Put the whole text in quotes, or begin the second one with a capital."
            yield item.source.problem(Code.DIVIDED_BY_COMMA, item.place, message, hint)


def _told(code: Code, node: Scalar, word: str, message: str, hint: str) -> Problem:
    """Return a warning at the first place in a text where a word is written, whole."""
    written = node.written
    if code not in (Code.ADDRESS, Code.NOT_FILLED_IN):
        written = _plain_words(written)
    ends = (r"(?<!\w)" if word[0].isalnum() else "", r"(?!\w)" if word[-1].isalnum() else "")
    found = re.search(re.escape(word).join(ends), written)
    place = node.source.place_at(node.start + found.start(), len(word)) if found else node.place
    return node.source.problem(code, place, message, hint)


def _plain_words(text: str) -> str:
    """Return a text without its addresses and what is filled in, each character in its place."""
    return _blank(_ADDRESS, _blank(_FILLED_IN, text))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _is_no_word(short: str) -> bool:
    return short.lower() in _RARE_ABBREVIATIONS.split() or not _VOWEL.search(short)


def _is_unspoken(char: str) -> bool:
    if char.isalnum() or char in _SPOKEN_SYMBOLS:
        return False
    return char in _UNSPOKEN_SIGNS or unicodedata.category(char) in ("So", "Sk", "Sm")
