"""Sound files in place of chimes: what is decoded, and what is refused."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.chime import chime, in_place_of
from audio.clip import SAMPLE_RATE
from audio.loudness import loudness_lufs
from audio.own_sound import LONGEST_S, OwnSoundError, decoded
from tests.bells import bell

if TYPE_CHECKING:
    from audio.chime import ChimeName


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44_100, 2), (48_000, 1), (96_000, 2)])
def test_any_wav_becomes_one_channel_at_our_rate(rate: int, channels: int) -> None:
    """As long as it was, whatever its rate."""
    sound = np.frombuffer(decoded(bell(0.5, rate, channels)), np.int16)
    assert len(sound) == pytest.approx(SAMPLE_RATE / 2, abs=50)
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(sound) == pytest.approx(600, abs=3)


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", ["flac", "mp3", "ogg"])
def test_other_formats_are_decoded_too(ending: str, tmp_path: Path) -> None:
    """FLAC, MP3 and OGG Vorbis, as ffmpeg writes them."""
    (tmp_path / "bell.wav").write_bytes(bell())
    out = tmp_path / f"bell.{ending}"
    codec = ["-c:a", "libvorbis"] if ending == "ogg" else []
    command = [shutil.which("ffmpeg") or "", "-v", "error", "-i", tmp_path / "bell.wav"]
    subprocess.run([*command, *codec, out], check=True)
    sound = np.frombuffer(decoded(out.read_bytes()), np.int16)
    assert len(sound) == pytest.approx(SAMPLE_RATE / 2, abs=5000)
    assert np.abs(sound).max() == pytest.approx(6553, rel=0.15)


@pytest.mark.needs("ffmpeg")
def test_a_small_file_cannot_take_much_memory(tmp_path: Path) -> None:
    """Half an hour in little more than 100 kB: decoding ends after ten seconds."""
    out = tmp_path / "long.flac"
    source = ["-f", "lavfi", "-i", "sine=frequency=600:duration=1800"]
    subprocess.run([shutil.which("ffmpeg") or "", "-v", "error", *source, out], check=True)
    with pytest.raises(OwnSoundError, match="longer than 10 s"):
        decoded(out.read_bytes())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no sound file"),
        (b"Hello.", "no sound file"),
        (bell()[:12], "cannot be decoded"),
        (b"RIFF" + b"\0" * 400, "cannot be decoded"),
        (b"OggS" + b"\0" * 400, "cannot be decoded"),
        (bell(level=0), "silent"),
        (bell(0), "silent"),
        (bell(LONGEST_S + 0.1, 8000, 1), "longer than 10 s"),
    ],
)
def test_what_is_no_sound_is_refused(content: bytes, told: str) -> None:
    """In words that follow the name of the file."""
    with pytest.raises(OwnSoundError, match=told):
        decoded(content)
    assert decoded(bell(LONGEST_S, 8000, 1))


def test_a_file_that_ends_its_decoder_is_refused() -> None:
    """A tone with some bytes changed at random, with which the decoder ends its process."""
    with pytest.raises(OwnSoundError, match="cannot be decoded"):
        decoded(Path(__file__).with_name("damaged.ogg").read_bytes())


def test_a_decoder_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time the file is refused, and no process of it is left."""
    started: list[subprocess.Popen[bytes]] = []

    class Hanging(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: Any) -> None:
            del command
            super().__init__([sys.executable, "-c", "input(); input()"], **options)
            self.send_signal(signal.SIGSTOP)
            started.append(self)

    monkeypatch.setattr("audio.own_sound._PATIENCE_S", 0.2)
    monkeypatch.setattr(subprocess, "Popen", Hanging)
    with pytest.raises(OwnSoundError, match="cannot be decoded"):
        decoded(bell(0.07))
    assert started[0].returncode == -signal.SIGKILL


@given(st.data())
@settings(max_examples=20)
def test_a_scrambled_file_is_refused_or_read(data: st.DataObject) -> None:
    """Whatever its bytes are, nothing ends the program."""
    content = bytearray(bell(0.05))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    try:
        decoded(bytes(content[: data.draw(st.integers(1, len(content)))]))
    except OwnSoundError:
        return


@pytest.mark.parametrize("name", ["start", "halfway", "alarm"])
@pytest.mark.parametrize("level", [0.02, 0.9])
def test_it_is_as_loud_as_the_chime_in_whose_place_it_is(name: ChimeName, level: float) -> None:
    """However loud the file is."""
    clip = in_place_of(name, decoded(bell(1.0, level=level)))
    wanted = loudness_lufs(chime(name).samples / 32768, SAMPLE_RATE)
    assert loudness_lufs(clip.samples / 32768, SAMPLE_RATE) == pytest.approx(wanted, abs=1.0)
