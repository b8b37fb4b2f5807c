"""``guide devices``, and what a person may call an output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from tests.audio.sink import NullSink


def complete(begun: str) -> set[str]:
    """What bash is offered after ``--device``."""
    words = f"guide play spasm-relief --device {begun}"
    offered = guide(_GUIDE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="4").stdout
    return {line.partition(",")[2] for line in offered.splitlines()}


def test_outputs_are_listed(sink: NullSink) -> None:
    """For a person with the default marked, and for a program."""
    sink.add_output("headphones", "USB Headphones")
    usual, one, other, *_ = guide("devices").stdout.splitlines()
    assert usual == "miniaudio (the usual one)"
    assert one.split() == ["Null", "Output", "vsink", "(default)"]
    assert other.split() == ["USB", "Headphones", "headphones"]
    listed = json.loads(guide("devices", "--json").stdout)
    assert [listing["backend"] for listing in listed] == ["miniaudio", "simpleaudio", "null"]
    headphones = {"name": "USB Headphones", "identity": "headphones", "default": False}
    assert listed[0]["outputs"][1] == headphones


def test_a_frozen_sound_server(sink: NullSink) -> None:
    """A sentence and status 1 when listing; a shell is offered what is known without it."""
    sink.freeze()
    result = guide("devices")
    assert result.returncode == 1
    assert result.stderr.startswith("guide: The sound outputs could not be listed")
    assert complete("") == {"miniaudio", "simpleaudio", "null"}


def test_a_shell_is_offered_outputs(sink: NullSink) -> None:
    """By their name where it is one word, else by what stands behind it."""
    sink.add_output("headphones", "USB Headphones")
    sink.add_output("tv", "Television")
    assert complete("") == {
        *("miniaudio", "simpleaudio", "null"),
        *("vsink", "headphones", "Television"),
    }
    assert complete("tel") == {"Television"}


def test_a_wrong_name_is_told(sink: NullSink) -> None:
    """With what may have been meant, or which there are, and status 1."""
    sink.add_output("headphones", "USB Headphones")
    sink.add_output("second", "USB Speaker")
    for name, says in (("USB Headfones", "Did you mean 'USB Headphones'?"), ("usb", "Several")):
        result = guide("play", "slow-breathing", "--device", name)
        assert result.returncode == 1
        assert says in result.stderr
