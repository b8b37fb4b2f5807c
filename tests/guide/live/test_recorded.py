"""A session with real voice, device and commands, recorded: heard is what is on its tape."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from guide.session.commands import Verb
from tests.guide.live.recorded import NEAR, Recorder, bound, spoken, steepest
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.audio.sink import NullSink
    from tests.guide.live.recorded import Recorded

ATTEMPTS = 3
"""A machine that is busy with other things may make a gap; not three times."""

WORDS = "Reach forward with both arms, as far as it is comfortable, and let your head hang."
PLAN = plan(
    step(phase(60.0), title="Fold", say=WORDS, sides=("left", "right")),
    step(phase(60.0), title="Hip lifts", say="Bend your knees."),
    before=("Be kind to yourself.",),
)


def played(sink: NullSink) -> Recorded:
    """A session in which commands come in the middle of words, and of holds."""
    with spoken() as sounds, sink.record() as recording:
        session = Recorder(PLAN, sounds)
        session.wait_until(step=1, seconds=1.5)
        for command in (Verb.PAUSE, Verb.RESUME, Verb.NEXT, Verb.BACK, Verb.REPEAT):
            session.do(command, seconds=0.9)
        session.do(Verb.NEXT, seconds=0.9)
        session.wait_until(counting=True, seconds=0.5)
        for command in (Verb.MORE, Verb.LESS, Verb.HOW_LONG, Verb.PAUSE, Verb.RESUME):
            session.do(command, seconds=0.8)
        for command in (Verb.SOFTER, Verb.HURTS):
            session.do(command, seconds=1.0)
        return session.result(recording.samples)


@pytest.fixture
def busy() -> Iterator[None]:
    """Another process that leaves its core to nobody."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
    yield
    process.kill()
    process.wait()


def test_what_is_heard_is_what_is_on_the_tape(sink: NullSink, busy: None) -> None:
    """Each sample at its place, but for the fades; no click, and no gap beside a busy core."""
    for _ in range(ATTEMPTS):
        recorded = played(sink)
        wrong = np.flatnonzero((recorded.heard != recorded.tape) & recorded.far)
        if not len(wrong) and not recorded.underruns:
            break
    else:
        pytest.fail(f"{len(wrong)} samples are wrong from {wrong[:1]}; {recorded.underruns} gaps")
    assert len(recorded.spliced) >= 13
    for at in recorded.spliced[:-1]:
        steep = steepest(recorded.heard[max(0, at - NEAR) : at + NEAR])
        assert steep <= bound(recorded, at), f"a click at {at} of {recorded.spliced}"
