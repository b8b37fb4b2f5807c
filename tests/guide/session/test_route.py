"""The stops of a session: where steps begin, and what changes when moves are left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from guide.compiling.compiler import Compiler
from guide.language.words import ENGLISH
from guide.session.asides import Asides
from guide.session.route import Route, Stop
from tests.guide.lengths import KnownLengths
from tests.guide.plans import phase, plan, step

FOLD = step(phase(20.0), title="Fold", sides=("left", "right"))
PLAN = plan(
    FOLD,
    step(phase(10.0), title="Breathe"),
    step(phase(10.0), title="Fold"),
    step(phase(5.0), title="Fold", rest=True),
    before=("Be kind.",),
)
COMPILER = Compiler(PLAN, KnownLengths())
LEFT_OUT = Asides(KnownLengths(), ENGLISH).say("Fold is left out.")


def route(*, compiled: bool = True) -> Route:
    made = Route(COMPILER.parts)
    for stop in made.stops if compiled else ():
        stop.section = COMPILER.compile(stop.part)
    return made


def frames(stops: list[Stop]) -> int:
    return sum(stop.section.frames for stop in stops if stop.section)


def test_every_stop_knows_its_place() -> None:
    """Also after one step was exchanged for another with more stops, or fewer."""
    made = route()
    for easier in (step(title="Lean"), step(title="Lean", sides=("left", "right", "back"))):
        made.exchange(1, easier)
        assert [stop.index for stop in made.stops] == list(range(len(made)))
        assert {stop.part.title for stop in made.of_step(1)} == {"Lean"}
    assert len(made.of_step(1)) == 6
    assert made.steps == 4


def test_steps_are_found_by_their_number() -> None:
    """Before the first are the words before it; beyond the last what comes after."""
    made = route()
    assert made.first_of(0) == 0
    assert [stop.part.kind for stop in made.of_step(1)] == ["instruction", "work", "change", "work"]
    assert made.stops[made.first_of(2)].part.title == "Breathe"
    assert made.stops[made.first_of(5)].part.kind == "after"
    assert made.first_of(99) == len(made) - 1
    assert made.of_step(99) == []


def test_its_length_is_known_once_all_is_compiled() -> None:
    """Not earlier; where a stop begins is known as far as the ones before it are."""
    made = route(compiled=False)
    assert made.starts() is None
    assert made.to_go(0) is None
    for stop in made.stops[:3]:
        stop.section = COMPILER.compile(stop.part)
    assert made.start_of(made.stops[3]) == frames(made.stops[:3])
    whole = route()
    assert whole.starts() == list(accumulate(map(frames, ([s] for s in whole.stops)), initial=0))
    assert whole.to_go(2) == frames(whole.stops[2:])
    assert whole.start_of(whole.stops[2]) == frames(whole.stops[:2])


def test_a_move_that_hurt_is_left_out_wherever_it_comes_again() -> None:
    """Later on, and not as a rest; what is said instead is what it takes."""
    made = route()
    assert made.alike(1, after=1) == {3: "Fold"}
    made.leave_out({3: LEFT_OUT})
    assert {stop.part.number for stop in made.stops if stop.left_out} == {3}
    third = made.of_step(3)
    assert sum(stop.instead for stop in third) == LEFT_OUT.frames
    ahead = made.first_of(2)
    assert made.to_go(ahead) == frames(made.stops[ahead:]) - frames(third) + LEFT_OUT.frames


def test_a_move_is_known_by_its_name_in_the_library_and_else_by_its_title() -> None:
    """Under whatever title it is led; two moves of one title stay two; a rest is none."""
    lifts = step(title="Hip lifts", name="hip-lifts")
    steps = [
        lifts,
        replace(lifts, title="Lift your hips", reps=3),
        step(title="Hip lifts"),
        step(title="Hip lifts", name="high-lifts"),
        step(title="Hip lifts", rest=True),
        replace(lifts, easier=step(title="Bridge")),
    ]
    made = Route(Compiler(plan(*steps), KnownLengths()).parts)
    assert made.alike(1, after=1) == {2: "Lift your hips", 6: "Hip lifts"}
    assert made.alike(3, after=0) == {3: "Hip lifts"}
    assert made.alike(5, after=0) == {}
    made.exchange(6, step(title="Bridge"))
    assert made.alike(6, after=0) == {1: "Hip lifts", 2: "Lift your hips", 6: "Bridge"}


def test_what_is_left_out_can_be_kept_all_the_same() -> None:
    """Then it takes its time again."""
    made = route()
    before = made.to_go(0)
    made.leave_out({1: LEFT_OUT, 3: LEFT_OUT})
    assert made.to_go(0) != before
    made.keep(1)
    made.keep(3)
    assert made.to_go(0) == before


def test_the_step_that_follows_is_one_that_is_done() -> None:
    """Not one that is left out; after the last there is none."""
    made = route()
    assert [made.following(number) for number in range(5)] == [
        "Fold",
        "Breathe",
        "Fold",
        "Fold",
        None,
    ]
    made.leave_out({2: LEFT_OUT})
    assert made.following(1) == "Fold"
    lonely = Route(Compiler(plan(FOLD, FOLD), KnownLengths()).parts)
    lonely.leave_out({2: LEFT_OUT})
    assert lonely.following(1) is None


def test_an_exchange_forgets_the_length_until_it_is_compiled() -> None:
    """And the old stops, which may still be heard, lead to where the new ones are."""
    made = route()
    old = made.of_step(1)
    made.exchange(1, step(title="Lean"))
    assert made.starts() is None
    assert {stop.index for stop in old} == {made.first_of(1)}
