"""Words that come to mind for keys that are called otherwise, each with what to write.

``{}`` stands for the author's own value, or for ``...`` where that is more than a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.format.definition import definition
from guide.format.kinds import flag_meant
from guide.format.routine import (
    Between,
    Group,
    Move,
    Phase,
    Prompt,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from guide.syntax.nodes import Node

_LONGEST_VALUE = 30


def _write(right: str, *words: str) -> dict[str, str]:
    return dict.fromkeys(words, f"Write `{right}`.")


_SAY = {
    **_write("say: {}", "text", "words", "instruction", "instructions", "description", "speak"),
    **_write("say: {}", "how", "how_to", "script", "message", "voice", "prompt"),
}
_LEAD = _write("lead: {}", "intro", "introduction", "announce")
_NOTE = _write("note: {}", "notes", "comment", "comments", "remark", "remarks")
_LENGTHS = ("duration", "time", "length", "seconds", "minutes", "secs", "mins", "dur")
_PAUSES = ("pause", "break", "wait", "relax", "recover", "recovery")
_A_STEP_OF_ITS_OWN = "A rest is a step of its own: write `- rest: {}` below this one."
_A_GROUP = "What is done in rounds stands in a group: `repeat: {}`, and its `steps` below that."
_OF_A_ROUTINE = (
    "A routine settles it for all its steps: write `settings: {{{{{}: {{}}}}}}` beside its title."
)
_SETTLED = {name: _OF_A_ROUTINE.format(name) for name in definition(Settings)}
_ROUNDS = ("rounds", "round", "sets", "set", "circuit", "circuits", "superset", "supersets")
_ITEMS = ("exercises", "exercise", "moves", "poses", "stretches", "sequence", "items", "list")

OTHER_WORDS: dict[type[Any], dict[str, str]] = {
    Routine: {
        **_write("title: {}", "name", "routine", "heading", "called"),
        **_write("steps: {}", *_ITEMS, "program", "programme", "workout", "do"),
        **_write("summary: {}", "description", "about", "goal", "purpose", "subtitle"),
        **_write("before: {}", "intro", "introduction", "start", "safety", "warning", "warnings"),
        **_write("before: {}", "caution", "cautions", "contraindications", "preparation"),
        **_write("after: {}", "outro", "end", "finish", "closing", "come_out"),
        **_write("with: {}", "params", "parameters", "variables", "vars", "values", "defaults"),
        **_write("between: {{rest: {}}}", "rest", *_PAUSES),
        **_write("equipment: {}", "props", "needs", "material", "materials", "tools"),
        **_write("language: {}", "lang", "locale"),
        **dict.fromkeys(
            ("languages", "translations", "translation"),
            "It comes in the languages of its title: write `title: {{en: ..., de: ...}}`.",
        ),
        **_write("say_as: {}", "pronunciation", "pronounce", "respell"),
        **_write("settings: {}", "options", "config", "configuration", "setup"),
        **_write("settings: {{countdown: {}}}", "countdown"),
        **_write("settings: {{change_over: {}}}", "change_over", "transition"),
        **_write("settings: {{halfway: {}}}", "halfway"),
        **_write("settings: {{wake: {}}}", "wake"),
        **_write("settings: {{count_reps: {}}}", "count_reps"),
        **_write("settings: {{count_out: {}}}", "count_out"),
        **_write("source: {}", "author", "by", "from", "reference", "references"),
        **_write("note: {}", "notes", "comment", "comments", "date", "version", "level"),
        **dict.fromkeys(
            ("repeat", *_ROUNDS),
            "Put the steps that are repeated into a group: `- repeat: {}`, with its `steps` below.",
        ),
        **dict.fromkeys(
            _LENGTHS, "It lasts as long as its steps: leave this out, and play it with `--fit`."
        ),
        "voice": "The voice is chosen by `language`, and with `--voice`: leave this out.",
    },
    Move: {
        **_write("title: {}", "name", "pose", "stretch", "called"),
        **_write("move: {}", "use", "uses", "base", "based_on", "extends", "from", "like"),
        **dict.fromkeys(
            ("language", "languages", "lang", "locale", "translations", "translation"),
            "A text in several languages is written `say: {{en: ..., de: ...}}`; `language` stands "
            "at the top of a file.",
        ),
        "exercise": "Write `title: {}`, or `move: {}` where it is in the library.",
        **_write("hold: {}", *_LENGTHS, "for", "keep", "stay"),
        **_write("reps: {}", "repetitions", "repeats", "times", "count", "rep", "number"),
        **_write("count_reps: {}", "counted", "counting", "count_aloud"),
        **{name: told for name, told in _SETTLED.items() if name not in definition(Move)},
        **_write("each: {}", "phases", "parts", "movement", "movements", "stages", "cycle"),
        **_write("each: [{{phase: {}, for: 3s}}]", "phase"),
        **_write("sides: [left, right]", "both", "both_sides", "each_side", "per_side"),
        **_write("vary: each-rep", "alternate", "alternating", "alternately"),
        **_SAY,
        **_LEAD,
        **_NOTE,
        **_write("brief: {}", "short", "shorter"),
        **_write("safety: {}", "warning", "warnings", "caution", "cautions", "precautions", "stop"),
        **_write("cues: {}", "prompts", "reminders"),
        **_write("come_out: {}", "end", "finish", "exit", "release", "after"),
        **_write("easier: {}", "easy", "modification", "modifications", "regression", "variation"),
        **_write("equipment: {}", "props", "needs", "material", "materials", "tools"),
        "tempo": "Write each part with its length: `each: [{{phase: lift, for: 3s}}, ...]`.",
        "pace": "Write each part with its length: `each: [{{phase: lift, for: 3s}}, ...]`.",
        **dict.fromkeys(("rest", *_PAUSES), _A_STEP_OF_ITS_OWN),
        **dict.fromkeys(_ROUNDS, _A_GROUP),
        "level": "Write a range, such as `reps: 5-10`: `--level` chooses in it.",
        "repeat": "Write `reps: {}` instead; `repeat` goes with `steps`, a group of moves.",
        "steps": "A move has no steps: write `each` for its parts, or a group without a title.",
        "between": "What comes between the rounds of a group stands with its `steps`.",
    },
    Phase: {
        **_write("for: {}", *_LENGTHS, "move"),
        **_write("hold: {}", *_PAUSES, "rest", "keep", "stay"),
        **_write("phase: {}", "name", "title", "part", "called"),
        **_SAY,
        **_write("up_to: {}", "max", "at_most", "most", "until"),
        **_write("tone: {}", "sound"),
        **_SETTLED,
    },
    Prompt: _SAY,
    Rest: {
        **_write("rest: {}", *_PAUSES, *_LENGTHS, "hold", "for"),
        **_SAY,
        **_LEAD,
        **_NOTE,
        **_SETTLED,
        "title": "A rest has no title: leave this out, or write `hold` instead of `rest`.",
    },
    Between: {
        **_write("rest: {}", *_PAUSES, *_LENGTHS, "hold", "for"),
        **_SAY,
        **_NOTE,
    },
    Group: {
        **_write("steps: {}", *_ITEMS, "each", "do"),
        **_write("repeat: {}", *_ROUNDS, "reps", "repetitions", "times", "count"),
        **_write("between: {{rest: {}}}", "rest", *_PAUSES),
        **_SETTLED,
        "move": "Put what is repeated below `steps`: `- {}`; or write `reps` instead of `repeat`.",
        **dict.fromkeys(
            ("title", "name", "hold"),
            "Put what is repeated below `steps`; or write `reps` instead of `repeat`.",
        ),
    },
    Selection: {
        **_SETTLED,
        **_write("choose: {}", "pick", "select", "any", "some", "number", "count"),
        **_write("of: {}", *_ITEMS, "steps", "from", "options", "among"),
        **dict.fromkeys(
            ("repeat", *_ROUNDS),
            "Put the choice into a group: `repeat: {}`, and below its `steps` this `choose`.",
        ),
        "between": "What comes between the steps stands with `steps`, not with a choice.",
    },
    Settings: {
        **_write("change_over: {}", "transition", "change", "switch", "prepare", "get_ready"),
        **_write("countdown: {}", "count", "count_down"),
        **_write("halfway: {}", "half", "chime", "bell"),
        **_write("wake: {}", "bluetooth"),
        **_write("count_out: {}", "count_off", "countout"),
        "pause": "A pause between steps is `between: {{rest: {}}}`, beside `settings`.",
        "rest": "A pause between steps is `between: {{rest: {}}}`, beside `settings`.",
    },
}
"""What to write instead, by the model whose key a word is not."""


def instead_of(word: str, model: type[Any], value: Node | None) -> str | None:
    """Return what to write instead of a word for a key of ``model``, or None if that is unknown."""
    word = word.lower().replace("-", "_").replace(" ", "_")
    shown = "..."
    if isinstance(value, Scalar) and 0 < len(value.text) <= _LONGEST_VALUE:
        shown = value.text
    if model is Move and word == "count" and (flag := flag_meant(shown)):
        word, shown = "counted", flag  # aloud; a number tells how often
    sentence = OTHER_WORDS.get(model, {}).get(word)
    return sentence and sentence.format(*[shown] * 2)
