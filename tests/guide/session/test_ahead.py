"""Sections are compiled in the order in which they are needed, and a fault is told to who waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from math import inf
from typing import TYPE_CHECKING

import pytest

from audio.errors import VoiceError
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.language.words import ENGLISH
from guide.session import ahead
from guide.session.ahead import PREPARE_AFTER, Ahead
from guide.session.asides import Asides
from guide.session.route import Route
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from audio.clip import Clip

PATIENCE_S = 20
PLAN = plan(*(step(phase(1.0), title=f"Step {number}") for number in range(1, 9)))
Begin = Callable[..., "Work"]


class Gate(FakeVoice):
    """A voice that waits before every text until it's let, and keeps their order."""

    def __init__(self, broken: str = "") -> None:
        super().__init__()
        self.let = threading.Semaphore(0)
        self.asked: list[str] = []
        self._broken = broken

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        assert self.let.acquire(timeout=PATIENCE_S)
        self.asked.append(text)
        if text == self._broken:
            raise VoiceError(f"{text} cannot be spoken.")
        return super().speak(text, speed)


class Work:
    """A route that is being compiled."""

    def __init__(self, voice: Gate, first: int = 0) -> None:
        self.voice = voice
        sounds = Sounds(voice)
        compiler = Compiler(PLAN, sounds)
        self.route = Route(compiler.parts)
        self.ready = threading.Semaphore(0)
        asides = Asides(sounds, ENGLISH)
        self.ahead = Ahead(compiler, asides, self.route, first=first, ready=self.ready.release)

    def spoken(self) -> list[str]:
        """The first words of the stops, in the order in which they were spoken."""
        return [text for text in self.voice.asked if text.startswith("Step")]

    def wait_for_sections(self, number: int) -> None:
        for _ in range(number):
            assert self.ready.acquire(timeout=PATIENCE_S)


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Begins work, which is ended with the test."""
    begun: list[Work] = []

    def begin_(voice: Gate, first: int = 0) -> Work:
        begun.append(Work(voice, first))
        return begun[-1]

    yield begin_
    for work in begun:
        work.ahead.close()
        work.voice.let.release(1000)
        work.ahead.join(PATIENCE_S)


def test_all_is_compiled_from_the_first_stop_on_and_then_what_came_before(begin: Begin) -> None:
    """So that one can go back as well."""
    work = begin(Gate())
    from_fifth = begin(Gate(), work.route.first_of(5))
    for each in (work, from_fifth):
        each.voice.let.release(1000)
        each.wait_for_sections(len(each.route))
        assert all(stop.section for stop in each.route.stops)
    numbers = [int(text[5]) for text in from_fifth.spoken()]
    assert numbers == [5, 6, 7, 8, 1, 2, 3, 4]
    assert [int(text[5]) for text in work.spoken()] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_where_the_session_goes_is_compiled_next(begin: Begin) -> None:
    """After the section that is under way."""
    work = begin(Gate())
    work.voice.let.release(1)  # the routine's title
    work.wait_for_sections(1)
    work.ahead.look_from(work.route.first_of(7))
    work.voice.let.release(1000)
    work.wait_for_sections(len(work.route) - 1)
    assert [int(text[5]) for text in work.spoken()][:3] == [1, 7, 8]


def test_what_is_waited_for_is_there_then(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what follows, where the voice is slow, so that it is there in time; no more than that."""
    monkeypatch.setattr(ahead, "QUICK", 0.0)
    work = begin(Gate())
    work.voice.let.release(1 + 1)  # the routine's title, and that of the first step
    work.ahead.wait_for(0, PATIENCE_S)
    assert work.route.stops[0].section and work.route.stops[1].section
    assert not work.route.stops[-1].section


def test_what_follows_is_not_waited_for_where_the_voice_is_quick(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It will be there before the first words are over."""
    monkeypatch.setattr(ahead, "QUICK", inf)
    monkeypatch.setattr(ahead, "SPOKEN_S", 0.0)
    work = begin(Gate())
    work.voice.let.release(1)  # the routine's title
    work.ahead.wait_for(0, PATIENCE_S)
    assert work.route.stops[0].section and not work.route.stops[1].section


def test_what_follows_is_waited_for_where_only_the_first_was_spoken_before(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a routine that was edited behind its beginning: a cache tells of no voice."""
    monkeypatch.setattr(ahead, "QUICK", inf)
    monkeypatch.setattr(ahead, "SPOKEN_S", inf)
    work = begin(Gate())
    work.voice.let.release(1)  # the routine's title
    work.wait_for_sections(1)
    threading.Timer(0.05, work.voice.let.release).start()
    work.ahead.wait_for(0, PATIENCE_S)
    assert work.route.stops[0].section and work.route.stops[1].section


def test_it_is_not_waited_for_longer_than_is_said(begin: Begin) -> None:
    """Whoever waits can say so to the person."""
    work = begin(Gate())
    work.ahead.wait_for(0, 0.0)
    assert not work.route.stops[0].section


def test_answers_are_spoken_soon_but_after_the_first_words(begin: Begin) -> None:
    """The words for a pause have to be there when it is wanted."""
    work = begin(Gate())
    work.voice.let.release(1000)
    work.wait_for_sections(len(work.route))
    work.ahead.join(0.01)
    before = work.voice.asked.index(ENGLISH.paused)
    assert 1 <= before <= PREPARE_AFTER
    assert work.voice.asked[0] == "Plan."


def test_a_fault_is_told_to_whoever_waits_and_what_is_compiled_stays(begin: Begin) -> None:
    """Nothing more is compiled then; nobody waits for ever."""
    work = begin(Gate(broken="Step 3."))
    work.voice.let.release(1000)
    with pytest.raises(VoiceError, match=r"Step 3\. cannot be spoken"):
        work.ahead.wait_for(len(work.route) - 1, PATIENCE_S)
    assert isinstance(work.ahead.failure, VoiceError)
    work.ahead.wait_for(0, PATIENCE_S)
    compiled = {stop.part.number for stop in work.route.stops if stop.section}
    assert compiled == {0, 1, 2}


def test_an_exchanged_step_is_compiled_too(begin: Begin) -> None:
    """It waits for more work when all is done."""
    work = begin(Gate())
    work.voice.let.release(1000)
    work.wait_for_sections(len(work.route))
    work.route.exchange(2, step(title="Easier"))
    index = work.route.first_of(2)
    work.ahead.look_from(index)
    work.ahead.wait_for(index, PATIENCE_S)
    section = work.route.stops[index].section
    assert section and section.title == "Easier"


def test_closed_it_compiles_no_more(begin: Begin) -> None:
    """After the section that is under way."""
    work = begin(Gate())
    work.ahead.close()
    work.voice.let.release(1000)
    work.ahead.join(PATIENCE_S)
    assert sum(stop.section is not None for stop in work.route.stops) <= 1
