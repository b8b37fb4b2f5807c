"""What authors may want to know of a key beyond its one line, and what they could write.

Shown by editors and in the reference. ``guide/format/routine.py`` says what a key is; that each
has an example here, and that each example is read, is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from guide.format.routine import (
    Between,
    Group,
    Move,
    OwnSounds,
    Phase,
    Prompt,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.language.languages import WITH_WORDS, all_named


@dataclass(frozen=True, slots=True)
class Explained:
    """More about one key.

    Attributes:
        examples: values, as YAML would be read.
        more: what else to know, or an empty string.
    """

    examples: tuple[Any, ...] = ()
    more: str = ""


def explained(model: type[Any], key: str) -> Explained:
    """Return more about a key of a model, or nothing."""
    return _EXPLAINED.get(model, {}).get(key, Explained())


def _some(*examples: Any, more: str = "") -> Explained:
    return Explained(examples, more)


_SIDES_FILLED = "`{side}` in its texts says which it is."
_NOT_SPOKEN = "Shown, not spoken."
_OPTIONAL = _some(True)
_PRIORITY = _some(
    2, 8, more="From 1 to 9; of equal ones the last goes first. Only with `optional`."
)
_BETWEEN = _some({"rest": "30s", "say": "Shake your legs."}, {"say": "Now {next}."})
_NOTE = _some("for people who feel unsteady", "new in May")
_SOURCE = _some("our own", "the leaflet on back pain of our practice", more=_NOT_SPOKEN)
_EQUIPMENT = _some(["mat", "chair"], "mat")

_ROUTINE = {
    "title": _some(
        "Morning back care",
        "Evening stretch",
        more="The routine comes in the languages that it has: `{en: Evening, de: Abend}`.",
    ),
    "steps": _some(["childs-pose", {"move": "hip-lifts", "reps": 8}, {"rest": "20s"}]),
    "summary": _some("Two easy moves for after getting up.", "For the end of the day."),
    "language": _some(
        "en-GB",
        "de",
        more="A text in several languages is a mapping: `{en: Evening, de: Abend}`; the routine "
        "comes in those of its title, and `--language` picks one. Without this key it is in the "
        f"first of them. What the program says by itself comes in {all_named(WITH_WORDS)}.",
    ),
    "equipment": _EQUIPMENT,
    "before": _some(
        ["Mild discomfort is normal. Sharp pain is not.", "Stop at any time."],
        more="Safety, and how to set up.",
    ),
    "after": _some("Drink a glass of water.", "Get up slowly."),
    "settings": _some({"countdown": 5, "change_over": "8s"}),
    "between": Explained(
        _BETWEEN.examples, "Between the entries of `steps`, not inside groups, not beside a rest."
    ),
    "with": _some(
        {"hold": "40s", "reps": 8},
        more="Write `hold: $hold` where it is used; `--set hold=60s` gives it another value.",
    ),
    "say_as": _some(
        {"psoas": "so-ass", "SI joint": "S I joint"},
        more="Whole words, of any case, the longest first; screens keep what you wrote.",
    ),
    "sounds": _some(
        {"end": "bowl.wav"},
        {"start": "sounds/bell.ogg", "session_end": "sounds/gong.mp3"},
        more="Beside the routine or in a folder `sounds` there: WAV, FLAC, MP3 or OGG Vorbis, up "
        "to ten seconds. Each is made as loud as the chime in whose place it is.",
    ),
    "source": _SOURCE,
    "note": _NOTE,
}

_SOUNDS = {
    one.name: _some(f"{one.name}.wav", f"sounds/{one.name}.ogg") for one in fields(OwnSounds)
}

_SETTINGS = {
    "countdown": _some(5, more="One a second; `0` leaves them out."),
    "change_over": _some("8s", more="Quiet, after the words of an instruction."),
    "halfway": _some(False),
    "wake": _some(
        "0.5s",
        more="Bluetooth speakers fall asleep in silence and swallow the first syllables; this "
        "wakes them. No length changes.",
    ),
    "count_reps": _some(True, more="A move that has `count_reps` itself decides for itself."),
    "count_out": _some(
        5,
        more="One a second, inside the hold, the last one a second before its end chime. Holds "
        "that are shorter are counted from their start; rests and holds such as `45s+` are not.",
    ),
}

_DOZE = "For long holds in which a person may doze off, such as ice."

_MOVE = {
    "language": _some("en", "de", more="At the top of a move's file alone."),
    "title": _some("Side stretch", "Cat and cow"),
    "hold": _some(
        "30s",
        "1m30s",
        "30s-60s",
        "45s+",
        more="It lasts exactly that, from its start chime to its end chime; no words are taken "
        "out of it. A range is your permission for every length in it, and `45s+` waits until "
        "the person goes on.",
    ),
    "cues": _some(
        {"50%": "Let your breath slow.", "-10s": "Ten seconds left."},
        more="A moment is counted from the start (`20s`), as a share (`50%`), or back from the "
        "end (`-10s`). Cues never lengthen a hold; one that has no room is shortened or left "
        "out, with a warning.",
    ),
    "alarm": _some(True, more=_DOZE),
    "each": _some(
        [
            {"for": "3s", "say": "Lift your hips.", "brief": "Lift."},
            {"for": "3s", "say": "Lower them gently.", "brief": "Lower."},
        ],
        more="One time through all of them is a repetition.",
    ),
    "reps": _some(8, "5-10", more="On each side, if there are sides."),
    "count_reps": _some(
        True,
        more="On the beat that a repetition begins with, with any `--talk`; its words follow where "
        "there is time for both. The first one has its words alone, if it has any.",
    ),
    "sides": _some(["left", "right"], more=f"All of it is done once on each; {_SIDES_FILLED}"),
    "vary": _some(
        "each-rep",
        more="`each-side` does all repetitions on one side, then on the other; with `each-rep` "
        "the side changes with every repetition.",
    ),
    "lead": _some("Now something for your back."),
    "say": _some(
        "Reach your {side} arm over your head.",
        "Lie on your back.",
        more='`""` takes away what the move in the library says.',
    ),
    "brief": _some(
        "Reach your {side} arm over.",
        "On your back.",
        more="Said when the side changes, and instead of `say` with `--talk brief`.",
    ),
    "safety": _some(
        "Stop if you feel a sharp pain.",
        "Do not bend forward.",
        more="Whatever `--talk` says, and before the instruction.",
    ),
    "come_out": _some("Lower your arm, and sit down.", "Roll onto your side and rest."),
    "easier": _some(
        {"say": "Do it sitting on a chair.", "hold": "20s"},
        "rest",
        more="Offered after it hurt. What the changes leave out is as in the move itself.",
    ),
    "optional": _OPTIONAL,
    "priority": _PRIORITY,
    "equipment": _EQUIPMENT,
    "source": _SOURCE,
    "note": _NOTE,
    "known_as": _some("hip-lifts", more="`guide compile --plan` writes it; nothing else needs it."),
    "move": _some("childs-pose", "hip-lifts", more="What is left out stays as it is there."),
}

_PHASE = {
    "for": _some("3s", "2.5s", "3s-5s", more="About two and a half words fit into a second."),
    "hold": _some(
        "30s",
        "30s-60s",
        "45s+",
        more="A chime begins it and a chime ends it. `45s+` waits until the person goes on.",
    ),
    "phase": _some("lift", "in"),
    "up_to": _some("5s", "8s", more="Not shorter than `for`."),
    "say": _some("Lift your hips a few inches.", "Breathe in."),
    "brief": _some("Lift.", "", more="Without it `say` is repeated."),
    "tone": _some("rising", "falling", more="It leads the breath when no words are wanted."),
    "alarm": _some(True, more=_DOZE),
    "cues": _some({"50%": "Slowly."}, more=_MOVE["cues"].more),
}

_PROMPT = {
    "say": _some("{remaining} left. Let your breath slow.", "Look at your skin."),
    "brief": _some(
        "{remaining} left.", "Halfway.", more="With `--talk minimal`, a cue without is left out."
    ),
}

_REST = {
    "rest": _some(
        "20s", "10s-30s", "20s+", more="There is no countdown before it and no change-over."
    ),
    "lead": _some("Well done."),
    "say": _some("Turn onto your side.", "Next comes {next}."),
    "brief": _some("Turn over.", "Rest."),
    "optional": _OPTIONAL,
    "priority": _PRIORITY,
    "note": _NOTE,
}

_GROUP = {
    "steps": _some(["cat-cow", {"rest": "10s"}]),
    "repeat": _some(3),
    "between": Explained(_BETWEEN.examples, "Not after the last one."),
}

_BETWEEN_KEYS = {key: _REST[key] for key in _REST if key != "lead"}

_SELECTION = {
    "choose": _some(2, more="Which ones follows from `--seed`, which is 1 if nothing is said."),
    "of": _some(["cat-cow", "hip-lifts", "childs-pose"]),
}

_EXPLAINED: dict[type[Any], dict[str, Explained]] = {
    Routine: _ROUTINE,
    Settings: _SETTINGS,
    OwnSounds: _SOUNDS,
    Move: _MOVE,
    Phase: _PHASE,
    Prompt: _PROMPT,
    Rest: _REST,
    Between: _BETWEEN_KEYS,
    Group: _GROUP,
    Selection: _SELECTION,
}
