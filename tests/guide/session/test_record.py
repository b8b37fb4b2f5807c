"""What becomes of each step, from the moments at which steps are reached and noted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide.session.record import Record

TITLES = {1: "Fold", 2: "Breathe", 3: "Rest"}


def became(record: Record) -> list[str]:
    return [step.outcome for step in record.report("running", 0.0, 0.0).steps]


def reached(*numbers: int) -> Record:
    """A session that has come to those steps, one after the other."""
    record = Record("Routine", TITLES)
    for number in numbers:
        record.reach(number)
    return record


def test_at_the_beginning_nothing_was_reached() -> None:
    """The report has every step with its title all the same."""
    report = reached().report("running", 1.5, 0.5)
    assert [(step.number, step.title) for step in report.steps] == list(TITLES.items())
    assert became(reached()) == ["not reached"] * 3
    assert (report.routine, report.step) == ("Routine", 0)
    assert (report.seconds, report.paused_s) == (1.5, 0.5)


def test_a_step_is_done_when_the_next_one_is_reached() -> None:
    """Not before: who ends in the middle of it has not done it."""
    assert became(reached(1, 2)) == ["done", "not reached", "not reached"]
    assert became(reached(1, 2, 3, 4)) == ["done"] * 3


def test_what_was_noted_is_kept_when_the_next_step_is_reached() -> None:
    """A step that was skipped, or hurt, is not done by going on from it."""
    for outcome in ("skipped", "hurt", "left out"):
        record = reached(1)
        record.note(outcome, 1)
        record.reach(2)
        assert became(record)[0] == outcome


def test_what_was_done_was_done_but_what_hurts_hurt() -> None:
    """Skipping a step that one has gone back to does not undo it; pain is never forgotten."""
    record = reached(1, 2)
    record.note("skipped", 1)
    assert became(record)[0] == "done"
    record.note("hurt", 1)
    record.note("skipped", 1)
    assert became(record)[0] == "hurt"


def test_what_was_skipped_can_be_done_after_going_back() -> None:
    """From the step that one goes back to, and only if it's gone through this time."""
    record = reached(1)
    record.note("skipped", 1, 2)
    record.reach(3)
    record.redo(1)
    record.reach(1)
    record.reach(2)
    assert became(record) == ["done", "skipped", "not reached"]
    record.note("skipped", 2)
    record.reach(3)
    assert became(record) == ["done", "skipped", "not reached"]


def test_going_back_to_a_later_step_leaves_the_earlier_ones() -> None:
    """They are not gone through again."""
    record = reached(1)
    record.note("skipped", 1, 2)
    record.redo(2)
    record.reach(2)
    record.reach(3)
    assert became(record) == ["skipped", "done", "not reached"]


@given(st.lists(st.tuples(st.sampled_from(["reach", "skip", "hurt", "redo"]), st.integers(1, 3))))
def test_what_hurt_is_always_told(events: list[tuple[str, int]]) -> None:
    """Whatever else happens before and after."""
    record = Record("Routine", TITLES)
    for what, number in events:
        match what:
            case "reach":
                record.reach(number)
            case "skip":
                record.note("skipped", number)
            case "hurt":
                record.note("hurt", number)
            case _:
                record.redo(number)
    hurt = {number for what, number in events if what == "hurt"}
    assert {n for n, outcome in enumerate(became(record), 1) if outcome == "hurt"} == hurt
