"""``guide compile --plan``: a routine with every choice made, written as a routine."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from guide.authoring.writer import as_yaml
from guide.cli.options.wanted import as_choices
from guide.cli.sessions.opening import opened
from guide.fitting.fit import Budget, Wanted, fit
from guide.format.quantities import in_words
from guide.problems.problem import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guide.format.routine import Routine
    from guide.reading.parameters import Given

HEARD_BY = ("engine", "voice", "pace", "talk")
"""The options that words take longer or shorter with."""


def planned(
    routine: Routine, given: Given, typed: Mapping[str, Any], *, wanted: Wanted, **choices: Any
) -> str:
    """Return the plan of a routine as YAML; only to fit a budget, its words are measured.

    Args:
        routine: as its author wrote it.
        given: what it was read with.
        typed: the options that were typed, by their parameters.
        wanted: what to choose.
        choices: how it is spoken.

    Raises:
        GuideError: it is too large to be written as one file.
        VoiceError: the voice could not speak.
    """
    if isinstance(wanted.ranges, Budget):
        with opened(routine, wanted=wanted, **choices) as found:
            resolved = found.fitted.routine
    else:
        resolved = fit(routine, wanted).routine
    return as_yaml(resolved, *map(printable, _remarks(routine, wanted, given, typed)))


def _remarks(
    routine: Routine, wanted: Wanted, given: Given, typed: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what the plan was made from and with which choices, and with which it is the same."""
    file = Path(routine.place.file).name if routine.place else routine.title
    kept = as_choices(wanted)
    ranges = f"--fit {in_words(kept['fit_s'])}" if "fit_s" in kept else f"--level {kept['level']}"
    values = "".join(f" --set {text}" for text in given.texts)
    values += f" --language {routine.language}" if given.language.tag else ""
    yield f"The plan of {file} with {ranges} --seed {wanted.seed}{values}."
    heard_by = [f"--{name} {quote(str(typed[name]))}" for name in HEARD_BY if name in typed]
    if "fit_s" in kept and heard_by:
        yield f"It takes that long as it was measured: play it with {' '.join(heard_by)} too."
