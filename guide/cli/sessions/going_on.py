"""Which session is gone on with: the one that was interrupted, and what was to follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from guide.cli.options.language import load_as_wished
from guide.cli.options.wanted import wanted_of
from guide.cli.sessions.opening import open_history
from guide.cli.sessions.resuming import begun_with, choices_with, lost, question
from guide.cli.sessions.wish import Wish
from guide.cli.terminal.asking import can_ask, confirm
from guide.cli.terminal.faults import report
from guide.cli.terminal.paragraphs import echo
from guide.language.languages import OWN, demand
from guide.language.languages import wish as wish_for
from guide.language.words import words_of
from guide.library.finding import known_as, load
from guide.problems.problem import GuideError
from guide.reading.parameters import Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from guide.history.records import Interrupted


def interrupted(typed: Mapping[str, Any]) -> list[Wish]:
    """Return the session to go on with, from the step where it was, and the rest of its row.

    Args:
        typed: the options beside it, by their parameters.

    Raises:
        GuideError: there is none.
        UsageError: with one of ``typed`` it would be another session.
    """
    history = open_history()
    last = history.interrupted()
    if last is None:
        raise GuideError(history.fault or "No session was interrupted: there is nothing to resume.")
    wish = _resumed(last, typed)
    after = replace(wish, only=None, resumed=None, volume=None)
    return [wish, *_row(after, last.choices.get("row", ()))]


def _row(wish: Wish, names: Sequence[str]) -> Iterator[Wish]:
    """Give ``wish`` for each routine by its name; one that is no longer whole is told of."""
    for name in names:
        try:
            yield replace(wish, routine=load_as_wished(name, wish.given))
        except GuideError as error:
            report(error)
            echo(f"{name} was to follow, and is left out.", err=True)


def gone_on_with(wish: Wish, typed: Mapping[str, Any]) -> Wish:
    """Return the interrupted session of the same routine, if the person wants it; or ``wish``.

    Asked before anything is heard, while hands are still at the keyboard, and only of somebody
    who has named no step: once a session of the routine has begun, the offer is gone.
    """
    if wish.first is not None or wish.only is not None or not can_ask():
        return wish
    last = open_history().interrupted(known_as(wish.routine))
    if last is None or last.step == 0:  # there is no difference
        return wish
    if last.choices.get("language", wish.routine.language) != wish.routine.language:
        return wish
    words = words_of(wish.routine.language)
    wanted = confirm(question(last, words), usual=True, words=words)
    return _resumed(last, typed) if wanted else wish


def _resumed(last: Interrupted, typed: Mapping[str, Any]) -> Wish:
    choices = choices_with(last.choices, typed)
    own = ("only", "wake_s", "volume", "row")
    only, wake_s, volume, _ = (choices.pop(name, None) for name in own)
    wanted = wanted_of(*(choices.pop(name, None) for name in ("level", "fit_s", "seed")))
    language, in_row = choices.pop("language", None), choices.pop("row_language", None)
    given = Given(tuple(choices.pop("set", ())), wish_for(in_row) if in_row else OWN)
    begun = replace(given, language=demand(language)) if language else given
    try:
        routine = load(last.routine, begun)
    except GuideError:
        echo(lost(last), err=True)
        raise
    wished_by = begun_with(last.choices, typed)
    return Wish(
        routine, None, only, wake_s, wanted, given, choices, last, volume, wished_by=wished_by
    )
