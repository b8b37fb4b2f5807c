"""What was chosen to fit a time is told in whole sentences, in the words of the routine."""

from __future__ import annotations

from dataclasses import replace

from audio.clip import to_frames
from guide.fitting.changes import changes, gap, too_long, too_short
from guide.format.routine import CountRange, Move, Phase, SecondsRange
from guide.problems.problem import Place

MINUTE = to_frames(60)


def hold(title: str, low: float, high: float | None = None, line: int = 0, **more: object) -> Move:
    """A move of one hold; on a line of its file, or built by hand."""
    place = Place("a.yaml", line, 3) if line else None
    length = SecondsRange(low, low if high is None else high)
    return Move(title, (Phase(length, held=True),), place=place, **more)  # type: ignore[arg-type]


def paced(*phases: tuple[str | None, float], reps: int = 1) -> Move:
    """A move of paced phases: the name and the seconds of each."""
    named = (Phase(SecondsRange(s, s), held=False, name=name) for name, s in phases)
    return Move("Lift", tuple(named), CountRange(reps, reps))


def told(usual: Move, chosen: Move) -> str:
    """The sentence about one move."""
    return changes((usual,), (chosen,), MINUTE)


def test_each_change_is_told_from_what_is_usual_to_what_was_chosen() -> None:
    """Repetitions, then seconds, a tenth of one at the finest; move by move, in their order."""
    usual = (hold("Fold", 45, line=3), hold("Twist", 30, line=4), hold("Rest", 20, line=5))
    chosen = (hold("Fold", 30.5, line=3), hold("Twist", 30, line=4), hold("Rest", 10, line=5))
    assert changes(usual, chosen, MINUTE) == (
        "Fitted to 1 min: Fold 45 -> 30.5 s, Rest 20 -> 10 s."
    )
    assert told(paced((None, 3), reps=8), paced((None, 2), reps=6)) == (
        "Fitted to 1 min: Lift 8 -> 6 reps, 3 -> 2 s."
    )
    assert told(paced((None, 3), reps=2), paced((None, 3))) == "Fitted to 1 min: Lift 2 -> 1 rep."


def test_phases_are_named_where_there_are_several() -> None:
    """Where a move has but one, its title is enough; who gave no names hears none."""
    assert told(paced(("up", 3), ("down", 4)), paced(("up", 2), ("down", 5))) == (
        "Fitted to 1 min: Lift up 3 -> 2 s, down 4 -> 5 s."
    )
    assert told(paced((None, 3), ("down", 4)), paced((None, 2), ("down", 4))) == (
        "Fitted to 1 min: Lift 3 -> 2 s."
    )
    assert told(paced(("up", 3)), paced(("up", 2))) == "Fitted to 1 min: Lift 3 -> 2 s."


def test_what_is_left_out_comes_last_and_once() -> None:
    """However many rounds it had; nothing changed is told, too."""
    fold, twist = hold("Fold", 45, line=3), hold("Twist", 30, line=4)
    shorter = hold("Fold", 30, line=3)
    assert changes((twist, fold, twist), (shorter,), MINUTE) == (
        "Fitted to 1 min: Fold 45 -> 30 s, Twist left out."
    )
    assert changes((fold,), (fold,), MINUTE) == ("Fitted to 1 min: as it is at the standard level.")


def test_moves_are_told_apart_by_their_place() -> None:
    """Two of the same title are two; built by hand, they are known by their titles."""
    usual = (hold("Hold", 20, line=3), hold("Hold", 40, line=4))
    chosen = (hold("Hold", 20, line=3), hold("Hold", 30, line=4))
    assert changes(usual, chosen, MINUTE) == "Fitted to 1 min: Hold 40 -> 30 s."
    assert told(hold("Hold", 20), hold("Hold", 30)) == "Fitted to 1 min: Hold 20 -> 30 s."


def test_up_to_twenty_changes_are_told() -> None:
    """The rest of them is a number."""
    usual = tuple(hold(f"M{number}", 20) for number in range(22))
    shorter = tuple(replace(move, phases=hold("", 10).phases) for move in usual)
    twenty = changes(usual[:20], shorter[:20], MINUTE)
    assert twenty.endswith(", M19 20 -> 10 s.")
    twenty = twenty.removesuffix(".")
    assert changes(usual[:21], shorter[:21], MINUTE) == f"{twenty}, and 1 more change."
    assert changes(usual, shorter, MINUTE) == f"{twenty}, and 2 more changes."


def test_a_time_that_is_too_short_or_too_long_names_the_ranges() -> None:
    """With their lines, and how many more there are beyond six."""
    moves = [hold("Fold", 30, 45, line=3), hold("Twist", 30, line=4)]
    moves.append(
        Move("Lift", paced(("up", 3)).phases, CountRange(4, 8), place=Place("a.yaml", 5, 3))
    )
    assert too_long(moves, 90 * MINUTE, MINUTE) == (
        "The shortest takes 1 h 29 min longer than the 1 min wanted: "
        "all ranges are at their low ends already.\n"
        "  Fold 30-45 s (a.yaml:3)\n"
        "  Lift 4-8 reps (a.yaml:5)"
    )
    assert too_short(moves[:1], MINUTE, 2 * MINUTE) == (
        "The longest takes 1 min less than the 2 min wanted: "
        "all ranges are at their high ends already.\n"
        "  Fold 30-45 s (a.yaml:3)"
    )
    assert too_short(moves[1:2], MINUTE, 2 * MINUTE).endswith(
        "wanted: it has no ranges to choose in, such as `hold: 30s-60s`."
    )
    many = [hold(f"M{number}", 30, 45) for number in range(7)]
    assert "more" not in too_short(many[:6], MINUTE, 2 * MINUTE)
    lines = too_short(many, MINUTE, 2 * MINUTE).splitlines()
    assert lines[6:] == ["  M5 30-45 s (written by hand)", "  and 1 more"]


def test_a_range_of_a_named_phase_is_told_with_its_own_line() -> None:
    """An author goes there, not to the first line of the move."""
    here, there = Place("a.yaml", 3, 3), Place("a.yaml", 6, 5)
    phases = tuple(
        Phase(SecondsRange(2, 4), held=False, name=name, place=place)
        for name, place in (("in", there), ("out", None))
    )
    move = Move("Breathe", phases, place=here)
    assert too_short([move], MINUTE, 2 * MINUTE).splitlines()[1:] == [
        "  Breathe in 2-4 s (a.yaml:6)",
        "  Breathe out 2-4 s (a.yaml:3)",
    ]


def test_a_gap_tells_what_would_take_more() -> None:
    """One more repetition, or one more step; a miss of no second is not no time."""
    move = hold("Fold", 30, line=3)
    assert gap(move, True, MINUTE, MINUTE + to_frames(5)) == (
        "That is 5 s less than the 1 min 5 s wanted: "
        "one more rep of Fold (a.yaml:3) takes more, and no other choice comes closer."
    )
    assert gap(move, False, MINUTE, MINUTE + to_frames(0.4)) == (
        "That is less than a second less than the 1 min wanted: "
        "Fold (a.yaml:3) takes more, and all else is done."
    )
