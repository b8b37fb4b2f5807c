"""Voices as they are opened: cached, each text spoken once, with the platform's engines."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.errors import VoiceError
from audio.speech import engines, registry
from audio.speech.cache import MEMORY_LIMIT
from audio.speech.engine_voice import EngineVoice
from audio.speech.engines import list_engines, open_voice
from audio.speech.registry import BUILT_IN
from audio.speech.voice import Parameters
from audio.speech.workers import Utterance
from tests.audio.speech.tiny_voice import NAME, install_tiny, tiny_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio.clip import Samples
    from audio.speech.voice import Voice

    Open = Callable[..., Voice]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open voices that are closed after the test."""
    voices: list[Voice] = []

    def open_it(*arguments: str | None, **parameters: object) -> Voice:
        voices.append(open_voice(Parameters(*arguments, **parameters)))
        return voices[-1]

    yield open_it
    for voice in voices:
        voice.close()


class CountingWorkers:
    """In place of workers: hums for each text, and counts how often."""

    def __init__(self) -> None:
        self.spoken: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False

    def speak(self, text: str, speed: float) -> Utterance:
        self.spoken.append(text)
        self.gate.wait()
        if text == "broken":
            raise VoiceError("It is broken.")
        hum = np.sin(np.arange(int(2000 * len(text) / speed)) / 20) * 9000
        return Utterance(hum.astype(np.int16).tobytes(), 22050)

    def close(self) -> None:
        self.closed = True


def counting(**parameters: object) -> tuple[EngineVoice, CountingWorkers]:
    workers = CountingWorkers()
    version = str(parameters.pop("version", "1"))
    return EngineVoice("espeak", version, Parameters(**parameters), workers), workers


@pytest.mark.parametrize("engine", BUILT_IN)
@pytest.mark.usefixtures("tiny")
def test_a_real_voice_speaks(opened: Open, engine: str) -> None:
    """Each engine makes a clip of the length of its words, audible and read-only."""
    voice = opened(engine)
    clip = voice.speak("Sit back on your heels, and let your arms rest.")
    assert 2 < clip.frames / SAMPLE_RATE < 5
    assert np.abs(clip.samples.astype(int)).max() > 3000
    assert not clip.samples.flags.writeable
    named = NAME if engine == "piper" else "en"
    assert (voice.name, voice.language) == (f"{engine} {named}", "en")


def test_warm_equals_cold(opened: Open) -> None:
    """A clip from the disk is the clip that was spoken, sample for sample."""
    cold = opened("espeak").speak("Breathe out.", 1.1)
    warm = opened("espeak").speak("Breathe out.", 1.1)
    assert warm is not cold
    assert np.array_equal(warm.samples, cold.samples)


def test_the_cache_spares_the_engine() -> None:
    """A second voice of the same kind asks no worker; nor does any text that is the same words."""
    first, _ = counting()
    clip = first.speak("Breathe in.")
    assert first.speak(" Breathe\tin.\n") is clip
    first.close()
    second, workers = counting()
    assert np.array_equal(second.speak("Breathe in.").samples, clip.samples)
    assert workers.spoken == []


@pytest.mark.parametrize(
    "other", [{"voice": "de"}, {"language": "de"}, {"pace_wpm": 151}, {"version": "2"}]
)
def test_what_sounds_different_is_spoken(other: dict[str, object]) -> None:
    """Another voice, language, pace or version of the engine never gets a clip of this one."""
    first, _ = counting()
    first.speak("Breathe in.")
    second, workers = counting(**other)
    second.speak("Breathe in.")
    second.speak("Breathe in.", 1.2)
    assert workers.spoken == ["Breathe in.", "Breathe in."]


def test_another_choice_in_the_system_s_settings_is_spoken_anew() -> None:
    """What an engine speaks with when no voice is named is part of the key, where it may change."""

    class SystemWorkers(CountingWorkers):
        chosen = "Anna"

        def voice(self) -> str:
            return self.chosen

    def spoken_by(chosen: str) -> list[str]:
        workers = SystemWorkers()
        workers.chosen = chosen
        EngineVoice("pyttsx3", "1", Parameters(), workers).speak("Breathe.")
        return workers.spoken

    assert spoken_by("Anna") == ["Breathe."]
    assert spoken_by("Anna") == []
    assert spoken_by("Bert") == ["Breathe."]


def test_a_damaged_entry_is_spoken_again(tmp_path: Path) -> None:
    """And the clip is the same as before."""
    first, _ = counting()
    clip = first.speak("Breathe in.")
    (entry,) = (tmp_path / "cache" / "clips").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    second, workers = counting()
    assert np.array_equal(second.speak("Breathe in.").samples, clip.samples)
    assert workers.spoken == ["Breathe in."]


def test_a_text_is_spoken_once_at_a_time() -> None:
    """Threads that ask for the same words meanwhile wait for the same clip."""
    voice, workers = counting()
    workers.gate.clear()
    with ThreadPoolExecutor(8) as pool:
        clips = [pool.submit(voice.speak, "Breathe in.") for _ in range(8)]
        while not workers.spoken:
            threading.Event().wait(0.001)
        workers.gate.set()
    assert len({id(clip.result()) for clip in clips}) == 1
    assert workers.spoken == ["Breathe in."]


def test_a_fault_is_everybodys_and_then_forgotten() -> None:
    """All who wait get the error; who asks later has it tried again."""
    voice, workers = counting()
    workers.gate.clear()
    with ThreadPoolExecutor(4) as pool:
        clips = [pool.submit(voice.speak, "broken") for _ in range(4)]
        while not workers.spoken:
            threading.Event().wait(0.001)
        workers.gate.set()
    assert {str(clip.exception()) for clip in clips} == {"It is broken."}
    tried = len(workers.spoken)
    with pytest.raises(VoiceError):
        voice.speak("broken")
    assert len(workers.spoken) == tried + 1


def test_nothing_to_say_is_a_short_silence(opened: Open) -> None:
    """No words, or signs without sound: 10 ms, and the session goes on."""
    voice = opened("espeak")
    for text in ("", " \n", "()", "\ue000"):
        clip = voice.speak(text)
        assert clip.frames == SAMPLE_RATE // 100
        assert not clip.samples.any()


def test_memory_does_not_grow_with_the_session() -> None:
    """However many clips were spoken, those in memory stay within their limit."""
    voice, _ = counting()
    for number in range(60):
        voice.speak(f"{number:050}")
    assert 0.9 * MEMORY_LIMIT < voice._memory._bytes <= MEMORY_LIMIT


def test_a_voice_that_was_closed_keeps_no_thread_and_speaks_no_more() -> None:
    """Not even while somebody still has it; who asks it then is told."""
    before = set(threading.enumerate())
    voice, _ = counting()
    voice.speak("Breathe in, slowly.")
    voice.close()
    assert set(threading.enumerate()) <= before
    with pytest.raises(VoiceError, match="closed before it had spoken"):
        voice.speak("Breathe out, slowly.")


def test_a_voice_that_was_closed_holds_no_clips() -> None:
    """A row of sessions takes no more memory than one, though what is over is kept for a while."""
    voice, _ = counting()
    samples = weakref.ref(voice.speak("Fold.").samples)
    assert samples() is not None
    voice.close()
    assert samples() is None


def test_an_unknown_engine() -> None:
    """Is refused at once, with the names of those that exist."""
    with pytest.raises(
        VoiceError, match=r'no engine "sam": choose espeak, pyttsx3, piper or silent'
    ):
        open_voice(Parameters("sam"))


@pytest.mark.parametrize(
    ("platform", "usual"), [("linux", ["espeak"]), ("darwin", ["pyttsx3", "espeak"])]
)
def test_the_platforms_engine(
    monkeypatch: pytest.MonkeyPatch, platform: str, usual: list[str]
) -> None:
    """ESpeak on Linux; elsewhere the system's voices, then eSpeak."""
    monkeypatch.setattr(sys, "platform", platform)
    assert tried() == usual


def tried(*parameters: str | None, lasting: bool = False) -> list[str]:
    """The engines that are tried, with the voice where one is named."""
    choices = engines._choices(Parameters(*parameters), lasting)
    return [f"{engine} {voice or ''}".strip() for engine, voice in choices]


def test_the_order_of_what_is_tried(tiny: Path) -> None:
    """A neural voice of the language, then eSpeak; first what was chosen; at last tones."""
    assert tried() == [f"piper {NAME}", "espeak"]
    assert tried(None, None, "de") == ["espeak"]
    assert tried(None, "de") == ["espeak de"]
    assert tried(None, NAME.upper()) == [f"piper {NAME}"]
    assert tried(None, "de_DE-other-low") == ["piper de_DE-other-low"]
    assert tried("espeak", lasting=True) == ["espeak", f"piper {NAME}", "silent"]
    assert tried(None, "de_DE-other-low", lasting=True)[1:] == [f"piper {NAME}", "espeak", "silent"]


def test_without_piper_its_voices_are_passed_over(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silently: nobody has chosen them."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert tried() == ["espeak"]


def test_a_damaged_neural_voice_is_told_once_and_passed_over(tiny: Path) -> None:
    """And eSpeak speaks what it should have."""
    (tiny / f"{NAME}.onnx").write_bytes(b"")
    told: list[str] = []
    voice = open_voice(Parameters(), told=told.append)
    assert voice.name == f"piper {NAME}"
    for text in ("Hold.", "Rest."):
        assert voice.speak(text).frames > 1000
    voice.close()
    assert voice.name == "espeak en"
    (sentence,) = told
    assert "is damaged" in sentence and sentence.endswith("Instead, espeak en spoke.")


def test_what_speaks_instead_speaks_the_same_language(voices: Path) -> None:
    """A German neural voice that fails is followed by eSpeak's German one, and not by English."""
    german = "Sit back: einundzwanzig, zweiunddreißig."
    install_tiny(voices)
    (install_tiny(voices, "de_DE-tiny-low") / "de_DE-tiny-low.onnx").write_bytes(b"")
    told: list[str] = []
    samples = []
    for parameters in (Parameters(language="de"), Parameters("espeak", language="de")):
        voice = open_voice(parameters, lasting=True, told=told.append)
        samples.append(voice.speak(german).samples)
        voice.close()
    assert np.array_equal(*samples)
    assert len(told) == 1 and told[0].endswith("Instead, espeak de spoke.")


def test_where_none_speaks_a_language_none_speaks(voices: Path) -> None:
    """However lasting: a session is not read by a voice of another language, nor in tones."""
    install_tiny(voices)
    voice = open_voice(Parameters(language="tlh"), lasting=True)
    with pytest.raises(VoiceError, match=r'no voice for the language "tlh".*guide voices'):
        voice.speak("Hold.")
    voice.close()


@pytest.mark.usefixtures("example")
def test_the_voice_of_an_added_engine_speaks_its_language(opened: Open) -> None:
    """What it says of itself is looked at by the program: it need not refuse by itself."""
    with pytest.raises(VoiceError, match=r'high speaks en, and the text is in "de"'):
        opened("hum", "high", "de").speak("Hallo.")


def test_another_version_of_a_voice_is_spoken_anew(tiny: Path) -> None:
    """Clips of the model before are not taken for its own."""

    def samples() -> Samples:
        voice = open_voice(Parameters())
        try:
            return voice.speak("Breathe.").samples
        finally:
            voice.close()

    before = samples()
    assert np.array_equal(samples(), before)
    settings = tiny / f"{NAME}.onnx.json"
    settings.write_bytes(tiny_settings(inference={"noise_scale": 0.9, "length_scale": 1}))
    assert not np.array_equal(samples(), before)


def test_all_engines_are_listed() -> None:
    """Each with its voices, and one of them the usual one."""
    reports = {report.name: report for report in list_engines()}
    assert set(reports) == set(BUILT_IN)
    assert [report.name for report in reports.values() if report.usual] == ["espeak"]
    assert all(report.optional or report.voices for report in reports.values())
    assert all(bool(report.voices) != bool(report.problem) for report in reports.values())


def test_an_engine_that_does_not_work_is_listed_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Why, and what to do; no voices."""
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('no speech here')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    report = next(report for report in list_engines() if report.name == "pyttsx3")
    assert report.voices == ()
    assert report.problem and "no speech here" in report.problem
    assert "choose the engine espeak" in report.problem


def test_versions_are_read_without_starting_an_engine() -> None:
    """The quick way gives what importlib.metadata says; an absent package has none."""
    for package in ("pyttsx3", "espeakng_loader"):
        assert version(package) in registry._version(package)
    assert registry._version("no_such_package") == ""


def test_opening_imports_no_numpy_before_the_worker_starts() -> None:
    """What takes longest to import is imported while the first worker starts."""
    code = "import sys, audio.speech.engines; print('numpy' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    printed = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert printed == "False\n"


def test_a_worker_imports_only_what_it_needs() -> None:
    """No numpy in the process that is waited for."""
    code = "import sys, audio.speech.worker, audio.speech.espeak; print('numpy' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    printed = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert printed == "False\n"
