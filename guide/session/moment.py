"""What is heard at one moment, put together for whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.compiling.wording import Filler
from guide.session import edits
from guide.session.now import Now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.compiling.timeline import Beat
    from guide.language.words import Words
    from guide.session.edits import Tail
    from guide.session.now import State
    from guide.session.route import Route, Stop
    from guide.session.tape import Role, Window

STATES: dict[Role, State] = {
    "part": "leading",
    "aside": "leading",
    "time": "leading",
    "pause": "paused",
    "ready": "ready",
    "alarm": "alarm",
    "hurt": "hurt",
}


def moment(
    route: Route,
    tail: Tail,
    words: Words,
    *,
    heard: Iterable[Window],
    laid: int,
    cue_at: int,
    waited: int,
) -> Now:
    """Return what is heard where ``tail`` begins.

    Args:
        route: where the session goes.
        tail: all windows that are known to come, at least one.
        words: of the language of the session.
        heard: the windows before ``tail``, the last first.
        laid: the first stop of which nothing is in ``tail``.
        cue_at: frame of the tape at which the cue began that is heard.
        waited: how long the session has waited for the person here, in frames.
    """
    window = tail[0]
    stop = window.stop
    part, state = stop.part, STATES[edits.role_of(tail)]
    following = edits.waiting(tail)[1]
    same = state != "hurt" and following and following[0].stop is stop
    clock = edits.beat_of(following) if same and state != "alarm" else None
    beat = _over(stop, heard) if state == "alarm" else clock
    left = edits.time_left(following) if clock else rest_left(tail) if state == "hurt" else 0
    cue = edits.cue_at(window.section, window.first)
    side = beat.side if beat else part.side or cue.side
    starts, later = route.starts(), route.to_go(laid)
    to_go = None if later is None else _counted(tail) + later
    of_step = [each.section.frames for each in route.of_step(part.number) if each.section]
    left_of_step = step_left(route, laid, tail, part.number)
    return Now(
        state=state,
        kind=part.kind,
        title=part.title,
        routine=route.stops[0].part.title,
        step=part.number,
        steps=route.steps,
        instruction=_instruction(stop, beat, side, words),
        side=side,
        phase=beat.phase if beat else None,
        rep=beat.rep if beat else None,
        reps=part.step.reps if part.step else 1,
        breath=beat.tone if beat and beat.tone in ("rising", "falling") else None,
        counting=left > 0 and window.shown.role in ("part", "time", "hurt"),
        phase_left=waited if state == "ready" else left,
        phase_frames=left + _passed(following, clock) + edits.time_added(heard, following),
        step_left=left_of_step,
        step_frames=max(sum(of_step), left_of_step),
        session_left=to_go,
        session_frames=None if starts is None or to_go is None else max(starts[-1], to_go),
        position=_position(route, tail),
        caption=cue.text,
        cue=cue,
        cue_at=cue_at,
        next_title=route.following(part.number),
        language=words.language,
        easier=state == "hurt" and part.step is not None and part.step.easier is not None,
    )


def _instruction(stop: Stop, beat: Beat | None, side: str | None, words: Words) -> str | None:
    """Return what to do: in the words of the phase, or else in those of the step."""
    part = stop.part
    if part.step is None:
        return part.text
    filled = Filler(part._replace(side=side), words)
    if beat and stop.section:
        phase = part.step.phases[stop.section.beats.index(beat) % len(part.step.phases)]
        if phase.say:
            return filled(phase.say, phase, beat.rep)
    text = part.step.say
    return filled(text) if text else None


def _over(stop: Stop, heard: Iterable[Window]) -> Beat | None:
    """Return the clock of ``stop`` that has run out last, and whose alarm rings."""
    last = next((window.last for window in heard if window.section is stop.section), 0)
    over = [beat for beat in (stop.section.beats if stop.section else ()) if beat.end <= last]
    return over[-1] if over else None


def _passed(tail: Tail, beat: Beat | None) -> int:
    part = next((window.shown for window in tail if window.shown.role == "part"), None)
    return part.first - beat.start if part and beat else 0


def rest_left(tail: Tail) -> int:
    """Return what is left of the rest after "it hurts", the words before it included."""
    return sum(window.frames for window in tail if window.shown.role == "hurt")


def _counted(tail: Iterable[Window]) -> int:
    """Return the frames of ``tail`` that are part of the session's length."""
    shown = (window.shown for window in tail)
    return sum(
        window.frames
        for window in shown
        if window.role in ("part", "time", "hurt") or window.section is window.stop.section
    )


def step_left(route: Route, laid: int, tail: Tail, number: int) -> int:
    """Return what is left of step ``number`` where ``tail`` begins, as far as it is compiled."""
    here = [window for window in tail if window.stop.part.number == number]
    later = [stop for stop in route.of_step(number) if stop.index >= laid and not stop.left_out]
    return _counted(here) + sum(stop.section.frames for stop in later if stop.section)


def _position(route: Route, tail: Tail) -> int:
    """Return where the session is as it was planned, as far as it is compiled.

    That is where the section goes on after what is beside the route; its end if it does not.
    """
    stop = tail[0].stop
    own = (window.shown for window in tail if window.stop is stop)
    part = next((each for each in own if each.section is stop.section), None)
    over = stop.section.frames if stop.section and not stop.left_out else 0
    return route.start_of(stop) + (part.first if part else over)
