"""The engine ``pyttsx3``: whole utterances at the right pace, again and again."""

from __future__ import annotations

import subprocess
import sys
import wave
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from audio.errors import VoiceError
from audio.speech import system
from audio.speech.engine import RefusalError, UtteranceError, WrongVoiceError
from audio.speech.plain import plain_words
from audio.speech.workers import EngineRefusedError
from bench.soak import CUT, utterances

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.audio.speech.conftest import StartWorkers

    Use = Callable[[Callable[[], "Writing"]], None]

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="these lengths are those of eSpeak"
)


def test_it_speaks_as_long_as_espeak(start_workers: StartWorkers) -> None:
    """On Linux it is eSpeak in the same voice at the same pace: no utterance is cut."""
    pyttsx3, espeak = start_workers("pyttsx3"), start_workers("espeak")
    for text in utterances(20, seed=9):
        one, other = (len(workers.speak(text, 1.0).pcm) for workers in (pyttsx3, espeak))
        assert 0.75 < one / other < 1.25, text


def test_every_pace_is_kept(start_workers: StartWorkers) -> None:
    """A changed speed holds at once, and so does the usual one after it."""
    workers = start_workers("pyttsx3")
    text = "Sit back on your heels and reach forward"
    lengths = [len(workers.speak(text, speed).pcm) for speed in (1, 1.25, 1.1, 1, 1.2, 1.25, 1)]
    assert lengths[0] == pytest.approx(lengths[3], rel=1 - CUT)
    assert lengths[0] == pytest.approx(lengths[6], rel=1 - CUT)
    assert lengths[1] == pytest.approx(lengths[5], rel=1 - CUT)
    assert lengths[0] > lengths[2] > lengths[4] > lengths[5]


def test_a_slower_voice(start_workers: StartWorkers) -> None:
    """The pace that was asked for holds from the first utterance on."""
    slow, fast = (
        start_workers("pyttsx3", pace_wpm=pace).speak("Hold it.", 1) for pace in (90, 180)
    )
    assert len(slow.pcm) > 1.5 * len(fast.pcm)


@pytest.mark.parametrize("odd", ["<b>slowly</b>", "[[slowly]]", "--slowly", "{slowly}", "a\x00b"])
def test_odd_texts_are_spoken(start_workers: StartWorkers, odd: str) -> None:
    """What looks like an engine's own commands is spoken as words."""
    assert len(start_workers("pyttsx3").speak(plain_words(odd), 1.0).pcm) > 15_000


def test_nothing_to_say(start_workers: StartWorkers) -> None:
    """Signs that have no words are silence, not a fault."""
    start_workers("pyttsx3").speak("()", 1.0)


def test_a_crash_is_one_error(start_workers: StartWorkers) -> None:
    """It takes a worker each time; the next words come from a fresh one."""
    workers = start_workers("pyttsx3")
    workers.speak("Hold.", 1.0)
    with pytest.raises(VoiceError, match="signal 6"):
        workers.speak("s'" * 220, 1.0)
    assert workers.speak("Hold.", 1.0)


def test_an_unknown_voice(start_workers: StartWorkers) -> None:
    """Is refused with the nearest names."""
    with pytest.raises(EngineRefusedError, match="did you mean en-us"):
        start_workers("pyttsx3", voice="en-uss").speak("Hold.", 1.0)


def test_an_utterance_that_is_never_finished() -> None:
    """Is an error, after some tries: what lies in its file may be cut."""
    program = (
        "import threading\n"
        "from audio.speech.engine import UtteranceError\n"
        "from audio.speech.system import SystemVoices\n"
        "voices = SystemVoices(None, 'en', 150)\n"
        "class Unfinished(threading.Event):\n"
        "    def wait(self, timeout=None): return super().wait(0)\n"
        "    def set(self): pass\n"
        "voices._finished = Unfinished()\n"
        "try: voices.speak('Hold.', 1.0)\n"
        "except UtteranceError as error: print('MESSAGE', error, voices.spent)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "not finished in time True" in ran.stdout


class Drivers:
    """As much of pyttsx3 as tells its voices, in the forms that its drivers have."""

    def __init__(self, *voices: tuple[str, list[Any] | None]) -> None:
        self._voices = [
            SimpleNamespace(name=name, id=f"id-{name}", languages=languages)
            for name, languages in voices
        ]

    def getProperty(self, name: str) -> Any:  # noqa: N802 - as the library calls it
        return self._voices if name == "voices" else self._voices[0].id


DRIVERS = Drivers(
    ("Zoe", ["en_US"]),
    ("Anna", [b"\x05de"]),
    ("Petra", ["\x05de-AT"]),
    ("Amelie", ["fr-CA"]),
    ("Robo", None),
    ("Mute", ["Unknown"]),
)


def test_languages_of_the_system_s_voices() -> None:
    """Drivers tell them as text, as bytes after a priority, with an underscore, or not at all."""
    told = {voice.name: voice.language for voice in system._voices(DRIVERS)}
    assert list(told.values()) == ["en-US", "de", "de-AT", "fr-CA", "und", "und"]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Zoe"), ("de", "Anna"), ("de-AT", "Petra"), ("fr", "Amelie")]
)
def test_the_system_s_voice_for_a_language(language: str, name: str) -> None:
    """Its own first, then one of the same language from elsewhere."""
    assert system._find_voice(DRIVERS, None, language).name == name


def test_the_system_has_no_voice_for_a_language() -> None:
    """It is refused, whatever voice the system would take; one that does not tell is not taken."""
    with pytest.raises(RefusalError, match=r'no voice for the language "es"'):
        system._find_voice(DRIVERS, None, "es")


class Writing(Drivers):
    """A driver of another system: it also writes a file for each utterance, or an empty one."""

    def __init__(self, *voices: tuple[str, list[Any] | None], frames: int = 2400) -> None:
        super().__init__(*voices)
        self.set: list[tuple[str, object]] = []
        self._frames = frames

    def connect(self, *_: object) -> None: ...

    def runAndWait(self) -> None: ...  # noqa: N802

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        self.set.append((name, value))

    def save_to_file(self, _text: str, path: str) -> None:
        with wave.open(path, "wb") as file:
            file.setparams((1, 2, 24_000, 0, "NONE", ""))
            file.writeframes(b"\x01\x02" * self._frames)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Be on a system whose own voices speak: Windows, macOS."""

    def use(init: Callable[[], Writing]) -> None:
        monkeypatch.setattr(system, "_USES_ESPEAK", False)
        monkeypatch.setitem(sys.modules, "pyttsx3", SimpleNamespace(init=init))

    return use


def test_another_system_s_voice_speaks(
    elsewhere: Use,
) -> None:
    """Its voice is set by the driver's id, and its rate again only where the speed changes."""
    driver = Writing(("Zoe", ["en_US"]), ("Anna", ["de_DE"]))
    elsewhere(lambda: driver)
    voices = system.SystemVoices("anna", "de", 150)
    assert (voices.voice, voices.languages) == ("Anna", ["de-DE"])
    for speed in (1.0, 1.2, 1.2):
        assert voices.speak("Halte die Dehnung.", speed) == (24_000, b"\x01\x02" * 2400)
    assert driver.set == [("voice", "id-Anna"), ("rate", 150), ("voice", "id-Anna"), ("rate", 180)]
    assert [voice.name for voice in system.SystemVoices.list_voices()] == ["Zoe", "Anna"]


def test_a_voice_that_another_system_has_not(
    elsewhere: Use,
) -> None:
    """It is refused with the nearest name, as that system writes it."""
    elsewhere(lambda: Writing(("Zoe", ["en_US"]), ("Anna", ["de_DE"])))
    with pytest.raises(WrongVoiceError, match="did you mean Anna"):
        system.SystemVoices("Ana", "de", 150)


def test_empty_files_of_another_system(
    elsewhere: Use,
) -> None:
    """A driver that keeps writing nothing is an error, and a fresh process has to take over."""
    elsewhere(lambda: Writing(("Zoe", ["en_US"]), frames=0))
    voices = system.SystemVoices(None, "en", 150)
    assert voices.speak("…", 1.0) == (24_000, b"")
    with pytest.raises(UtteranceError, match="the sound file is empty"):
        voices.speak("Hold.", 1.0)
    assert voices.spent


def test_another_system_without_voices(
    elsewhere: Use,
) -> None:
    """What the driver raises is told in a sentence, with what to do."""

    def broken() -> Writing:
        raise OSError("no SAPI here")

    elsewhere(broken)
    with pytest.raises(RefusalError, match=r"OSError: no SAPI here.*choose the engine espeak"):
        system.SystemVoices(None, "en", 150)
