"""The outputs of a backend, and which of them a name means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEFAULT_BACKEND = "miniaudio"
BACKENDS = (DEFAULT_BACKEND, "simpleaudio", "null")
"""Names that choose a backend with its default output; any other is the name of an output."""


class Output(NamedTuple):
    """A place that sound can go to.

    Attributes:
        name: as the system shows it to people; two outputs may share it.
        identity: what tells them apart, or "" where the system has nothing that can be typed.
        default: whether sound goes there when nothing is chosen.
    """

    name: str
    identity: str
    default: bool


def find_output(wanted: str, outputs: Sequence[Output]) -> Output:
    """Return the output that ``wanted`` names, or is a part of the name of, in any case.

    Raises:
        DeviceError: there is none, or there are several.
    """
    low = wanted.casefold()
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.casefold() == low,
        lambda name: low in name.casefold(),
    )
    for fits in ways:
        found = [output for output in outputs if fits(output.name) or fits(output.identity)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(_described(output) for output in found)
            raise DeviceError(f"Several sound outputs are called '{wanted}': {listed}; name one.")
    raise DeviceError(_unknown(wanted, outputs))


def _described(output: Output) -> str:
    return f"'{output.name}'" + (f" ({output.identity})" if output.identity else "")


def _unknown(wanted: str, outputs: Sequence[Output]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a wrong name

    choices = [*(output.name for output in outputs), *BACKENDS]
    lowered = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(wanted.casefold(), lowered, n=1)
    if near:
        return f"There is no sound output '{wanted}'. Did you mean '{lowered[near[0]]}'?"
    return f"There is no sound output '{wanted}'; choose one of {', '.join(choices)}."
