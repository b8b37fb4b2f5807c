"""Outputs are listed, and sound goes to the one that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.devices import choice
from audio.devices.choice import Listing, list_outputs, open_device
from audio.devices.outputs import BACKENDS, Output
from audio.errors import DeviceError, NoDeviceError
from tests.audio.devices.playing import Playing, noise

if TYPE_CHECKING:
    from audio.child import Child
    from tests.audio.sink import NullSink


@pytest.fixture
def headphones(sink: NullSink) -> int:
    """A second output of the sound server."""
    return sink.add_output("headphones", "USB Headphones")


def test_every_output_is_listed(sink: NullSink, headphones: int) -> None:
    """With the default marked, also after it has changed; and every backend."""
    listings = list_outputs()
    assert tuple(listing.backend for listing in listings) == BACKENDS
    assert listings[0] == Listing(
        "miniaudio",
        usual=True,
        outputs=(
            Output("Null Output", "vsink", True),
            Output("USB Headphones", "headphones", False),
        ),
        problem=None,
    )
    sink.set_default("headphones")
    assert [output.default for output in list_outputs()[0].outputs] == [False, True]


def test_names_cannot_write_to_the_terminal(sink: NullSink) -> None:
    """What a device calls itself may hold anything."""
    sink.add_output("odd", "A\x1b[2JB\N{RIGHT-TO-LEFT OVERRIDE}")
    assert list_outputs()[0].outputs[1].name == "A?[2JB?"


def test_a_frozen_server_while_listing(sink: NullSink) -> None:
    """Is told in a sentence, within the time that was given."""
    sink.freeze()
    with pytest.raises(DeviceError, match=r"could not be listed: it did not answer within 0\.5 s"):
        list_outputs(0.5)


def test_nothing_to_list(no_sound: None) -> None:
    """Without any output the backend says so, and the silent one remains."""
    usual, _, null = list_outputs()
    assert usual.outputs == ()
    assert "No sound device was found" in str(usual.problem)
    assert null == Listing("null", usual=False, outputs=(), problem=None)


@pytest.mark.parametrize(
    ("name", "chosen", "shown"),
    [
        ("usb", "headphones", "miniaudio (PulseAudio: USB Headphones)"),
        ("vsink", "vsink", "miniaudio (PulseAudio: Null Output)"),
        (None, "vsink", "miniaudio (PulseAudio)"),
    ],
)
def test_sound_goes_to_the_chosen_output(
    sink: NullSink, headphones: int, name: str | None, chosen: str, shown: str
) -> None:
    """And the other one stays silent."""
    device = open_device(name)
    with sink.record("vsink") as one, sink.record("headphones") as other:
        Playing(device, noise(0.5)).wait_until_heard(SAMPLE_RATE)
        device.stop()
    heard = {"vsink": one.samples, "headphones": other.samples}
    assert device.name == shown
    assert np.any(heard.pop(chosen))
    assert not np.any(heard.popitem()[1])


@pytest.mark.parametrize(
    ("name", "says"), [("tape", "no sound output 'tape'; choose"), ("a\0b", "embedded null")]
)
def test_an_unknown_output(sink: NullSink, name: str, says: str) -> None:
    """A name that nothing has is answered when it is started; one that nothing can have, too."""
    with pytest.raises(DeviceError, match=says):
        open_device(name).wait_until_open()


def test_an_output_wanted_where_there_is_none(no_sound: None) -> None:
    """Somebody who names an output is not content with silence: it is no NoDeviceError."""
    with pytest.raises(DeviceError, match="no sound output 'usb'") as raised:
        open_device("usb").wait_until_open()
    assert not isinstance(raised.value, NoDeviceError)


def test_a_backend_that_dies_while_it_lists_hides_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its row says so; only where the usual one dies, there is nothing to list."""
    real = choice.Child

    def start(module: str, *words: str) -> Child:
        if words[-1] == doomed:
            return real("no_such_module_of_sound")
        return real(module, *words)

    monkeypatch.setattr(choice, "Child", start)
    doomed = "simpleaudio"
    listings = {one.backend: one for one in list_outputs()}
    assert str(listings[doomed].problem).startswith("It could not be asked: it ended with 1.")
    doomed = choice.DEFAULT_BACKEND
    with pytest.raises(DeviceError, match=r"could not be listed: it ended with 1; restart"):
        list_outputs()
