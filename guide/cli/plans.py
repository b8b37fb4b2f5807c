"""``guide compile --plan``: a routine with every choice made, written as a routine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.cli.opening import opened
from guide.cli.wishes import as_choices
from guide.fit import Budget, Wanted, fit
from guide.quantities import in_words
from guide.writer import as_yaml

if TYPE_CHECKING:
    from guide.parameters import Given
    from guide.plan import Plan
    from guide.routine import Routine


def planned(routine: Routine, given: Given, *, wanted: Wanted, **choices: Any) -> str:
    """Return the plan of a routine as YAML; only to fit a budget, its words are measured.

    Raises:
        GuideError: it is too large to be written as one file.
        VoiceError: the voice could not speak.
    """
    if isinstance(wanted.ranges, Budget):
        with opened(routine, wanted=wanted, **choices) as found:
            resolved = found.fitted.routine
    else:
        resolved = fit(routine, wanted, _unasked).routine
    return as_yaml(resolved, _remark(routine, wanted, given))


def _unasked(plan: Plan) -> int:
    raise AssertionError(f"a level needs no measure of {plan.title}")


def _remark(routine: Routine, wanted: Wanted, given: Given) -> str:
    """Return what the plan was made from, and with which choices."""
    file = Path(routine.place.file).name if routine.place else routine.title
    kept = as_choices(wanted)
    ranges = f"--fit {in_words(kept['fit_s'])}" if "fit_s" in kept else f"--level {kept['level']}"
    values = "".join(f" --set {text}" for text in given.texts)
    line = f"The plan of {file} with {ranges} --seed {wanted.seed}{values}."
    return "".join(char if char.isprintable() else "?" for char in line)
