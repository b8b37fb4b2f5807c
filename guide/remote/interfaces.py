"""The two D-Bus interfaces of an MPRIS 2.2 player, on top of a session.

https://specifications.freedesktop.org/mpris-spec/2.2/Player_Interface.html

The session is one track: its position and length are the routine's, its title is the step's, so
that a display shows what to do. Optional members that mean nothing here are left out, as the
specification allows: LoopStatus, Shuffle, Fullscreen, DesktopEntry.
"""

# Without "from __future__ import annotations": dbus_fast reads the annotations, as values.

import math
import time
from typing import Annotated

from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.constants import ErrorType, PropertyAccess
from dbus_fast.errors import DBusError
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from guide.remote.track import TRACK, can_go_next, from_us, metadata, shown, status, to_us
from guide.session.commands import SeekTo, SetVolume, Verb
from guide.session.view import LiveSession

READ = PropertyAccess.READ

DBusStrings = Annotated[list[str], DBusSignature("as")]

JUMP_US = 500_000
"""From how many microseconds on the position is not where a client believes it to be."""


class Root(ServiceInterface):
    """Which player this is; ``Quit`` ends the session."""

    def __init__(self, session: LiveSession) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._session = session

    @dbus_method("Raise")
    def to_front(self) -> None:
        """Do nothing, as ``CanRaise`` says: the terminal is another program's."""

    @dbus_method("Quit")
    def end(self) -> None:
        self._session.do(Verb.END)

    @dbus_property(READ, "CanQuit")
    def can_quit(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanRaise")
    def can_raise(self) -> DBusBool:
        return False

    @dbus_property(READ, "HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(READ, "Identity")
    def identity(self) -> DBusStr:
        return "Stretch guide"

    @dbus_property(READ, "SupportedUriSchemes")
    def uri_schemes(self) -> DBusStrings:
        return []

    @dbus_property(READ, "SupportedMimeTypes")
    def mime_types(self) -> DBusStrings:
        return []


class Player(ServiceInterface):
    """What is going on, and the commands; each call is one command to the session."""

    def __init__(self, session: LiveSession) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._session = session
        self._told = shown(session.now())
        self._believed_us = to_us(session.now().position)
        self._told_at_s = time.monotonic()

    def tell(self) -> None:
        """Tell the bus what has changed since the last time.

        Clients are not told the position as it goes on: they let it run while it is playing. So
        they are told whenever it is elsewhere: after a jump, and while the session waits.
        """
        now, at_s = self._session.now(), time.monotonic()
        if self._told["PlaybackStatus"] == "Playing":
            self._believed_us += round((at_s - self._told_at_s) * 1e6)
        told, self._told, self._told_at_s = self._told, shown(now), at_s
        changed = {name: value for name, value in self._told.items() if value != told[name]}
        if changed:
            self.emit_properties_changed(changed)
        if abs(to_us(now.position) - self._believed_us) > JUMP_US:
            self._believed_us = to_us(now.position)
            self.seeked(self._believed_us)

    @dbus_signal("Seeked")
    def seeked(self, position_us: int) -> DBusInt64:
        return position_us

    @dbus_method("PlayPause")
    def toggle(self) -> None:
        self._session.do(Verb.TOGGLE)

    @dbus_method("Play")
    def play(self) -> None:
        self._session.do(Verb.RESUME)

    @dbus_method("Pause")
    def pause(self) -> None:
        self._session.do(Verb.PAUSE)

    @dbus_method("Stop")
    def stop(self) -> None:
        self._session.do(Verb.END)

    @dbus_method("Next")
    def next(self) -> None:
        if can_go_next(self._session.now()):
            self._session.do(Verb.NEXT)

    @dbus_method("Previous")
    def previous(self) -> None:
        self._session.do(Verb.BACK)

    @dbus_method("Seek")
    def seek(self, offset_us: DBusInt64) -> None:
        """Go on so much later or earlier; beyond the end it is ``Next``, as specified."""
        now = self._session.now()
        frame = now.position + from_us(offset_us)
        if now.session_frames is None:
            return
        if frame > now.session_frames:
            self.next()
        else:
            self._session.do(SeekTo(max(frame, 0)))

    @dbus_method("SetPosition")
    def set_position(self, track: DBusObjectPath, position_us: DBusInt64) -> None:
        """Go on at a position; one outside the session, or of another track, is ignored."""
        frames = self._session.now().session_frames
        if track == TRACK and frames is not None and 0 <= position_us <= to_us(frames):
            self._session.do(SeekTo(from_us(position_us)))

    @dbus_method("OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        raise DBusError(ErrorType.NOT_SUPPORTED, f"A session opens nothing else: {uri}")

    @dbus_property(READ, "PlaybackStatus")
    def playback_status(self) -> DBusStr:
        return status(self._session.now())

    @dbus_property(READ, "Metadata")
    def track(self) -> DBusDict:
        return metadata(self._session.now())

    @dbus_property(READ, "Position")
    def position(self) -> DBusInt64:
        return to_us(self._session.now().position)

    @dbus_property(PropertyAccess.READWRITE, "Volume")
    def volume(self) -> DBusDouble:
        return self._session.now().volume

    @volume.setter
    def set_volume(self, volume: DBusDouble) -> None:
        if not math.isnan(volume):
            self._session.do(SetVolume(min(max(volume, 0.0), 1.0)))

    @dbus_property(PropertyAccess.READWRITE, "Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @rate.setter
    def set_rate(self, rate: DBusDouble) -> None:
        """Keep the pace, which has no other; 0.0 is a pause, as specified."""
        if rate == 0.0:
            self.pause()

    @dbus_property(READ, "MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, "MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, "CanGoNext")
    def next_is_there(self) -> DBusBool:
        return can_go_next(self._session.now())

    @dbus_property(READ, "CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanPlay")
    def can_play(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanPause")
    def can_pause(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanSeek")
    def can_seek(self) -> DBusBool:
        return self._session.now().session_frames is not None

    @dbus_property(READ, "CanControl")
    def can_control(self) -> DBusBool:
        return True
