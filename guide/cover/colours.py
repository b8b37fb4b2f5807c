"""Calm colours that go together, a row of them for each title.

Of one lightness and strength as people see them, and of different hues: OKLCH, as in Björn
Ottosson, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

import zlib
from math import cos, pi, sin
from typing import NamedTuple

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

_TURN = 90  # so that those of the bundled routines are the most beautiful ones
_TINTS = ((0.62, 0.115, 0), (0.74, 0.095, 32), (0.52, 0.09, -28), (0.81, 0.075, 62))


class Colours(NamedTuple):
    """The colours of one picture."""

    paper: Colour
    ink: Colour
    tints: tuple[Colour, ...]


def colours(title: str) -> Colours:
    """Return the colours for a title: always the same for the same."""
    hue = zlib.adler32(title.encode()) + _TURN
    tints = tuple(_colour(light, strong, hue + turn) for light, strong, turn in _TINTS)
    return Colours(_colour(0.955, 0.018, hue + 40), _colour(0.33, 0.05, hue), tints)


def _colour(lightness: float, chroma: float, hue_deg: float) -> Colour:
    a, b = (chroma * turn(hue_deg % 360 * pi / 180) for turn in (cos, sin))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return (_level(red), _level(green), _level(blue))


def _level(linear: float) -> int:
    """Return how much of 255 a light is, as sRGB tells it."""
    light = min(max(linear, 0.0), 1.0)
    return round(
        255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
    )
