"""The routines that are measured: one of any number of minutes, and any number of short ones.

The long one has six spoken cues a minute. An hour has 360, of which 65 are different, as sessions
do: the same few sentences come back. The eight hours repeat the first one.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
title: A long session
settings: {countdown: 0, change_over: 5s, halfway: false}
before: [Lie down where nothing will disturb you., Stop at any time.]
after: [Roll onto your side before you get up., Drink a glass of water.]
"""
STEP = """\
    - title: {title}
      say: {say}
      each:
        - {{for: 12s, say: {phases[0]}}}
        - {{for: 12s, say: {phases[1]}}}
        - {{for: 12s, say: {phases[2]}}}
        - {{for: 12s, say: {phases[3]}}}
"""
ONE_OF_MANY = """\
title: Routine {number}
summary: One of many, such as a person gathers over the years.
equipment: [mat]
before: Stop at any time when something hurts.
steps:
  - childs-pose
  - move: hip-lifts
    reps: {reps}
  - rest: 10s
  - title: Side stretch {number}
    say: Stand tall and reach your {{side}} arm over your head.
    sides: [left, right]
    hold: {hold}s-60s
    cues: {{50%: Let your breath slow down.}}
after: Well done.
"""
PARTS = ("lower back", "hips", "shoulders", "neck", "left leg", "right leg", "ribs", "spine")
TITLES = [f"Ease the {part}" for part in PARTS] + ["Rest a while", "Gather yourself"]
INSTRUCTIONS = [
    f"{verb} your {part}, slowly and only as far as it is comfortable."
    for verb in ("Loosen", "Stretch")
    for part in PARTS
][:15]
PHASES = [
    f"{verb} your {part}{how}."
    for verb, how in (
        ("Let go of", ""),
        ("Breathe into", " and wait"),
        ("Gently move", " a little further"),
        ("Feel", " grow warm and heavy"),
        ("Lower", " again"),
    )
    for part in PARTS
][:34]


def write_routine(path: Path, minutes: int) -> None:
    """Write a routine of about ``minutes`` minutes, a whole number of hours from 60 on."""
    titles, says, phases = cycle(TITLES), cycle(INSTRUCTIONS), cycle(PHASES)
    steps = [
        STEP.format(title=next(titles), say=next(says), phases=list(islice(phases, 4)))
        for _ in range(min(minutes, 60) - 1)
    ]
    hours = max(1, minutes // 60)
    path.write_text(f"{HEAD}steps:\n- repeat: {hours}\n  steps:\n{''.join(steps)}", "utf-8")


def write_routines(folder: Path, count: int) -> list[Path]:
    """Write so many different routines into a folder; return their files."""
    files = []
    for number in range(count):
        values = {"number": number, "reps": number % 8 + 3, "hold": 20 + number % 20}
        files.append(folder / f"routine-{number:04}.yaml")
        files[-1].write_text(ONE_OF_MANY.format(**values), "utf-8")
    return files
