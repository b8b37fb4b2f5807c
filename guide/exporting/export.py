"""Timeline -> files: sections are mixed and written as they are compiled, one after the other."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from audio.files import split
from audio.files.formats import (
    CAPTION_ENDINGS,
    PAGE_ENDINGS,
    caption_writer,
    ending_of,
    sound_writer,
)
from audio.files.whole import beside, whole_file
from audio.files.writer import About
from audio.mixdown import AS_MIXED, mixed_down

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from audio.beds.bed import Bed
    from audio.files.captions import CaptionWriter
    from audio.files.picture import Picture
    from audio.files.writer import Encoding, Writer
    from audio.mix import Run
    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Section, Warning
    from guide.exporting.made_with import MadeWith
    from guide.format.routine import Routine
    from guide.page.writer import PageWriter


class Written(NamedTuple):
    """What an export has made.

    Attributes:
        frames: the length of the session in frames.
        warnings: what the compiler had to do, in order, each once.
    """

    frames: int
    warnings: tuple[Warning, ...]


def about(routine: Routine, made_with: MadeWith, cover: Picture | None = None) -> About:
    """Return what files tell of a routine, and of what made them."""
    return About(routine.title, routine.language, routine.summary, str(made_with), cover)


def export(
    paths: Sequence[Path],
    about: About,
    sections: Iterable[Section],
    sounds: Sounds,
    *,
    encoding: Encoding = AS_MIXED,
    gain_db: float = 0.0,
    bed: Bed | None = None,
    overwrite: bool = False,
) -> Written:
    """Write a session to files, each whole or not at all, in one pass through its sections.

    No section is kept once it is written.

    Args:
        paths: the files to write, each in the format that its ending names.
        about: kept in the files.
        sections: in order, end to end.
        sounds: what the cues sound like.
        encoding: how sound is written.
        gain_db: how much louder than it is mixed, in dB.
        bed: what is heard under it.
        overwrite: replace files that exist.

    Raises:
        FileError: a file exists, or could not be written whole; or its format cannot be encoded
            so, or not here.
        VoiceError: the voice could not speak.
    """
    warnings: dict[Warning, None] = {}  # in order, each once
    frames, step = 0, None

    def runs() -> Iterator[Run]:
        nonlocal frames, step
        for section in sections:
            if section.step != step:
                outputs.mark(section)
                step = section.step
            outputs.show(section)
            if outputs.sound:  # nothing is mixed where no sound is written
                yield from sounds.mix(section).runs()
            frames = section.end
            warnings.update(dict.fromkeys(section.warnings))

    with ExitStack() as files:
        outputs = _Outputs(paths, about, encoding, overwrite, files)
        for run in mixed_down(runs(), encoding, gain_db, bed):
            outputs.write(run)
        outputs.finish(frames)
    return Written(frames, tuple(warnings))


class _Outputs:
    """All that one session is written to."""

    def __init__(
        self,
        paths: Sequence[Path],
        about: About,
        encoding: Encoding,
        overwrite: bool,
        files: ExitStack,
    ) -> None:
        """Begin all files, which ``files`` ends."""
        self.sound: list[Writer] = []
        self._captions: list[CaptionWriter] = []
        self._pages: list[PageWriter] = []
        for path in paths:
            file = files.enter_context(whole_file(path, overwrite=overwrite))
            ending = ending_of(path) or path.suffix
            if ending in CAPTION_ENDINGS:
                self._captions.append(caption_writer(ending, file, about))
            elif ending in PAGE_ENDINGS:
                from guide.page.writer import PageWriter  # noqa: PLC0415 - only for a page

                sound = files.enter_context(beside(path))
                coverless = replace(about, cover=None)  # which the page could not show
                self.sound.append(sound_writer(".mp3", sound, coverless, encoding))
                self._pages.append(PageWriter(file, about, sound))
            elif ending == split.ENDING:
                tracks = split.SplitWriter(file, path, about, encoding, overwrite)
                self.sound.append(files.enter_context(tracks))
            else:
                self.sound.append(sound_writer(ending, file, about, encoding))

    def mark(self, section: Section) -> None:
        """Begin a step with ``section``."""
        for sound in self.sound:
            sound.mark(section.start, section.title)
        for captions in self._captions:
            captions.mark(section.start, section.title)

    def show(self, section: Section) -> None:
        """Write what is read and seen."""
        for captions in self._captions:
            for cue in section.cues:
                if cue.text is not None:
                    captions.say(section.start + cue.start, section.start + cue.end, cue.text)
        for page in self._pages:
            page.write(section)

    def write(self, run: Run) -> None:
        """Write what is heard."""
        for sound in self.sound:
            sound.write(run)

    def finish(self, frames: int) -> None:
        """Write what only now is known."""
        for sound in self.sound:
            sound.finish()
        for captions in self._captions:
            captions.finish(frames)
        for page in self._pages:  # which takes over its sound
            page.finish(frames)
