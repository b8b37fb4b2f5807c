"""A routine without options -> YAML text that is read as just the same session.

Everything that a move takes from the library is written out, so that an author sees and can
change all of it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guide.format.quantities import in_words, parse_seconds
from guide.format.routine import Move
from guide.problems.problem import GuideError, RoutineError
from guide.reading.parameters import literally
from guide.syntax.nodes import Source
from guide.syntax.text_file import MAX_BYTES
from guide.syntax.writing import in_short_lines
from guide.yaml.events import compose

if TYPE_CHECKING:
    from guide.format.quantities import Offset, SecondsRange
    from guide.format.routine import Phase, Prompt, Routine, Settings

    Written = dict[str, Any]

_NOTHING: Written = {
    "lead": "",
    "say": "",
    "brief": "",
    "safety": "",
    "come_out": "",
    "vary": "each-side",
    "sides": [],
    "reps": 1,
    "equipment": [],
}
"""What takes away from an easier form what the move itself has."""


def as_yaml(routine: Routine, *remarks: str) -> str:
    """Return ``routine`` as a file of its own.

    Args:
        routine: with moves alone as its steps, and one value in each range.
        remarks: lines for its top.

    Raises:
        GuideError: it is larger than a file may be.
    """
    top = {
        "title": _text(routine.title),
        "summary": _text(routine.summary),
        "language": routine.language,
        "equipment": _texts(routine.equipment),
        "before": _texts(routine.before),
        "settings": _settings(routine.settings),
        "say_as": {word: _text(said) for word, said in routine.say_as} or None,
        "sounds": {name: own.file for name, own in routine.sounds.by_chime().items()} or None,
        "steps": [_step(step) for step in routine.steps if isinstance(step, Move)],
        "after": _texts(routine.after),
        "source": _text(routine.source),
        "note": _text(routine.note),
    }
    comments = "".join(f"# {remark}\n" for remark in remarks)
    written = f"{comments}{in_short_lines(_there(top))}\n"
    _check_size(written)
    return written


def _check_size(written: str) -> None:
    try:
        compose(Source("plan", written), [])
    except RoutineError as error:
        raise GuideError(f"This plan is too large for a file: {error}.") from error
    if len(written.encode()) > MAX_BYTES:
        raise GuideError(f"This plan is too large for a file of {MAX_BYTES} bytes.")


def _step(move: Move) -> Written:
    if move.rest:
        return _there(
            {
                "rest": _length(move.phases[0].length),
                "lead": _text(move.lead),
                "say": _text(move.say),
                "brief": _text(move.brief),
                **_option(move),
                "note": _text(move.note),
            }
        )
    written = _there({**_move(move), **_phases(move), **_option(move)})
    if move.easier:
        written["easier"] = _easier(move.easier, written)
    return written


def _easier(move: Move, over: Written) -> Written:
    """Return an easier form as changes of what is written of the move: whole, leaving nothing."""
    whole = _there({**_move(move), "each": [_phase(phase) for phase in move.phases]})
    nothing = {key: no for key, no in _NOTHING.items() if key in over and key not in whole}
    changes = {**whole, **nothing}
    if move.easier:
        changes["easier"] = _easier(move.easier, {**over, **changes})
    return changes


def _move(move: Move) -> Written:
    return {
        "known_as": move.name,
        "title": _text(move.title),
        "lead": _text(move.lead),
        "say": _text(move.say),
        "brief": _text(move.brief),
        "safety": _text(move.safety),
        "come_out": _text(move.come_out),
        "sides": _texts(move.sides),
        "vary": move.vary if move.vary != "each-side" else None,
        "count_reps": move.count_reps,
        "reps": move.reps.low if move.reps.low != 1 else None,
        "equipment": _texts(move.equipment),
        "source": _text(move.source),
        "note": _text(move.note),
    }


def _option(move: Move) -> Written:
    if not move.optional:
        return {}
    return {"optional": True, "priority": move.priority}


def _phases(move: Move) -> Written:
    first = _phase(move.phases[0])
    if len(move.phases) == 1 and first.keys() <= {"hold", "alarm", "cues"}:
        return first
    return {"each": [_phase(phase) for phase in move.phases]}


def _phase(phase: Phase) -> Written:
    longest_s = max(phase.length.high, phase.up_to or 0)
    cues = [cue for cue in phase.cues if 0 <= cue.at.within(longest_s) < longest_s]
    return _there(
        {
            "phase": _text(phase.name),
            "hold" if phase.held else "for": _length(phase.length),
            "up_to": _seconds(phase.up_to) if phase.up_to else None,
            "say": _text(phase.say),
            "brief": _text(phase.brief),
            "tone": phase.tone,
            "alarm": phase.alarm or None,
            "cues": {_moment(cue.at): _cue(cue) for cue in cues} or None,
        }
    )


def _cue(cue: Prompt) -> Any:
    say, brief = _text(cue.say), _text(cue.brief)
    return {"say": say, "brief": brief} if brief else say


def _settings(settings: Settings) -> Written:
    return {
        "countdown": settings.countdown,
        "change_over": _seconds(settings.change_over_s),
        "halfway": settings.halfway,
        "wake": _seconds(settings.wake_s),
        "count_reps": settings.count_reps,
        "count_out": settings.count_out,
    }


def _length(length: SecondsRange) -> str:
    return f"{_seconds(length.low)}{'+' if length.until_ready else ''}"


def _seconds(seconds: float) -> str:
    """Return a length of time that is read as just the same number."""
    short = in_words(seconds)
    return short if parse_seconds(short) == seconds else f"{Decimal(repr(seconds)):f}s"


def _moment(at: Offset) -> str:
    sign = "-" if at.from_end else ""
    if at.seconds is not None:
        return f"{sign}{_seconds(at.seconds)}"
    assert at.share is not None
    # A hundred times a share is not always what it is a hundredth of: the shortest that is.
    percents = (f"{Decimal(f'{at.share * 100:.{digits}g}'):f}" for digits in range(1, 18))
    return f"{sign}{next(text for text in percents if float(text) / 100 == at.share)}%"


def _text(text: str | None) -> str | None:
    return None if text is None else literally(text)


def _texts(texts: tuple[str, ...]) -> list[str] | None:
    return [literally(text) for text in texts] or None


def _there(written: Written) -> Written:
    """Return what is there; an empty text is."""
    return {key: value for key, value in written.items() if value is not None}
