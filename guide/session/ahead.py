"""Compiles a route's sections in the background, in the order in which they are needed."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING

from audio.clip import to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.compiling.compiler import Compiler
    from guide.session.asides import Asides
    from guide.session.route import Route, Stop

PREPARE_AFTER = 4
"""Sections that come before the answers to commands: the first words are needed sooner."""
QUICK = 0.1
"""A section that took less than this share of its own length leaves time enough for the next."""
SPOKEN_S = 0.005
"""A section that took less than this was in the cache, and tells nothing of how fast a voice is."""


class Ahead:
    """One thread: it is many times as fast as the session, and leaves the other core to sound."""

    def __init__(
        self,
        compiler: Compiler,
        asides: Asides,
        route: Route,
        *,
        first: int,
        ready: Callable[[], None],
    ) -> None:
        """Begin at once.

        Args:
            compiler: compiles the parts.
            asides: prepared soon after the session has begun.
            route: whose stops are given their sections.
            first: the stop to begin with.
            ready: called after each section, from the thread.
        """
        self._compiler = compiler
        self._asides = asides
        self._route = route
        self._ready = ready
        self._from = first  # where the session is
        self._done = 0  # so many stops from there on need not be looked at again
        self._closed = False
        self._quick = False  # the last section was, and was spoken
        self._failure: Exception | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)
        self._thread.start()

    @property
    def failure(self) -> Exception | None:
        """What kept a section from being compiled; none is compiled any more then."""
        return self._failure

    def compile_with(self, compiler: Compiler) -> None:
        """Compile with another compiler from the next look on: the route is about to change."""
        with self._changed:
            self._compiler, self._from = compiler, -1

    def look_from(self, index: int) -> None:
        """Compile what follows stop ``index`` first."""
        with self._changed:
            if index != self._from:
                self._from, self._done = index, 0
                self._changed.notify_all()

    def wait_for(self, index: int, limit_s: float) -> None:
        """Wait for stop ``index`` and, of a slow voice, for the next too: ``limit_s`` at most.

        The first may be no more than a title: while that is heard, a slow voice would not get
        ready with a sentence; a quick one does. Of a first that was in the cache, and may be all
        that was, nobody can tell.

        Raises:
            VoiceError: stop ``index`` cannot be compiled.
        """
        first, *following = self._route.stops[index : index + 2]

        def in_time() -> bool:
            return bool(first.section) and (self._quick or all(stop.section for stop in following))

        with self._changed:
            self._changed.wait_for(lambda: in_time() or self._failure, limit_s)
        if self._failure and not first.section:
            raise self._failure

    def join(self, limit_s: float) -> None:
        """Wait until it has stopped compiling, for ``limit_s`` at most.

        A library must not be at work when the interpreter ends: some abort it then.
        """
        self._thread.join(limit_s)

    def close(self) -> None:
        """Stop compiling, after the section that is under way."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        compiled = 0
        while stop := self._next():
            try:
                begin = monotonic()
                section = self._compiler.compile(stop.part)
                took_s = monotonic() - begin
                quick = SPOKEN_S <= took_s < QUICK * to_seconds(section.frames)
                if any(beat.until_ready or beat.alarm for beat in section.beats):
                    self._asides.prepare()  # what waits there is laid together with it
                with self._changed:
                    stop.section, self._quick = section, quick
                    self._changed.notify_all()
                self._ready()
                compiled += 1
                if compiled == PREPARE_AFTER:
                    self._asides.prepare()
            except Exception as error:  # told to whoever waits, and at the session's end
                with self._changed:
                    self._failure = error
                    self._changed.notify_all()
                self._ready()
                return

    def _next(self) -> Stop | None:
        """Wait for something to compile; None when it is over."""
        with self._changed:
            while not self._closed:
                if stop := self._uncompiled():
                    return stop
                self._changed.wait()
            return None

    def _uncompiled(self) -> Stop | None:
        """Return the stop that is needed next."""
        stops = self._route.stops
        for ahead in range(self._done, len(stops)):
            stop = stops[(self._from + ahead) % len(stops)]
            if not stop.section:
                self._done = ahead
                return stop
        return None
