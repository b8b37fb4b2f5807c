"""Bitrates: what was asked for is what readers find, or a sentence tells what there is."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import mutagen
import numpy as np
import pytest

from audio.errors import FileError
from audio.files.formats import sound_writer
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 6


def written(ending: str, encoding: Encoding) -> bytes:
    """Return a file of noise, which takes all bits there are."""
    frames = SECONDS * encoding.rate
    shape = frames if encoding.channels == 1 else (frames, 2)
    file = io.BytesIO()
    writer = sound_writer(ending, file, About(), encoding)
    writer.write(np.random.default_rng(1).integers(-9000, 9000, shape).astype(np.int16))
    writer.finish()
    return file.getvalue()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("kbit", [64, 96, 128, 192, 256])
@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus", ".m4a"])
def test_files_have_the_bitrate_that_was_asked_for(ending: str, kbit: int, channels: int) -> None:
    """MP3 exactly; Vorbis tells it as what it aims at; Opus and AAC keep near it on average."""
    if ending == ".ogg" and channels == 1 and kbit > 240:
        pytest.skip("Vorbis has no such bitrate")
    content = written(ending, Encoding(channels, bitrate_kbit=kbit))
    told = mutagen.File(io.BytesIO(content)).info
    if ending in (".mp3", ".ogg"):
        assert told.bitrate == pytest.approx(1000 * kbit, rel=0.01)
    else:
        assert 8 * len(content) / SECONDS == pytest.approx(1000 * kbit, rel=0.2)


MP3_KBIT = {
    8_000: (32, 32, 64),
    16_000: (40, 40, 160),
    22_050: (56, 56, 160),
    32_000: (40, 48, 320),
    44_100: (56, 64, 320),
    48_000: (64, 64, 320),
}
"""Of each sample rate the lowest bitrates, of one channel and of two, whose frames have room for
that header, and the highest."""


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", MP3_KBIT)
@pytest.mark.parametrize("kbit", [32, 40, 48, 56, 64, 80, 112, 160, 320])
def test_mp3_is_as_long_as_the_sound_at_any_bitrate(
    tmp_path: Path, kbit: int, rate: int, channels: int
) -> None:
    """To the frame: its header tells its encoder's delay, or has no room to, and it is refused."""
    path = tmp_path / "a.mp3"
    encoding = Encoding(channels, rate, bitrate_kbit=kbit)
    *lowest, highest = MP3_KBIT[rate]
    if not lowest[channels - 1] <= kbit <= highest:
        with pytest.raises(FileError, match="MP3"):
            written(".mp3", encoding)
        return
    path.write_bytes(written(".mp3", encoding))
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-"]
    heard = subprocess.run(command, capture_output=True, check=True).stdout
    assert len(heard) // (2 * channels) == SECONDS * rate


@pytest.mark.parametrize(
    ("ending", "encoding", "says"),
    [
        (".mp3", Encoding(bitrate_kbit=100), "no bitrate of 100 kbit/s here: choose 96 or 112."),
        (".mp3", Encoding(bitrate_kbit=48), "MP3 has no bitrate of 48 kbit/s here: choose 64."),
        (".mp3", Encoding(rate=22_050, bitrate_kbit=320), "choose 160."),
        (".mp3", Encoding(rate=8_000, bitrate_kbit=128), "choose 64."),
        (".ogg", Encoding(bitrate_kbit=32), "Vorbis has no bitrate of 32 kbit/s here: choose 48."),
        (".ogg", Encoding(bitrate_kbit=320), "choose 240."),
        (".ogg", Encoding(rate=22_050, bitrate_kbit=64), "Vorbis has no bitrate to choose here"),
        (".opus", Encoding(bitrate_kbit=320), "choose 256."),
        (".m4a", Encoding(bitrate_kbit=320), "M4A has no bitrate of 320 kbit/s here: choose 288."),
        (".m4b", Encoding(rate=8_000, bitrate_kbit=64), "choose 48."),
        (".flac", Encoding(bitrate_kbit=64), "FLAC has no bitrate to choose here: leave --bitrate"),
        (".wav", Encoding(bitrate_kbit=64), "WAV has no bitrate to choose here: leave"),
    ],
)  # fmt: skip
def test_bitrates_that_a_format_lacks_are_told(ending: str, encoding: Encoding, says: str) -> None:
    """With the nearest ones that there are."""
    with pytest.raises(FileError) as caught:
        sound_writer(ending, io.BytesIO(), About(), encoding)
    assert says in str(caught.value)
