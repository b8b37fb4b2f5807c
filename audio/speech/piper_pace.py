"""How fast a voice of Piper speaks by itself: measured once, so that a pace is the same in all.

A pace in words means English ones: what is counted are the sounds of speech, of which a word has
more in one language than in another. So 150 words a minute are as calm in German, as of eSpeak.
"""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.speech.piper_voices import Installed

USUAL_WPM = 165.0
"""Taken for a voice whose language has no sample."""

SOUNDS_A_WORD = 3.55
"""Letters of the phonetic alphabet in an English word: of the 1 052 of the bundled routines, as
eSpeak NG 1.52 writes them for Piper, without marks of stress and length."""

SAMPLES = {
    "en": "Sit back on your heels, let your arms rest, and breathe out slowly.",
    "de": "Setz dich auf die Fersen, lass die Arme ruhen, und atme langsam aus.",
    "es": "Siéntate sobre los talones, deja descansar los brazos y suelta el aire despacio.",
    "fr": "Asseyez-vous sur les talons, laissez reposer les bras et expirez lentement.",
    "it": "Siediti sui talloni, lascia riposare le braccia ed espira lentamente.",
    "nl": "Ga op je hielen zitten, laat je armen rusten en adem langzaam uit.",
    "pl": "Usiądź na piętach, pozwól ramionom odpocząć i powoli wypuść powietrze.",
    "pt": "Sente-se sobre os calcanhares, descanse os braços e solte o ar devagar.",
}
"""What is measured, by language: a sentence with its pauses, of some five seconds."""

_FILE = "pace.json"


def own_pace_wpm(voice: Installed, loaded: Any, seconds_of: Callable[[str], float]) -> float:
    """Return how many words a minute a voice speaks by itself.

    Args:
        voice: where the measured pace is kept, beside its model.
        loaded: Piper's own voice, which tells the sounds of a text.
        seconds_of: speaks a text at the voice's own pace, and returns its length in seconds.
    """
    sample = SAMPLES.get(voice.language.partition("-")[0])
    if sample is None:
        return USUAL_WPM
    file = voice.folder / _FILE
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(file.read_bytes())
        if kept["voice"] == voice.identity:
            return float(kept["wpm"])
    seconds = seconds_of(sample)
    sounds = sum(map(_is_sound, (each for part in loaded.phonemize(sample) for each in part)))
    if not sounds or seconds <= 0:
        return USUAL_WPM
    wpm = 60 * sounds / SOUNDS_A_WORD / seconds
    with suppress(OSError):  # then it is measured again
        file.write_text(json.dumps({"voice": voice.identity, "wpm": round(wpm, 1)}), "utf-8")
    return round(wpm, 1)


def _is_sound(letter: str) -> bool:
    return letter.isalpha() and unicodedata.category(letter) != "Lm"
