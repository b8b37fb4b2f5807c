"""Arches and a title -> a PNG, the same bytes for the same; Pillow draws."""

from __future__ import annotations

import io
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from audio.files.picture import Picture
from guide.cover.arches import arches
from guide.cover.colours import colours
from guide.cover.lettering import Lettering, laid
from guide.problems.problem import GuideError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.cover.arches import Arch
    from guide.cover.colours import Colour, Colours
    from guide.fitting.plan import Plan

SIDE = 1400
"""Of the picture, in pixels."""
_FINER = 2  # arches are drawn larger, and made smaller, so that edges are smooth
_BAND = SIDE // 4  # so many rows at a time, which takes a quarter of the memory
_SHADES = 64  # more than the colours, and what edges mix of them
_CENTRE, _GROUND = SIDE / 2, 850.0  # where the arches stand
_INNER, _OUTER = 110.0, 610.0
_ROOM_MAX = 130.0  # of an arch
_GAP = 0.2  # of an arch's room, to the next one


def draw_cover(plan: Plan) -> Picture:
    """Return the picture of a routine whose choices are made.

    Raises:
        GuideError: Pillow or the font, which come along, cannot be loaded.
    """
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - heavy, and for few files

        lettering = Lettering()
    except ImportError as error:
        raise GuideError(
            f"A cover cannot be drawn here ({error}): install 'pillow' and 'fontpkg-arimo' anew, "
            "or give --no-cover."
        ) from error
    chosen = colours(plan.title)
    picture = Image.new("RGB", (SIDE, SIDE))
    for top in range(0, SIDE, _BAND):
        large = Image.new("RGB", (SIDE * _FINER, _BAND * _FINER), chosen.paper)
        _draw_arches(ImageDraw.Draw(large), top, arches(plan), chosen)
        picture.paste(large.reduce(_FINER), (0, top))
    draw = ImageDraw.Draw(picture)
    for line in laid(plan.title, lettering):
        draw.text((SIDE / 2, line.middle), line.text, chosen.ink, line.font, anchor="mm")
    file = io.BytesIO()
    few = picture.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return Picture(file.getvalue(), "image/png", SIDE, SIDE)


def _draw_arches(draw: Any, top: int, row: Sequence[Arch], chosen: Colours) -> None:
    """Draw them all where the first row of the picture that is drawn to is ``top``."""
    centre = (_CENTRE * _FINER, (_GROUND - top) * _FINER)
    rooms = [min(arch.share * (_OUTER - _INNER), _ROOM_MAX) for arch in row]
    radius = _OUTER - sum(rooms)
    for number, (arch, room) in enumerate(zip(row, rooms, strict=True)):
        width = room * (1 - _GAP)
        middle = radius + room / 2
        for start, end in _beads(arch.beads, middle, width):
            tint = chosen.tints[number % len(chosen.tints)]
            _draw_bead(draw, centre, middle, width, (start, end), tint=tint)
        radius += room


def _beads(count: int, radius: float, width: float) -> Iterator[tuple[float, float]]:
    """Yield where beads begin and end, as angles from the left over the top, without their caps.

    Where they are thick and many, they are as many as there is room for.
    """
    length, cap, gap = pi * radius, width / 2, 0.35 * width
    count = max(1, min(count, int((length + gap) / (width + gap))))
    each = (length - gap * (count - 1)) / count
    for number in range(count):
        start = number * (each + gap)
        yield (start + cap) / radius, (start + each - cap) / radius


def _draw_bead(
    draw: Any,
    centre: tuple[float, float],
    radius: float,
    width: float,
    angles: tuple[float, float],
    *,
    tint: Colour,
) -> None:
    """Draw a piece of an arch, with round ends."""
    start, end = angles
    outer, cap = (radius + width / 2) * _FINER, width / 2 * _FINER
    if end > start:
        around = (centre[0] - outer, centre[1] - outer, centre[0] + outer, centre[1] + outer)
        draw.arc(around, 180 + start * 180 / pi, 180 + end * 180 / pi, tint, round(2 * cap))
    for angle in (start, end):
        x = centre[0] - radius * _FINER * cos(angle)
        y = centre[1] - radius * _FINER * sin(angle)
        draw.ellipse((x - cap, y - cap, x + cap, y + cap), tint)
