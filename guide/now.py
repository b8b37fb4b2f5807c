"""What is going on at one moment of a session: all that a screen may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.timeline import Cue, Section


@dataclass(frozen=True, slots=True)
class Now:
    """A moment, as it is heard.

    Attributes:
        position: timeline frames heard so far.
        total: the session's length in frames, or None until all of it is compiled.
        section: the section being heard.
        cue: the cue being heard.
        next_title: the title of the step that follows, or None if there is none.
        waiting: True while the next words are still being prepared.
    """

    position: int
    total: int | None
    section: Section
    cue: Cue
    next_title: str | None
    waiting: bool = False
