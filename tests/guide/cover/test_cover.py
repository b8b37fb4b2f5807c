"""The drawn cover: always the same, another one for each routine, small, and never an error."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from guide.compiling.estimate import estimated_measure
from guide.cover.arches import ARCHES_MAX, arches
from guide.cover.colours import colours
from guide.cover.drawing import SIDE, draw_cover
from guide.cover.lettering import Lettering, laid
from guide.fitting.fit import Wanted, fit
from guide.library.finding import load
from guide.problems.problem import GuideError
from tests.guide.plans import phase, plan, plans, step

if TYPE_CHECKING:
    from guide.fitting.plan import Plan

ROOT = Path(__file__).parents[3]
PLAN = plan(
    step(phase(30.0), title="Fold", sides=("left", "right")),
    step(phase(8.0), title="Rest", rest=True),
    step(phase(2.0), phase(3.0), title="Lift", reps=6),
    title="Öde Schultern",
)


def bundled() -> list[Plan]:
    """Return the plans of all bundled routines."""
    routines = [load(str(path)) for path in sorted((ROOT / "routines").glob("*.yaml"))]
    return [fit(each, Wanted("standard"), estimated_measure(each)).plan for each in routines]


def test_an_arch_is_what_takes_its_time() -> None:
    """Each phase of each step, broken into sides or repetitions; a rest is none."""
    row = arches(PLAN)
    assert [arch.beads for arch in row] == [2, 6, 6]
    assert sum(arch.share for arch in row) == pytest.approx(1)
    assert row[0].share > row[2].share > row[1].share


def test_one_step_over_and_over_is_as_many_arches() -> None:
    """A breathing exercise is a row of breaths."""
    breath = step(phase(4.0), phase(6.0), title="Breathe", reps=25)
    assert [arch.beads for arch in arches(plan(breath))] == [1] * 8


@settings(max_examples=60, deadline=None)
@given(plans)
def test_there_are_never_too_many(any_plan: Plan) -> None:
    """However long the session is, its arches are few, and share the room that there is."""
    row = arches(any_plan)
    assert 1 <= len(row) <= ARCHES_MAX
    assert sum(arch.share for arch in row) == pytest.approx(1)
    assert all(arch.share > 0 and arch.beads >= 1 for arch in row)


@settings(max_examples=15, deadline=None)
@given(any_plan=plans, title=st.text(min_size=1))
def test_whatever_is_drawn_is_a_small_picture(any_plan: Plan, title: str) -> None:
    """Of any plan and any title."""
    drawn = draw_cover(replace(any_plan, title=title))
    assert len(drawn.content) < 150_000
    with Image.open(io.BytesIO(drawn.content)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (SIDE, SIDE))
    assert (drawn.mime_type, drawn.width, drawn.height) == ("image/png", SIDE, SIDE)


def test_it_is_always_the_same() -> None:
    """Byte for byte: a file that carries it does not change either."""
    assert draw_cover(PLAN) == draw_cover(PLAN)


def test_bundled_routines_are_told_apart() -> None:
    """No two covers are alike, and no two are of nearly the same colours."""
    drawn = [draw_cover(each) for each in bundled()]
    assert len({cover.content for cover in drawn}) == len(drawn)
    assert all(len(cover.content) < 60_000 for cover in drawn)
    tints = [colours(each.title).tints[0] for each in bundled()]
    for number, one in enumerate(tints):
        for other in tints[number + 1 :]:
            assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 25


@given(st.text())
def test_letters_stand_out_from_the_paper(title: str) -> None:
    """By more than the 7:1 that WCAG 2.2 asks for at its highest level, whatever the colour."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [level / 255 for level in colour]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    chosen = colours(title)
    assert (luminance(chosen.paper) + 0.05) / (luminance(chosen.ink) + 0.05) > 7


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Spasm relief", 1),
        ("Åßçé – Schultern lösen nach einem langen Tag am Schreibtisch", 3),
        ("Διατάσεις и растяжка", 2),
        ("深呼吸", 0),
        ("مساج", 0),
        ("x" * 500, 0),
        ("word " * 200, 0),
    ],
)
def test_titles_have_room_or_are_left_out(title: str, lines: int) -> None:
    """In lines; letters that the font lacks are not drawn as boxes, nor too many too small."""
    found = list(laid(title, Lettering()))
    assert len(found) == lines
    assert " ".join(line.text for line in found) == (title if lines else "")


@pytest.mark.parametrize("package", ["PIL", "fontpkg_arimo"])
def test_what_is_missing_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to do without."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(GuideError, match=r"install 'pillow' and .* or give --no-cover\."):
        draw_cover(PLAN)
