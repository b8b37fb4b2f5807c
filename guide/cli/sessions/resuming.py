"""What is typed beside a session to go on with, and the step where that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from guide.authoring.shell import command
from guide.problems.problem import GuideError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.fitting.plan import Plan
    from guide.history.records import Interrupted
    from guide.language.words import Words

FIXED = {
    **{"level": "--level", "fit_s": "--fit", "seed": "--seed"},
    **{"set": "--set", "language": "--language"},
}
"""Options that say what a session is, by their parameters: it goes on as it was begun."""
CHANGEABLE = ("talk", "pace", "voice", "engine", "wake_s", "volume")
"""Parameters of options that say how it sounds."""


class StepGoneError(GuideError):
    """The step at which a session would go on is no longer in its routine."""


def typed_options(ctx: click.Context) -> dict[str, Any]:
    """Return the options that a person has typed, by their parameters: not what is usual."""
    return {
        name: value
        for name, value in ctx.params.items()
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }


def choices_with(choices: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the choices of a session to go on with, as changed by what was typed.

    Raises:
        UsageError: something typed would make it another session.
    """
    for name, option in FIXED.items():
        if name in typed:
            raise click.UsageError(
                f"A session goes on as it was begun: leave out {option}, or begin it anew."
            )
    changed = {name: typed[name] for name in CHANGEABLE if name in typed}
    if "engine" in changed:
        changed.setdefault("voice", None)  # the one chosen before is another engine's
    return {**choices, **changed}


def begun_with(choices: Mapping[str, Any], typed: Mapping[str, Any]) -> str:
    """Return a sentence of the voice and the engine a session was begun with.

    What was there then need not be there today, and must keep nobody from going on; nothing is
    returned where one of them was typed now.
    """
    kept = [f"the {name} {choices[name]}" for name in ("voice", "engine") if choices.get(name)]
    if not kept or {"voice", "engine"} & {*typed}:
        return ""
    return f"The session was begun with {' and '.join(kept)}."


def question(last: Interrupted, words: Words) -> str:
    """Return what is asked of a person who may go on with a session that was interrupted.

    It is in the language of that session, of which ``words`` are.
    """
    from guide.session.summary import where  # noqa: PLC0415 - only when there is such a one

    _ = words.gettext
    # NOTE: {where} is such as "at step 3, Cat and cow".
    text = _("The last session was interrupted {where}. Go on there?")
    if last.step != last.report.step:
        text = _(
            "The last session was interrupted {where}, which hurt. "
            "Go on with step {number}, {title}?"
        )
    following = last.report.steps[last.step - 1]
    at = where(last.report, words)
    return text.format(where=at, number=last.step, title=following.title)


def step_of(last: Interrupted, plan: Plan) -> int:
    """Return the number of the step to go on at, 0 for the beginning.

    The routine may have been changed since.

    Raises:
        StepGoneError: the step is no longer there.
    """
    if last.step == 0:
        return 0
    titles = {number: step.title for number, step in enumerate(plan.steps, 1)}
    step = last.report.steps[last.step - 1]
    if number := step.number_in(titles):
        return number
    raise gone(last)


def lost(last: Interrupted) -> str:
    """Return what is said of a session whose routine cannot be read as it is now."""
    from guide.session.summary import where  # noqa: PLC0415 - as above

    return (
        f"A session of {last.report.routine} was interrupted {where(last.report)}. It can be gone "
        "on with once its routine can be read again:"
    )


def gone(last: Interrupted) -> StepGoneError:
    """Return what is wrong with a session whose step cannot be found."""
    from guide.session.summary import where  # noqa: PLC0415 - as above

    return StepGoneError(
        f"The session was interrupted {where(last.report)}, and its routine has changed since: "
        f"begin it anew with {command('guide', 'play', last.routine)}."
    )
