"""Texts as engines get them: plain words in one line."""

from __future__ import annotations

import re

from audio.errors import VoiceError

LONGEST = 5000
"""Characters of one text: five minutes of speech, far beyond any cue."""

# Control characters are commands to some engines; surrogates are no characters at all.
_NO_WORDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")


def plain_words(text: str) -> str:
    """Return ``text`` with a single space for each run of white space and control characters.

    Raises:
        VoiceError: it is longer than ``LONGEST``.
    """
    if len(text) > LONGEST:
        raise VoiceError(
            f"A text of {len(text)} characters is too long to be spoken in one go: "
            f"split it into cues of at most {LONGEST}."
        )
    return _NO_WORDS.sub(" ", text).strip()
