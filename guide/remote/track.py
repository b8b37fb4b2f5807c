"""A moment of a session in the words of MPRIS; positions and lengths in microseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dbus_fast.signature import Variant

from audio.clip import to_frames, to_seconds

if TYPE_CHECKING:
    from guide.session.now import Now

TRACK = "/stretch_guide/session"
"""The one track there is; nothing may be named under ``/org/mpris``, says the specification."""


def to_us(frames: int) -> int:
    """Return the whole number of microseconds nearest to ``frames``."""
    return round(to_seconds(frames) * 1e6)


def from_us(microseconds: int) -> int:
    """Return the whole number of frames nearest to ``microseconds``, which may be negative."""
    return to_frames(microseconds / 1e6)


def shown(now: Now) -> dict[str, Any]:
    """Return the properties of the player that change, but for its position, by their names."""
    return {
        "PlaybackStatus": status(now),
        "Metadata": metadata(now),
        "Volume": now.volume,
        "CanGoNext": can_go_next(now),
        "CanSeek": now.session_frames is not None,
    }


def status(now: Now) -> str:
    """Return "Paused" only where the session stands still until it is told to go on."""
    if now.state == "over":
        return "Stopped"
    return "Paused" if now.state in ("paused", "lost") else "Playing"


def metadata(now: Now) -> dict[str, Variant]:
    """Return what is known of the track; its length is not until all is compiled."""
    known = {
        "mpris:trackid": Variant("o", TRACK),
        "xesam:title": Variant("s", now.title),
        "xesam:album": Variant("s", now.routine),
    }
    if now.session_frames is not None:
        known["mpris:length"] = Variant("x", to_us(now.session_frames))
    return known


def can_go_next(now: Now) -> bool:
    """Return whether there is a step to go on from."""
    return now.state != "over" and now.step <= now.steps
