"""Timeline -> file: sections are mixed and written as they are compiled, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE
from audio.files.wav import WavWriter
from audio.files.whole import whole_file
from audio.mix import Mix
from guide.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from guide.sounds import Sounds
    from guide.timeline import Section


def export_wav(
    path: Path,
    title: str,
    sections: Iterable[Section],
    sounds: Sounds,
    *,
    overwrite: bool = False,
    progress: Callable[[Section], None] = lambda section: None,
) -> Timeline:
    """Write a session to ``path``, whole or not at all, and return its timeline.

    Args:
        path: the WAV file to write.
        title: kept in the file.
        sections: in order, end to end.
        sounds: what the cues sound like.
        overwrite: replace a file that exists.
        progress: called with each section when it is written.

    Raises:
        FileError: the file exists, or could not be written whole.
        VoiceError: the voice could not speak.
    """
    written: list[Section] = []
    with whole_file(path, overwrite=overwrite) as file:
        wav = WavWriter(file, title)
        for section in sections:
            if not written or written[-1].step != section.step:
                wav.mark(section.title)
            for run in Mix(section.frames, sounds.placements(section)).runs():
                wav.write(run)
            written.append(section)
            progress(section)
        wav.finish()
    return Timeline(title, SAMPLE_RATE, tuple(written))
