"""What every engine has to keep to, whoever wrote it; each test runs with all of them."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.errors import VoiceError
from audio.speech.engine import ANY_LANGUAGE, has_words
from audio.speech.engines import list_engines, open_voice
from audio.speech.plain import LONGEST
from audio.speech.registry import all_engines
from audio.speech.voice import Parameters
from bench.soak import utterances
from tests.audio.speech.tiny_voice import install_tiny

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from audio.speech.engines import EngineReport
    from audio.speech.voice import Voice
    from audio.speech.workers import Workers

    StartWorkers = Callable[..., Workers]

SENTENCE = "Sit back on your heels, and let your arms rest."
LONG = (f"{SENTENCE} " * (LONGEST // len(SENTENCE)))[:LONGEST]
ODD = {
    "one letter": "a",
    "one figure": "7",
    "emoji": "🙂🧘",
    "emoji among words": "Lift 🙂 slowly.",
    "markup": "<speak><b>Lift</b> &amp; <break time='9s'/> lower</speak>",
    "phonemes": "[[h@l'oU]] and [slnc 9000] lift",
    "lines": "Lift.\n\nLower.\r\n\tRest.",
    "commands": "\x01V\x00 lift \x1b[0m",
    "no character": "lift \ud800 it",
    "another script": "Подними руки. 手を上げて。",
    "signs": "()…—",
    "in capitals": "LIFT YOUR HIPS!!!",
    "a long word": "b" * 300,
}
FIGURES = "21 32 43 54 65 76"
IN_GERMAN = (
    "einundzwanzig zweiunddreißig dreiundvierzig vierundfünfzig fünfundsechzig sechsundsiebzig"
)
CUT = 0.98
"""Shorter than this share of its usual length, an utterance was cut."""


BROKEN = "broken"
"""Of the example package, to show what becomes of one whose library is not there."""
ENGINES = sorted({*all_engines(), "hum"} - {BROKEN})
"""Those that come along, the example, and whatever else is installed here."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn; what it needs is installed first."""
    needs = {"hum": "example", "piper": "tiny"}
    if request.param in needs:
        request.getfixturevalue(needs[request.param])
    return str(request.param)


@pytest.fixture
def voice(engine: str) -> Iterator[Voice]:
    """Its usual voice, closed after the test."""
    voice = open_voice(Parameters(engine))
    yield voice
    voice.close()


def audible(voice: Voice, text: str) -> bool:
    """Whether something is heard of a text."""
    return int(np.abs(voice.speak(text).samples.astype(int)).max()) > 1000


def report_of(engine: str) -> EngineReport:
    """What an engine has to offer."""
    return next(report for report in list_engines() if report.name == engine)


def frames(text: str, *parameters: str | None, language: str) -> int:
    """How long a text is in a voice of its own."""
    voice = open_voice(Parameters(*parameters, language=language))
    try:
        assert audible(voice, text)
        return voice.speak(text).frames
    finally:
        voice.close()


def test_it_is_listed_with_its_voices(engine: str) -> None:
    """Under its name, each voice once, with the tag of its language; and they speak."""
    report = report_of(engine)
    names = [voice.name for voice in report.voices]
    assert names and len(set(names)) == len(names)
    assert all(voice.language for voice in report.voices)
    voice = open_voice(Parameters(engine, names[0], report.voices[0].language))
    try:
        assert audible(voice, "1 2 3")
    finally:
        voice.close()


def test_a_voice_that_is_not_there_is_refused(engine: str) -> None:
    """In one sentence that says where to look."""
    voice = open_voice(Parameters(engine, "nobody-at-all"))
    try:
        with pytest.raises(VoiceError, match="guide voices"):
            voice.speak("Hold.")
    finally:
        voice.close()


def test_a_voice_of_another_language_is_refused(engine: str, voices: Path) -> None:
    """Each that is listed speaks a German text if it is German, or of no language, or else not."""
    install_tiny(voices, "de_DE-tiny-low")
    kinds = {voice.language.partition("-")[0]: voice for voice in report_of(engine).voices}
    for language in kinds.keys() & {"en", "de", "es", "nl", ANY_LANGUAGE}:
        name = kinds[language].name
        if language in ("de", ANY_LANGUAGE):
            assert frames("Hallo.", engine, name, language="de-AT")
        else:
            told = f'speaks {language}, .* is in "de-AT".* --language {language} '
            with pytest.raises(VoiceError, match=told) as raised:
                frames("Hallo.", engine, name, language="de-AT")
            assert str(raised.value).startswith(f"The voice {name} speaks")


def test_it_reads_by_the_rules_of_the_language(engine: str, voices: Path) -> None:
    """Figures are as long as their words in German, and longer than in English."""
    if any(voice.language == ANY_LANGUAGE for voice in report_of(engine).voices):
        pytest.skip("it speaks in tones")
    install_tiny(voices, "de_DE-tiny-low")
    german = frames(FIGURES, engine, language="de")
    assert german == pytest.approx(frames(IN_GERMAN, engine, language="de"), rel=0.15)
    assert german > 1.2 * frames(FIGURES, engine, language="en")


def test_it_never_reads_a_language_by_the_rules_of_another(engine: str) -> None:
    """Where it has no voice for one, it is refused in a sentence that names the language."""
    if any(voice.language == ANY_LANGUAGE for voice in report_of(engine).voices):
        assert frames("Hallo.", engine, language="tlh")
    else:
        with pytest.raises(VoiceError, match='"tlh"'):
            frames("Hallo.", engine, language="tlh")


def test_it_is_never_empty(voice: Voice) -> None:
    """Whatever has a letter or a figure is heard."""
    for text in ("Hold.", "3", "a", "OK", SENTENCE):
        assert audible(voice, text), text


def test_it_is_never_cut(voice: Voice) -> None:
    """Two sentences take as long as one and another one; 5 000 characters a hundred times one."""
    short = voice.speak(SENTENCE).frames
    assert 1 < short / SAMPLE_RATE < 6
    assert voice.speak(f"{SENTENCE} {SENTENCE}").frames > 1.9 * short
    assert voice.speak(LONG).frames > 0.9 * short * LONGEST / len(SENTENCE)


def test_faster_is_shorter(voice: Voice, engine: str) -> None:
    """By the quarter that is asked for, and so is a quicker pace."""
    usual = voice.speak(SENTENCE).frames
    assert 1.1 < usual / voice.speak(SENTENCE, 1.25).frames < 1.4
    quick = open_voice(Parameters(engine, pace_wpm=200))
    try:
        assert 1.1 < usual / quick.speak(SENTENCE).frames < 1.6
    finally:
        quick.close()


@pytest.mark.parametrize("text", ["", " \n", *ODD.values()], ids=["nothing", "white space", *ODD])
def test_odd_texts(voice: Voice, text: str) -> None:
    """They are spoken, or are a short silence; and the engine speaks on."""
    clip = voice.speak(text)
    assert clip.frames >= SAMPLE_RATE // 100
    assert audible(voice, text) or not has_words(text)
    assert audible(voice, "Hold.")


def test_what_is_too_long_is_refused(voice: Voice) -> None:
    """One sentence says so, at once."""
    with pytest.raises(VoiceError, match="too long"):
        voice.speak("a" * (LONGEST + 1))


def test_it_can_be_cancelled(voice: Voice) -> None:
    """Who waits for a long text gets an error when the voice is closed, and no half of a clip."""
    voice.speak("Hold.")  # it has started
    with ThreadPoolExecutor(1) as pool:
        begun = threading.Event()

        def speak() -> int:
            begun.set()
            frames = 0
            for number in range(50):
                frames += voice.speak(f"{number} {LONG[:-4]}").frames
            return frames

        waiting = pool.submit(speak)
        begun.wait()
        voice.close()
        with pytest.raises(VoiceError):
            waiting.result()


def test_it_survives_the_end_of_its_workers(start_workers: StartWorkers, engine: str) -> None:
    """Killed between two utterances or amid one, it speaks them whole with another worker."""
    workers = start_workers(engine, jobs=2)
    usual = len(workers.speak(LONG[:1000], 1.0).pcm)
    for _ in range(3):
        end(workers)
        with ThreadPoolExecutor(1) as pool:
            speaking = pool.submit(workers.speak, LONG[:1000], 1.0)
            while not (speaking.running() and workers.pids):
                threading.Event().wait(0.001)
            end(workers)
            assert len(speaking.result().pcm) >= CUT * usual


def end(workers: Workers) -> None:
    """Kill all of them."""
    for pid in workers.pids:
        with suppress(ProcessLookupError):  # it is gone already
            os.kill(pid, signal.SIGKILL)


def test_a_thousand_utterances(start_workers: StartWorkers, engine: str) -> None:
    """Each comes, audible; and a tenth of them, spoken again, is as long as before."""
    workers = start_workers(engine, jobs=2)
    texts = [text.split(" ", 1)[1] for text in utterances(1000, seed=3)]
    with ThreadPoolExecutor(2) as pool:
        lengths = list(pool.map(lambda text: len(workers.speak(text, 1.25).pcm), texts))
        again = list(pool.map(lambda text: len(workers.speak(text, 1.25).pcm), texts[::10]))
    for first, second in zip(lengths[::10], again, strict=True):
        assert CUT < first / second < 1 / CUT
