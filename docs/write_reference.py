"""Writes the reference of the format from the definition that files are read by.

python docs/write_reference.py > docs/reference.md
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guide.format.definition import alternatives, defaults, definition
from guide.format.explained import explained
from guide.format.routine import (
    BASED_ON,
    LANGUAGE,
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
from guide.format.schema import written
from guide.format.templates import NAMES
from guide.syntax.writing import in_lines, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.definition import Key

Values = dict[str, Any]

INTRO = """\
# Every key of a routine

[Writing your own routine](authoring.md) is the place to begin; here you look things up. An editor
shows the same while you write: see [there](authoring.md#help-from-your-editor).

This page is written by `python docs/write_reference.py` from the definition that files are read
by. Change that, not this page.

Where you write a text that is heard or seen, you may write it
[in several languages](authoring.md#in-several-languages): `{en: Reach up., de: Streck dich.}`.
"""

FILLED = """\
## Words that are filled in

In `say`, `brief`, `safety`, `come_out`, `before` and `after` a name in braces is filled in when it
is spoken. `{{` and `}}` say braces.

| you write | it says |
| --- | --- |
"""


@dataclass(frozen=True)
class Chapter:
    """What is told of one model.

    Attributes:
        model: the model.
        title, text: the heading and the first paragraph.
        file: ``routine`` or ``move``, and its name: of the file that shows all keys together.
        shown: what is in it.
    """

    model: type[Any]
    title: str
    text: str
    file: tuple[str, str]
    shown: Values


def main() -> None:
    """Print the page."""
    parts = [INTRO, *(part for chapter in chapters() for part in told(chapter)), FILLED]
    filled = "".join(f"| `{{{name}}}` | {meaning} |\n" for name, meaning in NAMES.items())
    sys.stdout.write("\n".join(parts) + filled)


def chapters() -> list[Chapter]:
    """Return the chapters, in the order of the page."""
    settings, sounds = {"settings": every(Settings)}, {"sounds": every(OwnSounds)}
    cued = {"title": "Cold pack", "hold": "10m", "cues": {"50%": every(Prompt)}}
    between = {**in_routine(["childs-pose", "cat-cow"]), "between": every(Between)}
    phases = [every(Phase, "for"), every(Phase, "hold")]
    return [
        Chapter(
            *(Routine, "Routine", "The top of a file that is a routine."),
            *(("routine", "every-key.yaml"), every(Routine)),
        ),
        Chapter(
            *(Settings, "Settings", "What stands under `settings` of a routine."),
            *(("routine", "every-setting.yaml"), in_routine(["rest"]) | settings),
        ),
        Chapter(
            *(OwnSounds, "Sounds", "What stands under `sounds` of a routine: chimes of its own."),
            *(("routine", "every-sound.yaml"), in_routine(["rest"]) | sounds),
        ),
        Chapter(
            *(Move, "Move", "A step that is written in place, or a file in a folder `moves`."),
            *(("move", "every-key-of-a-move.yaml"), every(Move, "hold")),
        ),
        Chapter(
            *(Phase, "Phase", "An entry of `each` of a move: a paced one (`for`) or a held one."),
            *(("move", "every-key-of-a-phase.yaml"), {"title": "Lift and hold", "each": phases}),
        ),
        Chapter(
            *(Prompt, "Cue", "A text at a moment of `cues`; a text alone is its `say`."),
            *(("move", "every-key-of-a-cue.yaml"), cued),
        ),
        Chapter(
            *(Rest, "Rest", "A step that is a pause."),
            *(("routine", "every-key-of-a-rest.yaml"), in_routine([every(Rest)])),
        ),
        Chapter(
            *(Group, "Group", "Steps that are done together several times."),
            *(("routine", "every-key-of-a-group.yaml"), in_routine([every(Group)])),
        ),
        Chapter(
            *(Between, "Between", "A rest, words, or both: between steps, or rounds of a group."),
            *(("routine", "every-key-of-between.yaml"), between),
        ),
        Chapter(
            *(Selection, "Selection", "Steps of which some are done, chosen by `--seed`."),
            *(("routine", "every-key-of-a-selection.yaml"), in_routine([every(Selection)])),
        ),
    ]


def every(model: type[Any], chosen: str | None = None) -> Values:
    """Return a value with the keys of a model that can be there beside the alternative chosen."""
    others = {*alternatives(model)} - {chosen}
    known = definition(model).values()
    keys = [key.name for key in known if not {key.name, key.only_with} & others]
    return {name: explained(model, name).examples[0] for name in keys}


def in_routine(steps: list[Any]) -> Values:
    """Return a routine of these steps."""
    return {"title": "Example", "steps": steps}


def told(chapter: Chapter) -> Iterator[str]:
    """Yield what is told of a model: its keys in a table, and all of them in a file."""
    yield f"## {chapter.title}\n\n{chapter.text}{chosen_from(chapter.model)}\n"
    rows = [row(chapter.model, key) for key in keys_of(chapter.model)]
    head = ("key", "what it is", "what you write", "for example")
    yield "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ["---"] * len(head), *rows))
    kind, name = chapter.file
    yield f"```yaml\n# {kind}: {name}\n{in_lines(chapter.shown)}\n```\n"


def keys_of(model: type[Any]) -> list[Key]:
    """Return the keys of a model; a move may be based on another."""
    return [*definition(model).values(), *([BASED_ON, LANGUAGE] if model is Move else [])]


def chosen_from(model: type[Any]) -> str:
    """Return that one of several keys has to be there, if that is so."""
    names = " or ".join(f"`{name}`" for name in alternatives(model))
    based = f", unless it is based on another with `{BASED_ON.name}`" if model is Move else ""
    return f" It has either {names}{based}." if names else ""


def row(model: type[Any], key: Key) -> list[str]:
    """Return the cells that tell of one key."""
    about = explained(model, key.name)
    default = written(defaults(model).get(key.name))
    facts = (
        key.doc,
        about.more,
        f"Only with `{key.only_with}`." if key.only_with else "",
        "Required." if key.required else "",
        f"If left out: `{in_one_line(default)}`." if default is not None else "",
    )
    examples = ", ".join(f"`{in_one_line(one)}`" for one in about.examples)
    cells = (f"`{key.name}`", " ".join(filter(None, facts)), key.kind.expects, examples)
    return [cell.replace("|", "\\|") for cell in cells]


if __name__ == "__main__":
    main()
