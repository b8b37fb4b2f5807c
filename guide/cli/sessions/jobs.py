"""What an export is to write where: found out, and checked, before any work."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.errors import FileError, FileIsThereError
from audio.files import split
from audio.files.formats import SOUND_ENDINGS, ending_of
from audio.files.part import file_errors
from audio.files.whole import check_free
from guide.cli.options.formats import ENDINGS, listed
from guide.cli.sessions.sources import keep_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.format.routine import Routine


class Job(NamedTuple):
    """A routine, and the files to write it to.

    Attributes:
        folder: made where there is none; None where a person named the very file.
    """

    routine: Routine
    outputs: list[Path]
    folder: Path | None


class Destination(NamedTuple):
    """Where files shall be written, as it was typed.

    Attributes:
        output: the very file; None where it is named after its routine.
        endings: one of each format; none are WAV.
        directory: None for the one where a person works.
    """

    output: Path | None
    endings: Sequence[str]
    directory: Path | None

    def jobs(self, routines: Sequence[Routine]) -> list[Job]:
        """Return what to write where.

        Raises:
            UsageError: that is not clear, or does harm.
        """
        if self.output is None:
            folder = self.directory or Path()
            jobs = [
                Job(routine, [folder / f"{_name(routine)}{each}" for each in self._each()], folder)
                for routine in routines
            ]
        elif self.endings or self.directory or len(routines) > 1:
            raise click.UsageError("-o names one file of one routine: give --to and -d instead.")
        else:
            _check_ending(self.output)
            jobs = [Job(routines[0], [self.output], None)]
        return _checked(jobs)

    def split_jobs(self, routines: Sequence[Routine]) -> list[Job]:
        """Return which playlists to write where: each routine in a folder of its own.

        Raises:
            UsageError: that is not clear, or cannot be.
        """
        if self.output is not None:
            raise click.UsageError("--split writes many files: leave -o out, and give --to and -d.")
        for ending in self._each():
            if ending not in SOUND_ENDINGS:
                raise click.UsageError(f"--split is for sound: export {ending[1:]} without it.")
        jobs = []
        for routine in routines:
            folder = (self.directory or Path()) / _name(routine)
            lists = [folder / f"{folder.name}{each}{split.ENDING}" for each in self._each()]
            jobs.append(Job(routine, lists, folder))
        return _checked(jobs)

    def _each(self) -> list[str]:
        return list(dict.fromkeys(self.endings or [".wav"]))


def _checked(jobs: list[Job]) -> list[Job]:
    """Return them; raises UsageError where one would be written over another, or a routine."""
    outputs = _outputs(jobs)
    path, times = Counter(outputs).most_common(1)[0] if outputs else (None, 0)
    if times > 1:
        raise click.UsageError(f"'{path}' would be written twice: export these one by one.")
    keep_sources([job.routine for job in jobs], outputs)
    return jobs


@contextmanager
def room_for(jobs: Sequence[Job], overwrite: bool) -> Iterator[None]:
    """Make the folders, and see that all files may be written, before hours of work for others.

    Folders that it made and that are empty still are removed when the block fails.

    Raises:
        FileError: a file exists, or a folder cannot be made.
    """
    folders = {job.folder for job in jobs if job.folder}
    above = {one for folder in folders for one in (folder, *folder.parents)}
    missing = sorted((one for one in above if not one.exists()), reverse=True)  # the deepest first
    try:
        for folder in folders:
            _make(folder)
        for path in _outputs(jobs):
            check_free(path, overwrite=overwrite)
            if path.suffix == split.ENDING and not overwrite and _seen_in(path.parent):
                raise FileIsThereError(
                    f"{path.parent} is not empty, and many files are written there: "
                    "choose another folder."
                )
        yield
    except BaseException:
        for one in missing:
            with suppress(OSError):  # it is not empty
                one.rmdir()
        raise


def _make(folder: Path) -> None:
    if folder.is_file():
        raise FileError(f"{folder} is a file: choose another folder.")
    with file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _seen_in(folder: Path) -> list[Path]:
    """Return what a person sees there: not what an export that died has left."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def _outputs(jobs: Sequence[Job]) -> list[Path]:
    return [path for job in jobs for path in job.outputs]


def _check_ending(output: Path) -> None:
    if not ending_of(output):
        raise click.BadParameter(
            f"'{output}' does not end as a format that is written: end it with {listed(ENDINGS)}.",
            param_hint="'-o'",
        )


def _name(routine: Routine) -> str:
    return Path(routine.place.file).stem if routine.place else "routine"
