"""How long the sound of a file is, as far as anybody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.files.comparing import frames_of
from audio.files.formats import SOUND_ENDINGS, sound_writer
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ending", SOUND_ENDINGS)
def test_a_damaged_file_is_at_most_of_no_length(tmp_path: Path, ending: str) -> None:
    """Whatever its reader makes of damage anywhere in it, that is no fault of who compares."""
    path = tmp_path / f"a{ending}"
    with path.open("w+b") as file:
        writer = sound_writer(ending, file, About("Title"), Encoding())
        writer.write(np.full(SAMPLE_RATE, 100, np.int16))
        writer.finish()
    content = path.read_bytes()
    assert abs((frames_of(path) or 0) - SAMPLE_RATE) < 0.1 * SAMPLE_RATE
    for at in range(0, min(len(content), 1500), 3):
        path.write_bytes(content[:at] + b"\xff\0\xff\xff" + content[at + 4 :])
        frames = frames_of(path)
        assert frames is None or frames >= 0
