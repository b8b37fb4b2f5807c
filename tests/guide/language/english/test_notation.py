"""What physiotherapists and yoga teachers write down, and what a person says who reads it out."""

from __future__ import annotations

import pytest

from guide.language.english import read_aloud
from guide.language.english.unread import unread

SAID = {
    # so many for each
    "10 reps/side": "10 reps per side",
    "8-10 reps/leg": "8 to 10 reps per leg",
    "5 breaths/side": "5 breaths per side",
    "3 times/week": "3 times per week",
    "once/day, twice/day": "once per day, twice per day",
    "2 sets/day": "2 sets per day",
    "20 min/day": "20 minutes per day",
    "30 sec./side": "30 seconds per side",
    "1-2x/day": "1 to 2 times per day",
    "3 x per week": "3 times per week",
    "3 times (5/side)": "3 times (5 per side)",
    "5 ea. side": "5 each side",
    # sets and repetitions
    "3x10": "3 times 10",
    "3 x 30 s": "3 times 30 seconds",
    "2-3 x 10-12": "2 to 3 times 10 to 12",
    "2-3 sets x 8-12 reps": "2 to 3 sets of 8 to 12 reps",
    "3 sets/10 reps": "3 sets of 10 reps",
    "Repeat x2.": "Repeat 2 times.",
    "Squats x 10": "Squats 10 times",
    "Clams (x5-10)": "Clams (5 to 10 times)",
    "×3": "3 times",
    "Once more, x1": "Once more, once",
    "30 s x 3": "30 seconds 3 times",
    'Hold 30" x 3/side': "Hold 30 seconds 3 times per side",
    "Plank x 30 s": "Plank, 30 seconds",
    "Bridges x 10 reps": "Bridges, 10 reps",
    "10+ reps": "10 or more reps",
    "70% 1RM": "70 percent 1 rep max",
    "tempo 3-1-3-0": "tempo 3 1 3 0",
    "3/1/3 tempo": "3 1 3 tempo",
    # scales
    "RPE 7/10": "RPE 7 out of 10",
    "pain 3/10": "pain 3 out of 10",
    "8/10 effort": "8 out of 10 effort",
    "4-5/10 pain": "4 to 5 out of 10 pain",
    "> 5/10": "more than 5 out of 10",
    "0/10, 10/10": "0 out of 10, 10 out of 10",
    "a 7.5/10": "a 7.5 out of 10",
    "RPE 6-7": "RPE 6 to 7",
    "grade 4/5": "grade 4 out of 5",
    "Set 3/10, day 1/3": "Set 3 of 10, day 1 of 3",
    # angles
    "Bend to 90°": "Bend to 90 degrees",
    "a 90° angle": "a 90 degree angle",
    "at 90° angle": "at 90 degree angle",
    "60° flexion": "60 degrees of flexion",
    "20-30° knee flexion": "20 to 30 degrees of knee flexion",
    "0-90°": "0 to 90 degrees",
    "45deg, 45 deg.": "45 degrees, 45 degrees.",
    "90º": "90 degrees",
    "± 5°": "plus or minus 5 degrees",
    "90/90 hip switch": "90 90 hip switch",
    # fractions
    "1/2": "half",
    "1-1/2 in": "1 and a half inches",
    "1 1/2 min": "1 and a half minutes",
    "2-2 1/2 in": "2 to 2 and a half inches",
    "3/4 of the way": "3 quarters of the way",
    '1/2" up': "half an inch up",
    # marks of minutes, seconds, feet and inches
    'Hold 10"': "Hold 10 seconds",
    "Hold 5-10''.": "Hold 5 to 10 seconds.",
    "3 x 30″": "3 times 30 seconds",
    "a 10” hold": "a 10 second hold",
    "Hold for 5'": "Hold for 5 minutes",
    "Rest 1'30\"": "Rest 1 minute 30 seconds",
    "2'30\"": "2 minutes 30 seconds",
    'Lift 2"-4"': "Lift 2 to 4 inches",
    'a 4" block': "a 4 inch block",
    'Stand 10" from the wall': "Stand 10 inches from the wall",
    "feet 3' apart": "feet 3 feet apart",
    'Lift 4" for 10"': "Lift 4 inches for 10 seconds",
    # inches, and other lengths
    "a 2 in gap": "a 2 inch gap",
    "a 4 in. block": "a 4 inch block",
    "c. 5 cm": "about 5 centimetres",
    "ca.5 cm": "about 5 centimetres",
    "approx 5 cm": "about 5 centimetres",
    "2,5 cm": "2.5 centimetres",
    "5 kg/11 lb": "5 kilograms or 11 pounds",
    "in kg/lb": "in kilograms or pounds",
    # times
    "45-60 min": "45 to 60 minutes",
    "hold for 1:30": "hold for 1 minute 30 seconds",
    "Hold:1:30": "Hold:1 minute 30 seconds",
    "Work 0:30": "Work 30 seconds",
    "Rest 1:30-2:00.": "Rest 1 minute 30 seconds to 2 minutes.",
    "1 hr 30 min": "1 hour 30 minutes",
    "5+ min": "5 minutes or more",
    "1 min on/30 s off": "1 minute on, 30 seconds off",
    "6-8 wks": "6 to 8 weeks",
    "7-8 pm": "7 to 8 pm",
    "24/7": "24 7",
    "inhale to exhale 1:2": "inhale to exhale 1 to 2",
    # about, at least, at most
    "~5": "about 5",
    "<30 s": "less than 30 seconds",
    ">= 3": "at least 3",
    "<= 5 min": "at most 5 minutes",
    "+/- 5": "plus or minus 5",
    "20 %": "20 percent",
    "15-20 °C": "15 to 20 degrees Celsius",
    "20°C/68°F": "20 degrees Celsius or 68 degrees Fahrenheit",
    # sides, and parts of the body
    "L/R, R/L": "left or right, right or left",
    "L and R": "left and right",
    "(R) knee, L hip": "right knee, left hip",
    "10 L, 10 R": "10 left, 10 right",
    "10R/10L": "10 right, 10 left",
    "3x10 (L), 5x on the R.": "3 times 10 (left), 5 times on the right.",
    "10x L, 10x R": "10 times left, 10 times right",
    "10 L leg lifts": "10 left leg lifts",
    "B/L knees": "bilateral knees",
    "on all 4s": "on all fours",
    "C5/C6 and L4/5": "C5 C6 and L4 5",
    # signs and short words
    "full ROM": "full range of motion",
    "AROM, PROM": "active range of motion, passive range of motion",
    "#2, No.3": "number 2, Number 3",
    "1st/2nd": "1st or 2nd",
    "w/ a band, w/o shoes": "with a band, without shoes",
    "3x10 @ RPE 7": "3 times 10 at RPE 7",
    "knees @90°": "knees at 90 degrees",
    "heel/toe": "heel or toe",
}  # fmt: skip

LEFT = {
    '10" from it': '10"',
    "2' more": "2'",
    "5'6\" tall": "5'6\"",
    "It is 1:30": "1:30",
    "Work:rest 30:30": "30:30",
    "05/10/2024": "05/10/2024",
    "b/c": "b/c",
}
"""What has several readings, or none that is common, with what a warning points to."""

PLAIN = (
    "at 1:30", "at 1:30 pm", "8:30 am", "by 7:15", "8 am", "1st, 2nd", "2024-05-10", "10k steps",
    'Say "5, 10" aloud', "They said '5'.", "“Lift 2”, she says", "the dogs' 5 toes", "cat-cow",
    "in the '90s", "the L shape", "plan L", "5#", "q2h", "Vitamin C. 5 more", "10 RPM",
    "CD-ROM", "5 - 3",
)  # fmt: skip
"""What is right as it stands, and what no rule knows: it is spoken as it is, without a warning."""


@pytest.mark.parametrize(("written", "said"), SAID.items(), ids=SAID)
def test_notation_is_said_in_words(written: str, said: str) -> None:
    """As a person would, without a warning."""
    assert read_aloud(written) == said
    assert read_aloud(said) == said
    assert not list(unread(said))


@pytest.mark.parametrize(("written", "told"), LEFT.items(), ids=LEFT)
def test_what_has_several_readings_is_left_and_told(written: str, told: str) -> None:
    """No sense is made up."""
    assert read_aloud(written) == written
    assert [words for words, _ in unread(written)] == [told]


@pytest.mark.parametrize("text", PLAIN, ids=PLAIN)
def test_what_is_left_without_a_word(text: str) -> None:
    """Times of day, quotations, and what is rare."""
    assert read_aloud(text) == text
    assert not list(unread(text))
