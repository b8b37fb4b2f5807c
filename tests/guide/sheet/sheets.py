"""Sheets for the tests: one of every odd thing, and of any routine there can be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from guide.compiling.estimate import estimated_measure
from guide.fitting.fit import Wanted, fit
from guide.sheet.content import Sheet, sheet_of
from tests.guide.strategies import read

if TYPE_CHECKING:
    from guide.format.routine import Routine

SCRIPT = '<script>alert(1)</script> & "quotes" \''
HEBREW = "הרם את היד (לאט) 45 s"
EMOJI = "Breathe 🧘‍♀️ now"
LONG = "Super" * 40

ODD = f"""\
title: {json.dumps(SCRIPT)}
summary: {json.dumps(HEBREW)}
equipment: [mat]
before: [{EMOJI}, Stop if it hurts.]
note: A note of the author.
source: Somewhere.
steps:
  - title: {LONG}
    say: Lift your {{side}} arm.
    sides: [left, right]
    hold: 30s-60s
    note: </td></table><b>bold?
  - title: Second
    reps: 4
    each:
      - {{phase: "{{in}}", for: 4s, say: In.}}
      - {{phase: out, for: 6s, say: Out.}}
    come_out: Sit up.
    easier: {{reps: 2}}
  - repeat: 2
    between: {{rest: 10s}}
    steps: [childs-pose]
"""


def sheet(routine: Routine | str, notes: bool = True) -> Sheet:
    """The sheet of a routine, or of its text."""
    routine = read(routine) if isinstance(routine, str) else routine
    return sheet_of(fit(routine, Wanted(), estimated_measure(routine)), "standard level", notes)
