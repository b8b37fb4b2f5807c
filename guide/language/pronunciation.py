"""From what is written to what is spoken: the one place between a cue's text and the voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.language.english import read_aloud
from guide.language.words import has_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

SayAs = tuple[tuple[str, str], ...]
"""Words, each with how it is said."""


def _reader_of(language: str) -> Callable[[str], str] | None:
    """Return how a language is read aloud; None for one whose texts are spoken as written."""
    language = language.partition("-")[0].lower()
    if language == "en":
        return read_aloud
    if not has_words(language):
        return None
    from guide.language.numbers_aloud import reader_of  # noqa: PLC0415 - English needs none of it

    return reader_of(words_of(language))


class Pronunciation:
    """Turns written texts into spoken ones. Captions and screens keep what is written."""

    def __init__(self, language: str, *say_as: SayAs) -> None:
        """Read ``language`` aloud, and respell words.

        Args:
            language: BCP 47 tag of the texts, such as ``en-GB``.
            say_as: what is mispronounced otherwise. Whole words of any case are replaced, the
                longest first; where a word is in two lists, the first list decides. A respelling
                is read like any other text.
        """
        self._reader = _reader_of(language)
        merged = {word.lower(): (word, said) for words in reversed(say_as) for word, said in words}
        longest_first = sorted(merged.values(), key=lambda entry: (-len(entry[0]), entry[0]))
        self._said = [said for _, said in longest_first]
        self._words = _pattern([word for word, _ in longest_first])

    def __call__(self, text: str) -> str:
        """Return ``text`` as it is spoken."""
        if self._words:
            text = self._words.sub(self._respelt, text)
        return self._reader(text) if self._reader else text

    def _respelt(self, match: re.Match[str]) -> str:
        assert match.lastindex
        return self._said[match.lastindex - 1]


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """Return a pattern with a group for each word, or None for no words."""
    if not words:
        return None
    return re.compile("|".join(f"({_whole(word)})" for word in words), re.IGNORECASE)


def _whole(word: str) -> str:
    """Return the pattern of a word that is no part of a longer one; a sign has no such ends."""
    before = r"(?<!\w)" if re.match(r"\w", word) else ""
    after = r"(?!\w)" if re.search(r"\w$", word) else ""
    return before + r"\s+".join(map(re.escape, word.split())) + after
