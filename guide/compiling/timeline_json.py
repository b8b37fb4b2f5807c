"""A timeline as plain data, for ``guide compile --json`` and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.compiling.timeline import Cue, Section, Timeline, Warning


def as_dict(timeline: Timeline, spoken: Callable[[str], str] = str) -> dict[str, Any]:
    """Return the whole timeline; all starts are absolute, in frames.

    Words that are ``spoken`` in another way than they are written have both.
    """
    return {
        "title": timeline.title,
        "sample_rate": timeline.sample_rate,
        "frames": timeline.frames,
        "sections": [_section(section) for section in timeline.sections],
        "cues": [
            _cue(index, section, cue, spoken)
            for index, section in enumerate(timeline.sections)
            for cue in section.cues
        ],
        "warnings": [_warning(warning) for warning in timeline.warnings],
    }


def _warning(warning: Warning) -> dict[str, Any]:
    place = warning.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    return {"message": warning.message, **where}


def _section(section: Section) -> dict[str, Any]:
    return _without_none(
        {
            "step": section.step,
            "title": section.title,
            "kind": section.kind,
            "side": section.side,
            "start": section.start,
            "frames": section.frames,
        }
    )


def _cue(index: int, section: Section, cue: Cue, spoken: Callable[[str], str]) -> dict[str, Any]:
    said = cue.text and spoken(cue.text)
    return _without_none(
        {
            "section": index,
            "kind": cue.kind,
            "start": section.start + cue.start,
            "frames": cue.frames,
            "text": cue.text,
            "spoken": said if said != cue.text else None,
            "sound": cue.sound,
            "speed": cue.speed if cue.speed != 1 else None,
            "phase": cue.phase,
            "rep": cue.rep,
            "side": cue.side,
        }
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
