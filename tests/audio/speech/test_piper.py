"""The engine ``piper``, real, with a voice that was made for it: the same bytes, always."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any

import pytest

from audio.errors import VoiceError
from audio.speech.engine import RefusalError
from audio.speech.fork import CAN_FORK
from audio.speech.piper import LONGEST, PAUSE_S, Piper, _sentences
from audio.speech.piper_pace import SAMPLES, SOUNDS_A_WORD, USUAL_WPM
from audio.speech.piper_voices import find_installed, installed_voices, licence_in
from audio.speech.plain import plain_words
from audio.speech.workers import EngineRefusedError
from bench.soak import CRASH_TEXTS, utterances
from tests.audio.speech.tiny_voice import NAME, RATE, install_tiny, tiny_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.speech.conftest import StartWorkers

TEXTS = [*utterances(12, seed=5), "Hold.", "Ten seconds left."]


def test_the_same_text_gives_the_same_bytes(tiny: Path, start_workers: StartWorkers) -> None:
    """In any order, in any process, though the model draws random numbers."""
    first, second = start_workers("piper"), start_workers("piper")
    spoken = {text: first.speak(text, 1.0).pcm for text in TEXTS}
    for text in reversed(TEXTS):
        assert second.speak(text, 1.0).pcm == spoken[text]
    assert len(set(spoken.values())) == len(TEXTS)


def test_without_forks_it_is_the_same(tiny: Path) -> None:
    """Where the system has none, a fresh process speaks each utterance: to the byte as a fork."""
    if not CAN_FORK:
        pytest.skip("there is no fork to compare with")
    fresh = Piper(None, "en", 150, can_fork=False)
    rate, pcm = fresh.speak("Breathe in.", 1.0)
    assert fresh.spent
    assert (rate, bytes(pcm)) == (RATE, bytes(Piper(None, "en", 150).speak("Breathe in.", 1.0)[1]))


def test_a_text_that_aborts_costs_one_utterance(tiny: Path, start_workers: StartWorkers) -> None:
    """Piper makes phonemes with eSpeak, which crashes on some; the worker goes on."""
    workers = start_workers("piper")
    workers.speak("Hold.", 1.0)
    before = workers.pids
    for text in CRASH_TEXTS.values():
        try:
            assert workers.speak(plain_words(text), 1.0).pcm
        except VoiceError as error:
            assert "could not speak" in str(error)
    assert workers.pids == before
    assert workers.speak("Hold.", 1.0).pcm


def test_it_pauses_between_sentences(tiny: Path) -> None:
    """By itself it would run one into the other."""
    piper = Piper(None, "en", 150)
    pause = 2 * round(PAUSE_S * piper.own_pace_wpm / 150 * RATE)
    for one, other in (
        ("Hold.", "Rest."),
        ("Hold…", "and rest."),
        ("Hold...", "and rest."),
        ("(Hold.)", "Rest!"),
        ("Hold?”", "3 more."),
    ):
        both = len(piper.speak(f"{one} {other}", 1.0)[1])
        apart = len(piper.speak(one, 1.0)[1]) + len(piper.speak(other, 1.0)[1])
        assert both - apart == pause, one


def test_it_does_not_pause_within_a_sentence(tiny: Path) -> None:
    """A dot is not always its end."""
    assert _sentences("Hold, i.e. rest for 3.5 s, approx. so.") == [
        "Hold, i.e. rest for 3.5 s, approx. so."
    ]


@pytest.mark.parametrize("own", [0.7, 1.0, 1.5])
def test_a_pace_is_the_same_of_all_voices(tiny: Path, own: float) -> None:
    """However fast they speak by themselves: that is measured once, and kept beside the model."""
    (tiny / f"{NAME}.onnx.json").write_bytes(tiny_settings(inference={"length_scale": own}))
    piper = Piper(None, "en", 150)
    sample = SAMPLES["en"]
    seconds = len(piper.speak(sample, 1.0)[1]) / 2 / RATE
    sounds = 45  # letters of the phonetic alphabet
    assert seconds == pytest.approx(60 * sounds / SOUNDS_A_WORD / 150, rel=0.02)
    kept = json.loads((tiny / "pace.json").read_bytes())
    assert kept["wpm"] == piper.own_pace_wpm
    (tiny / "pace.json").write_text(json.dumps(kept | {"wpm": 100.0}))
    assert Piper(None, "en", 150).own_pace_wpm == 100.0
    (tiny / "pace.json").write_text(json.dumps({"voice": "of another version", "wpm": 100.0}))
    assert Piper(None, "en", 150).own_pace_wpm == piper.own_pace_wpm


def test_a_language_without_a_sample_has_the_usual_pace(voices: Path) -> None:
    """Nothing is measured, and nothing kept."""
    folder = install_tiny(voices, "la_VA-tiny-low")
    assert Piper(None, "la", 150).own_pace_wpm == USUAL_WPM
    assert not (folder / "pace.json").exists()


def test_brackets_are_words(tiny: Path) -> None:
    """What is between two of them would be taken for phonemes by Piper."""
    piper = Piper(None, "en", 150)
    assert bytes(piper.speak("[[lift]]", 1.0)[1]) == bytes(piper.speak("[ [lift] ]", 1.0)[1])


def test_long_sentences_come_in_pieces(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that memory does not grow with their square; no word is lost."""
    piper = Piper(None, "en", 150, can_fork=False)
    pieces: list[str] = []

    def synthesize(text: str, _: object) -> list[Any]:
        pieces.append(text)
        return []

    monkeypatch.setattr(piper._loaded, "synthesize", synthesize)
    text = "lift and lower " * 200
    piper.speak(text, 1.0)
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces).split() == text.split()


def test_voices_are_found(voices: Path) -> None:
    """By name whatever its capitals, or by language: its own first, then a related one."""
    for name in ("en_GB-a-low", "en_US-b-medium", "en_US-c-high", "de_DE-d-medium"):
        install_tiny(voices, name)
    (voices / "en_US-half-low").mkdir()  # without its files
    (voices / "notes").mkdir()
    assert len(installed_voices()) == 4

    def found(voice: str | None, language: str) -> str | None:
        one = find_installed(voice, language)
        return one and one.name

    assert found("EN_us-B-medium", "de") == "en_US-b-medium"
    assert found("en_US-half-low", "en") is None
    assert found(None, "en") == found(None, "en-US") == "en_US-c-high"
    assert found(None, "en-GB") == "en_GB-a-low"
    assert found(None, "de-AT") == "de_DE-d-medium"
    assert found(None, "fr") is None


@pytest.mark.parametrize(
    ("voice", "language", "says"),
    [
        ("en_US-other-low", "en", r"not installed: 'guide voices install en_US-other-low'"),
        ("tiny", "en", r'no voice "tiny": .*\(guide voices'),
        (None, "fr", r'for the language "fr" is installed: .guide voices install'),
    ],
)
def test_a_voice_that_is_not_there(
    tiny: Path, start_workers: StartWorkers, voice: str | None, language: str, says: str
) -> None:
    """Is refused, with the command that fetches it."""
    with pytest.raises(EngineRefusedError, match=says):
        start_workers("piper", voice=voice, language=language).speak("Hold.", 1.0)


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        (f"{NAME}.onnx", b"no model", "is damaged.*guide voices install"),
        (f"{NAME}.onnx.json", b"{", "is damaged"),
        (f"{NAME}.onnx.json", b"{}", "is damaged"),
        (f"{NAME}.onnx.json", tiny_settings(phoneme_type="pinyin"), "needs pinyin phonemes"),
    ],
)
def test_a_damaged_voice(
    tiny: Path, start_workers: StartWorkers, file: str, content: bytes, says: str
) -> None:
    """Is refused in one sentence that says what mends it."""
    (tiny / file).write_bytes(content)
    with pytest.raises(EngineRefusedError, match=says):
        start_workers("piper").speak("Hold.", 1.0)


def test_without_the_package(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: what to install is said."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "piper":
            raise ImportError("No module named 'piper'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for use in (Piper.list_voices, lambda: Piper(None, "en", 150)):
        with pytest.raises(RefusalError, match=r"pip install 'stretch-guide\[piper\]'"):
            use()


def test_what_is_listed(tiny: Path) -> None:
    """Language and quality by the name, the licence by the card, and what it takes on disk."""
    (listed,) = Piper.list_voices()
    assert (listed.name, listed.language, listed.quality) == (NAME, "en-US", "low")
    assert listed.licence == "CC0 1.0"
    assert listed.size_bytes == sum(path.stat().st_size for path in tiny.iterdir())
    assert licence_in(b"* Licence: CC BY 4.0\n") == "CC BY 4.0"
    assert licence_in(b"\xff\xfe") == ""
    assert licence_in(b"\n" * 60_000 + b"licence: \x1b[2J MIT \r\n") == "?[2J MIT"


def test_an_exchanged_model_is_another_voice(tiny: Path) -> None:
    """Its clips are not those of the one before."""
    voice = find_installed(NAME, "en")
    assert voice
    before = voice.identity
    install_tiny(tiny.parent, "en_US-x-low").joinpath("en_US-x-low.onnx").replace(voice.model)
    assert voice.identity != before
