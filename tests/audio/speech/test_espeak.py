"""The engine ``espeak``: the same bytes for the same text, and words only."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import espeakng_loader
import numpy as np
import pytest

from audio.errors import VoiceError
from audio.speech.engine import RefusalError, VoiceInfo
from audio.speech.espeak_library import Library
from audio.speech.espeak_voices import data_folder, find_voice, list_voices
from audio.speech.piper_voices import VARIABLE
from audio.speech.plain import LONGEST, plain_words
from audio.speech.workers import EngineRefusedError
from bench.soak import CRASH_TEXTS, utterances

if TYPE_CHECKING:
    from tests.audio.speech.conftest import StartWorkers

ROOT = Path(__file__).parents[3]
TEXTS = [*utterances(12, seed=5), "Hold.", "🙏", "Ten seconds left."]


def run(code: str, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_the_same_bytes_in_any_order(start_workers: StartWorkers) -> None:
    """One job or two, forwards or shuffled, in these workers or in others: no difference."""
    one, two = start_workers(jobs=1), start_workers(jobs=2)
    alone = {text: one.speak(text, 1.0) for text in TEXTS}
    shuffled = random.Random(3).sample(TEXTS * 3, 3 * len(TEXTS))
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda text: two.speak(text, 1.0), shuffled))
    assert together == [alone[text] for text in shuffled]


@pytest.mark.parametrize("name", CRASH_TEXTS)
def test_published_crash_texts(start_workers: StartWorkers, name: str) -> None:
    """Each is spoken, or is one clear error; the words after it come as ever."""
    workers = start_workers()
    before = workers.speak("Breathe in.", 1.0)
    try:
        workers.speak(plain_words(CRASH_TEXTS[name]), 1.0)
    except VoiceError as error:
        assert "could not speak" in str(error)
    assert workers.speak("Breathe in.", 1.0) == before


def test_a_crash_costs_no_worker(start_workers: StartWorkers) -> None:
    """The process that was initialised lives on, whatever its forks do."""
    workers = start_workers()
    workers.speak("Breathe in.", 1.0)
    pids = workers.pids
    with pytest.raises(VoiceError, match="signal 6"):
        workers.speak("s'" * 220, 1.0)
    assert workers.pids == pids


@pytest.mark.parametrize(
    ("odd", "words"),
    [("<b>slowly</b>", "< b > slowly < / b >"), ("breathe &amp; rest", "breathe & amp; rest")],
)
def test_markup_is_not_interpreted(start_workers: StartWorkers, odd: str, words: str) -> None:
    """What looks like SSML is spoken, not obeyed: longer than without the signs."""
    workers = start_workers()
    plain = "".join(letter for letter in odd if letter.isalpha() or letter == " ")
    assert len(workers.speak(odd, 1.0).pcm) > 1.2 * len(workers.speak(plain, 1.0).pcm)
    assert len(workers.speak(odd, 1.0).pcm) > 0.8 * len(workers.speak(words, 1.0).pcm)


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("--help yourself", "help yourself"),
        ("-v de to the left", "v de to the left"),
        ("to the \x01300S left", "to the  300S left"),
        ("to\x00 the \x1b[31m left", "to  the   [31m left"),
    ],
)
def test_commands_are_words(start_workers: StartWorkers, odd: str, plain: str) -> None:
    """Options and control characters change nothing."""
    workers = start_workers()
    heard, expected = (workers.speak(plain_words(text), 1.0) for text in (odd, plain))
    assert len(heard.pcm) == pytest.approx(len(expected.pcm), rel=0.03)


def test_phoneme_brackets_are_not_interpreted(start_workers: StartWorkers) -> None:
    """A number between them is read out, which takes seconds; as phonemes it is none."""
    utterance = start_workers().speak("[[1234567]]", 1.0)
    assert len(utterance.pcm) / 2 / utterance.sample_rate > 2


@pytest.mark.parametrize("text", ["مرحبا", "שלום", "\u202eabc", "你好", "a\u0301" * 50, "½ → 90°"])
def test_other_scripts_are_heard(start_workers: StartWorkers, text: str) -> None:
    """Nobody's language ends a session."""
    assert len(start_workers().speak(text, 1.0).pcm) > 5000


def test_faster(start_workers: StartWorkers) -> None:
    """A speed of 1.25 makes it a quarter faster, within what pauses allow."""
    workers = start_workers()
    text = "Sit back on your heels and reach your arms forward along the floor"
    slow, fast = (len(workers.speak(text, speed).pcm) for speed in (1.0, 1.25))
    assert slow / fast == pytest.approx(1.25, rel=0.07)


def test_the_pace_is_about_what_is_asked_for(start_workers: StartWorkers) -> None:
    """Words a minute over several sentences, pauses included."""
    words = (
        "Lie on your back with your knees bent. Place your feet flat on the floor, as wide as your "
        "hips. Lift your hips a few inches. Hold this position and keep breathing. Lower your hips "
        "gently to the floor. Let your shoulders drop, and rest for a moment."
    )
    for pace in (110, 150, 190):
        utterance = start_workers(pace_wpm=pace).speak(words, 1.0)
        minutes = len(utterance.pcm) / 2 / utterance.sample_rate / 60
        assert len(words.split()) / minutes == pytest.approx(pace, rel=0.12)


def test_sentences_are_set_apart(start_workers: StartWorkers) -> None:
    """Between sentences there is a calmer pause than after a full stop in the middle of one."""
    workers = start_workers()
    apart, together = (
        len(workers.speak(text, 1.0).pcm) for text in ("Lift. Lower. Rest.", "Lift, lower, rest.")
    )
    assert apart > together + 0.5 * 2 * 22050


def test_a_comma_is_heard(start_workers: StartWorkers) -> None:
    """It parts what is said by a tenth of a second or more, in any language."""
    for language, parted in (("en", "lift, lower, rest"), ("de", "heb, senk, ruh")):
        workers = start_workers(language=language)
        pcm = np.frombuffer(workers.speak(parted, 1.0).pcm, np.int16)
        level = np.convolve(np.abs(pcm.astype(float)), np.ones(220) / 220, "same")
        quiet = level < level.max() / 100
        edges = np.flatnonzero(np.diff(quiet.astype(int)))
        inside = np.diff(edges)[quiet[edges[:-1] + 1]]
        assert sum(inside > 0.1 * 22050) == 2


def test_without_fork_a_fresh_process_speaks_the_same() -> None:
    """On Windows each utterance has a process of its own, and the bytes are those of a fork."""
    code = """if True:
        import hashlib, sys
        from audio.speech.espeak import Espeak
        espeak = Espeak(None, "en", 150, can_fork=sys.argv[1] == "fork")
        for text in ("Lift your hips.", "Hold."):
            print(hashlib.sha256(espeak.speak(text, 1.0)[1]).hexdigest(), espeak.spent)
            if espeak.spent:
                break
    """
    forked, fresh = (run(code, way).split() for way in ("fork", "fresh"))
    assert forked[0] == fresh[0]
    assert (forked[1], fresh[1]) == ("False", "True")


def test_a_long_path_to_its_data(tmp_path: Path) -> None:
    """Installed deeper than the 160 bytes that eSpeak keeps of a path, and beyond ASCII."""
    deep = tmp_path / ("dé per" * 20) / ("d" * 100) / "espeakng_loader"
    source = Path(espeakng_loader.__file__).parent
    shutil.copytree(source, deep, ignore=shutil.ignore_patterns("*_dict", "__pycache__"))
    shutil.copy(source / "espeak-ng-data" / "en_dict", deep / "espeak-ng-data")
    code = """if True:
        import sys
        sys.path.insert(0, sys.argv[1])
        from audio.speech.espeak import Espeak
        import espeakng_loader
        assert len(espeakng_loader.get_data_path()) > 160
        print(len(Espeak(None, "en", 150).speak("Hold.", 1.0)[1]))
    """
    assert int(run(code, str(deep.parent))) > 10_000


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en", "en-US"), ("EN_gb", "en-GB-x-rp"), ("en-AU", "en-US"), ("de-AT", "de"),
     ("pt-BR", "pt-BR"), ("zh-TW", "cmn"), ("no", "nb"), ("es-419", "es-419")],
)  # fmt: skip
def test_a_voice_for_each_language(language: str, voice: str) -> None:
    """A tag finds its own voice, or the one of a more general tag."""
    assert find_voice(None, language).partition("+")[0] == voice


def test_a_voice_by_name() -> None:
    """With or without a variant, in any case."""
    assert find_voice("EN-us", "de") == "en-US"
    assert find_voice("de+ANNIE", "en") == "de+Annie"


def test_a_voice_by_the_tag_of_its_language() -> None:
    """As people know it from elsewhere, although no file has that name."""
    assert find_voice("en-GB", "de") == "en-GB-x-rp"
    assert find_voice("fr_FR+f3", "de") == "fr+f3"


@pytest.mark.parametrize(
    ("voice", "hint"),
    [
        ("en-uss", r"mean en-us\?"),
        ("en-us+f22", r"mean en-us\+f2[ ?]"),
        ("en-UK", r"mean en-gb\?"),
        ("englsh", r"mean en-us\?"),
        ("Germn", r"mean de\?"),
        ("Klingon-9", r"mean piqd\?"),
        ("Q-zz-9", r": choose one \(guide voices"),
        ("gone", r": choose one \(guide voices"),
    ],
)
def test_an_unknown_voice(voice: str, hint: str) -> None:
    """Is refused in one sentence, with the nearest names."""
    with pytest.raises(RefusalError, match=hint):
        find_voice(voice, "en")


def test_a_part_of_the_name_of_an_installed_voice_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the codes of languages that share letters with it are not."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    name = "en_US-tiny-low"
    (tmp_path / name).mkdir()
    for suffix in (".onnx", ".onnx.json"):
        (tmp_path / name / f"{name}{suffix}").touch()
    with pytest.raises(RefusalError, match=rf"did you mean {name}\? \(guide"):
        find_voice("Tiny", "en")


def test_an_unknown_voice_is_told_at_the_first_words(start_workers: StartWorkers) -> None:
    """A worker refuses it without another try."""
    with pytest.raises(EngineRefusedError, match="did you mean"):
        start_workers(voice="en-uss").speak("Hold.", 1.0)
    with pytest.raises(EngineRefusedError, match='language "tlh"'):
        start_workers(language="tlh").speak("Hold.", 1.0)


def test_all_voices_are_listed() -> None:
    """With the tag of their language and a name for people; each can be found again."""
    voices = list_voices()
    assert VoiceInfo("en-us", "en-us", "English (America)") in voices
    assert len(voices) > 100
    for voice in voices:
        assert find_voice(voice.name, "en").casefold() == voice.name
    assert data_folder().is_dir()


def test_a_damaged_wheel_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without its library, or its data, the engine is refused with what to install again."""
    folder = tmp_path / "espeakng_loader"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "libespeak-ng.so").write_bytes(b"no library")
    path = str(folder / "libespeak-ng.so")
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: path)
    with pytest.raises(RefusalError, match=r"could not be loaded .*: reinstall the package"):
        Library("en")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: SimpleNamespace(origin=path))
    with pytest.raises(RefusalError, match="data of eSpeak NG is missing: reinstall the package"):
        data_folder()


def test_a_text_that_is_too_long() -> None:
    """It is refused before an engine gets it, with what to do."""
    with pytest.raises(VoiceError, match=rf"split it into cues of at most {LONGEST}\."):
        plain_words("a" * (LONGEST + 1))
