"""What is kept of a session, and how it becomes a row of the file and is read again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from guide.problems.problem import GuideError
from guide.session.report import Report, StepReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.session.report import Outcome


class HistoryError(GuideError):
    """The history cannot be read or written."""


class Row(NamedTuple):
    """One session as the file has it.

    Attributes:
        token: a name that no other session has, of hexadecimal digits.
        began: UNIX time, in seconds.
        routine: its name or absolute path, in UTF-8; what cannot be decoded in it as surrogates.
        outcome: of the report.
        record: JSON, in ASCII: the choices and the report.
    """

    token: str
    began: float
    routine: bytes
    outcome: str
    record: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the past, or one that is going on.

    Attributes:
        began: in UTC.
        routine: its name or absolute path, as ``guide play`` takes it.
        choices: what was chosen for it: level, talk, voice and so on, as JSON has them.
        report: the last one that was kept.
        ending: what became of it: the report's outcome, but ``interrupted`` where the program was
            killed, or the machine lost its power.
    """

    began: datetime
    routine: str
    choices: dict[str, Any]
    report: Report
    ending: Outcome


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A session that was killed and can be gone on with.

    Attributes:
        token: the name of its row.
        began: in UTC.
        routine: its name or absolute path, as ``guide play`` takes it.
        choices: what was chosen for it, as JSON has them.
        step: the number of the step to go on at, from 1: the one where it was or, if that hurt,
            the one that follows; 0 begins at the beginning, with the words before the steps.
        report: the last one that was kept: what was done, hurt and skipped until then.
    """

    token: str
    began: datetime
    routine: str
    choices: dict[str, Any]
    step: int
    report: Report


def encode_routine(routine: str) -> bytes:
    """Return a routine's name or path as rows have it: any path there may be."""
    return routine.encode(errors="surrogatepass")


def encode_choices(choices: Mapping[str, object]) -> str:
    """Return choices as JSON; what JSON has no word for becomes its text."""
    return json.dumps(dict(choices), default=str)


def to_row(token: str, began: float, routine: str, choices: str, report: Report) -> Row:
    """Return the row of a session; ``choices`` as ``encode_choices`` has them."""
    record = f'{{"choices": {choices}, "report": {json.dumps(asdict(report))}}}'
    return Row(token, began, encode_routine(routine), report.outcome, record)


def to_session(row: Row, alive: bool) -> Session | None:
    """Return the session of a row, or None if what the row holds cannot be understood.

    Args:
        row: as it was read.
        alive: whether its program lives; it counts only while it has not ended.
    """
    try:
        record = json.loads(row.record)
        steps = tuple(StepReport(**step) for step in record["report"].pop("steps"))
        report = Report(**record["report"], steps=steps)
        began = datetime.fromtimestamp(row.began, UTC)
        routine, choices = row.routine.decode(errors="surrogatepass"), record["choices"]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError):
        return None  # a few bytes of the file have changed: the others can still be read
    killed = report.outcome == "running" and not alive
    return Session(began, routine, choices, report, "interrupted" if killed else report.outcome)


def to_interrupted(token: str, session: Session) -> Interrupted | None:
    """Return what there is to go on with of the session ``token``, or None if there is nothing."""
    report, step = session.report, session.report.step
    step += any(each.number == step and each.outcome == "hurt" for each in report.steps)
    if session.ending != "interrupted" or step > len(report.steps):
        return None
    return Interrupted(token, session.began, session.routine, session.choices, step, report)
