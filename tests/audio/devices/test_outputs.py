"""What a name means among outputs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.devices.outputs import BACKENDS, Output, find_output
from audio.errors import DeviceError

BUILT_IN = Output("Built-in Audio", "alsa_output.pci", True)
HEADPHONES = Output("USB Headphones", "alsa_output.usb-1", False)
SECOND = Output("USB Headphones", "alsa_output.usb-2", False)
PRO = Output("USB Headphones Pro", "alsa_output.usb-pro", False)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Built-in Audio", BUILT_IN),
        ("built", BUILT_IN),
        ("PCI", BUILT_IN),
        ("usb headphones pro", PRO),
        ("USB-2", SECOND),
        ("alsa_output.usb-1", HEADPHONES),
    ],
)
def test_a_name_a_part_or_an_identity(wanted: str, found: Output) -> None:
    """In any case of letters, as long as only one output is meant."""
    assert find_output(wanted, [BUILT_IN, HEADPHONES, SECOND, PRO]) == found


def test_a_whole_name_goes_before_a_part() -> None:
    """So that an output whose name is a part of another one's can be chosen."""
    assert find_output("usb headphones", [HEADPHONES, PRO]) == HEADPHONES


def test_several_are_listed() -> None:
    """With what tells them apart."""
    with pytest.raises(DeviceError, match=r"Several .* 'USB Headphones' \(alsa_output\.usb-1\)"):
        find_output("USB Headphones", [BUILT_IN, HEADPHONES, SECOND])
    with pytest.raises(DeviceError, match="'One', 'One'; name one"):
        find_output("one", [Output("One", "", True), Output("One", "", False)])


@pytest.mark.parametrize(
    ("wanted", "meant"), [("bilt-in adio", "Built-in Audio"), ("MinAudio", "miniaudio")]
)
def test_a_mistake_is_answered_with_what_was_meant(wanted: str, meant: str) -> None:
    """An output, or a backend."""
    with pytest.raises(DeviceError, match=f"Did you mean '{meant}'"):
        find_output(wanted, [BUILT_IN, HEADPHONES])


def test_an_unknown_name_is_answered_with_all() -> None:
    """Backends too; where there is no output they are all there is."""
    with pytest.raises(DeviceError, match="'xyz'; choose one of Built-in Audio, miniaudio, sim"):
        find_output("xyz", [BUILT_IN])
    with pytest.raises(DeviceError, match=f"choose one of {', '.join(BACKENDS)}"):
        find_output("xyz", [])


NAMES = st.text(min_size=1, max_size=8)


@given(outputs=st.lists(st.builds(Output, NAMES, NAMES, st.booleans())), wanted=NAMES)
def test_what_is_found_has_the_name(outputs: list[Output], wanted: str) -> None:
    """Any name finds an output with it, or is answered in one sentence."""
    try:
        found = find_output(wanted, outputs)
    except DeviceError as error:
        assert wanted in str(error)
    else:
        assert found in outputs
        assert wanted.casefold() in f"{found.name}\0{found.identity}".casefold()
