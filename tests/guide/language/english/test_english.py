"""English is read aloud as a person would, and nothing else in a text is touched."""

from __future__ import annotations

import re
import string
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.compiling.compiler import Compiler
from guide.compiling.estimate import EstimatedLengths
from guide.fitting.fit import settle
from guide.fitting.ranges import SHARE_OF_RANGE
from guide.language.english import read_aloud
from guide.language.english.rules import apply
from guide.reading.source import read_routine
from tests.guide.language.english import test_notation as notation
from tests.guide.strategies import texts
from tests.routines.bundled import ROUTINES

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    # units
    "Hold for 30 s.": "Hold for 30 seconds.",
    "Hold 30s, then rest.": "Hold 30 seconds, then rest.",
    "Wait 1 min": "Wait 1 minute",
    "1.5 h, 1 hr": "1.5 hours, 1 hour",
    "5 min. then 30 sec. more": "5 minutes then 30 seconds more",
    "Wait 5 min. Then rest.": "Wait 5 minutes. Then rest.",
    "10 cm, 2.5 kg and 5 lbs": "10 centimetres, 2.5 kilograms and 5 pounds",
    "20 °C or 68 °F": "20 degrees Celsius or 68 degrees Fahrenheit",
    "-5 °C": "minus 5 degrees Celsius",
    "Turn 90°": "Turn 90 degrees",
    "50 % or 50%": "50 percent or 50 percent",
    "a 30 s hold with a 10 kg weight": "a 30 second hold with a 10 kilogram weight",
    "A 30-s hold": "A 30-second hold",
    "5 km/h": "5 kilometres per hour",
    "Hold 30\N{NO-BREAK SPACE}s": "Hold 30 seconds",
    # inches, and the word in
    "Lift your hips 2 in.": "Lift your hips 2 inches.",
    "Lift 2 in. off the floor": "Lift 2 inches off the floor",
    "Lift 1 in up": "Lift 1 inch up",
    "1/2 in": "half an inch",
    "1/4-1/2 in": "a quarter to half an inch",
    # metres, and minutes
    "Stand 2 m away": "Stand 2 metres away",
    "Hold for 2m": "Hold for 2 minutes",
    "1m30s": "1 minute 30 seconds",
    "1:30 min": "1 minute 30 seconds",
    # ranges
    "5-10": "5 to 10",
    "5\N{EN DASH}10 times": "5 to 10 times",
    "5 - 10 breaths": "5 to 10 breaths",
    "30s-60s": "30 to 60 seconds",
    "30 s - 1 min": "30 seconds to 1 minute",
    "5%-10%": "5 to 10 percent",
    "5-10-minute hold": "5 to 10-minute hold",
    # what looks like a range
    "90-90 stretch": "90 90 stretch",
    "4-7-8 breathing": "4 7 8 breathing",
    # fractions
    "1/2 turn": "half turn",
    "a 1/4 turn": "a quarter turn",
    "2 1/2 in": "2 and a half inches",
    "3/4 min": "3 quarters of a minute",
    "1½ min": "1 and a half minutes",
    "Set 1/3": "Set 1 of 3",
    "120/80": "120 over 80",
    "24/7": "24 7",
    "1,5 kg": "1.5 kilograms",
    # counts
    "3x": "3 times",
    "1x": "once",
    "3 x 10": "3 times 10",
    "3x10": "3 times 10",
    "2 sets x 10": "2 sets of 10",
    "3x/week": "3 times per week",
    "10/side": "10 per side",
    "45s+": "45 seconds or more",
    "~30 s, <5 min": "about 30 seconds, less than 5 minutes",
    # abbreviations and signs
    "e.g. a towel": "for example a towel",
    "Pain, i.e. sharp pain": "Pain, that is sharp pain",
    "approx. 5 min, max. 20 min": "about 5 minutes, at most 20 minutes",
    "mat, ball, etc. Then": "mat, ball, and so on. Then",
    "No. 1 and #2": "Number 1 and number 2",
    "heat & ice": "heat and ice",
    "w/ a mat, w/o shoes": "with a mat, without shoes",
    "L/R": "left or right",
    "Lift your L arm": "Lift your left arm",
    "hand/foot": "hand or foot",
    "and/or": "and or",
}

KEPT = (
    "Lift 2 in the air", "1 in 10", "2-in-1", "Breathe 4 in, 6 out.", "Do 2 in a row.",
    "in your 30s", "the 1980s", "version 2.0.1", "2024-05-10", "05/10/2024", "555-1234", "1:30",
    "L4-L5", "L5-S1", "cat-cow", "1-legged", "3-point", "COVID-19", "Step 5 - 10 breaths",
    "1,000", "10,000", "1st, 2nd and 3rd", "No, 5 more.", "Plan B", "5'6", "10k", "30 S",
    "https://example.org/5-10/a/b?c=1&d=2", "www.example.org/1/2", "me5-10@example.org",
    "30 seconds", "5 to 10 times", "2.5", "Count 1, 2, 3.", "10 - 5", "max effort", "Min is here.",
)  # fmt: skip


@pytest.mark.parametrize(("written", "said"), SAID.items(), ids=SAID)
def test_units_numbers_and_abbreviations_are_said_in_words(written: str, said: str) -> None:
    """As a person would read them to another one."""
    assert read_aloud(written) == said


@pytest.mark.parametrize("text", KEPT, ids=KEPT)
def test_what_only_looks_like_them_is_kept(text: str) -> None:
    """Words, dates, versions, addresses, names of vertebrae."""
    assert read_aloud(text) == text


PIECES = st.sampled_from(
    [*SAID, *KEPT, *notation.SAID, *notation.LEFT, *notation.PLAIN, *"0123456789",
     *" .,:;-+/()%°~<>&#½x×@='\"\u2032\u2033\u2019\u201d", "\N{EN DASH}", "/side", " L",
     "all 4s", " x ", "/10", " in", " s", "min", "cm", " m",
     "kg", "e.g.", "vs", "no.", "etc.", "a ", "w/", "L", "R", " side", "10", "1/2", "\n"]
)  # fmt: skip
scribbles = st.lists(PIECES, max_size=12).map("".join) | texts | st.text(max_size=40)


@given(scribbles)
def test_what_was_said_is_said_again_as_it_is(text: str) -> None:
    """Reading aloud what is read aloud already changes nothing."""
    once = read_aloud(text)
    assert read_aloud(once) == once


@given(scribbles)
def test_no_text_is_thought_to_be_plain_that_is_not(text: str) -> None:
    """The quick look that keeps the rules from being loaded overlooks nothing."""
    assert read_aloud(text) == apply(text)


WORDS = st.text(string.ascii_letters, min_size=2, max_size=12).filter(
    lambda word: word.lower() not in {"eg", "vs", "approx"} and not word.endswith("ROM")
)


@given(st.lists(WORDS | st.sampled_from([",", ".", "!", "-", "'", "?"])).map(" ".join))
def test_plain_words_are_never_touched(text: str) -> None:
    """Whatever they are, with their punctuation."""
    assert read_aloud(text) == text


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_the_bundled_texts_need_no_mending(path: Path) -> None:
    """They are written as they are to be heard, at every level."""
    for level in SHARE_OF_RANGE:
        compiler = Compiler(settle(read_routine(path), level), EstimatedLengths())
        cues = [cue for part in compiler.parts for cue in compiler.compile(part).cues]
        said = {cue.text for cue in cues if cue.text}
        assert said
        assert {read_aloud(text) for text in said} == said


@pytest.mark.parametrize(
    "piece",
    [
        "1-",
        "9",
        "a/",
        "1 ",
        "a@",
        "1/2 ",
        "5 s ",
        "<",
        "½",
        "5 in ",
        '5" ',
        "5'5\" ",
        "x 5",
        "for 1:30-",
        "5L,",
        "5/10 ",
        "reps/",
        "1-1/2-",
        "all 4s/",
        '"5" ',
        "5:5",
    ],
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Nothing in them is looked at again and again: a megabyte does not hang."""
    assert len(read_aloud(piece * 100_000)) >= 100_000


@pytest.mark.needs("espeak-ng")
@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("30 seconds", "thirty seconds"),
        ("5 to 10 times", "five to ten times"),
        ("1.5 kilograms", "one point five kilograms"),
        ("90 90 stretch", "ninety ninety stretch"),
        ("21st", "twenty first"),
        ("1,000 steps", "one thousand steps"),
    ],
)
def test_digits_that_are_left_sound_as_words_do(digits: str, words: str) -> None:
    """To the phoneme, so that nobody has to write numbers in words."""

    def phonemes(text: str) -> str:
        command = ["espeak-ng", "-q", "-x", "-v", "en", "--", text]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return re.sub(r"[\s,']", "", said)

    assert phonemes(digits) == phonemes(words)
