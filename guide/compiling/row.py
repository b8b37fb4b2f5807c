"""A section while it grows: cues in a row behind one integer cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from guide.compiling.timeline import Beat, Cue, CueKind, Warning

if TYPE_CHECKING:
    from audio.chime import ChimeName, ToneName
    from guide.fitting.plan import PlanPhase


class Lengths(Protocol):
    """How long things sound, in frames; the compiler needs to know no more of them."""

    def of_speech(self, text: str, speed: float = 1.0) -> int:
        """Frames of ``text`` when it is spoken ``speed`` times as fast as usual."""

    def of_chime(self, name: ChimeName) -> int:
        """Frames of a chime."""


class Row:
    """Lays cues end to end. No other code moves the cursor, so there is no gap or overlap."""

    def __init__(self, lengths: Lengths, side: str | None) -> None:
        """Begin an empty row, for the work of ``side`` or of none."""
        self.cursor = 0
        self._lengths = lengths
        self._side = side
        self._cues: list[Cue] = []
        self._warnings: list[Warning] = []
        self._beats: list[Beat] = []
        self._phase: str | None = None
        self._rep: int | None = None

    def enter(self, phase: str | None, rep: int | None, side: str | None) -> None:
        """Say which phase, repetition and side the cues from here on belong to."""
        self._phase, self._rep, self._side = phase, rep, side

    def speak(self, text: str, speed: float = 1.0) -> None:
        """Speak ``text``, as long as it takes."""
        frames = self._lengths.of_speech(text, speed)
        self._lay("speech", frames, text=text, speed=speed)

    def chime(self, name: ChimeName) -> None:
        """Ring a chime."""
        self._lay("chime", self._lengths.of_chime(name), sound=name)

    def tone(self, name: ToneName, frames: int) -> None:
        """Sound a tone for ``frames``."""
        self._lay("tone", frames, sound=name)

    def silence(self, frames: int) -> None:
        """Be silent for ``frames``; none or fewer lays nothing."""
        if frames > 0:
            self._lay("silence", frames)

    def silence_until(self, cursor: int) -> None:
        """Be silent up to ``cursor``, if it is still ahead."""
        self.silence(cursor - self.cursor)

    def beat(self, phase: PlanPhase, start: int, counted: int) -> None:
        """Note that the clock of ``phase`` ran from ``start`` to the cursor, its end counted."""
        assert self._rep is not None
        self._beats.append(
            Beat(
                start,
                self.cursor - start,
                phase.name,
                self._rep,
                phase.held,
                phase.tone,
                phase.until_ready,
                phase.alarm,
                self._side,
                counted,
            )
        )

    def warn(self, warning: Warning) -> None:
        """Keep a warning for the author; the same one is kept once."""
        if warning not in self._warnings:
            self._warnings.append(warning)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cues laid so far; they partition ``[0, cursor)``."""
        return tuple(self._cues)

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The clocks that have run, in order."""
        return tuple(self._beats)

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """The warnings kept so far."""
        return tuple(self._warnings)

    def _lay(
        self,
        kind: CueKind,
        frames: int,
        text: str | None = None,
        sound: ChimeName | ToneName | None = None,
        speed: float = 1.0,
    ) -> None:
        now = (self._phase, self._rep, self._side)
        last = self._cues[-1] if self._cues else None
        if last and last.kind == kind == "silence" and (last.phase, last.rep, last.side) == now:
            self._cues[-1] = last._replace(frames=last.frames + frames)
        else:
            phase, rep, side = now
            self._cues.append(
                Cue(kind, self.cursor, frames, text, sound, speed, phase=phase, rep=rep, side=side)
            )
        self.cursor += frames
