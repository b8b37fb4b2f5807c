"""A live session of a routine that is being written: it follows the file.

file saved -> Watched -> read_playable -> Revise -> Player
|
+-- problems -> notice -> screen
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from guide.folders import BUNDLED, MOVES, SOUNDS, move_folders
from guide.format.kinds.sound_file import is_sound_file
from guide.language.languages import demand
from guide.problems.codes import Code
from guide.problems.problem import RoutineError
from guide.problems.rendering import render
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.reading.source import read_playable
from guide.session.commands import Revise

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from guide.compiling.compiler import Compiler
    from guide.compiling.timeline import Cue
    from guide.format.routine import Routine
    from guide.playing.player import Player
    from guide.session.commands import Command
    from guide.session.now import Now

PATIENCE_LOOKS = 12
"""So often a file that is missing or empty is looked at until that is told: editors that save
write anew, or give another file its name. At 12 looks a second it is one second."""

MENDED_LOOKS = 36
"""So long it is told that a file is right again: three seconds."""
MENDED = ("What is saved now is right.",)
BROKEN = "This was saved, but cannot be played. You hear what it was before."
THE_END = (
    "This is the end. Save the file to hear what you change,",
    "or press space to play it from the beginning, q to end the preview.",
)


class Preview:
    """Shown and steered like any session (``LiveSession``); goes on at what is changed.

    It has no clock: the file is looked at whenever a screen looks at the session.
    """

    def __init__(
        self,
        player: Player,
        path: Path,
        compiler: Compiler,
        compile_: Callable[[Routine], Compiler],
        given: Given = NOTHING_GIVEN,
    ) -> None:
        """Follow a file.

        Args:
            player: plays what ``compiler`` compiles, and stays at its end.
            path: the routine's file.
            compiler: of the routine as it was read.
            compile_: makes another one when it was changed.
            given: values for its parameters, and a language.
        """
        self._player = player
        self._path = path
        self._compiler = compiler
        self._compile = compile_
        self._given = given
        self._watched = Watched(path)
        self._wrong: tuple[str, ...] = ()
        self._mended_looks = 0

    @property
    def over(self) -> threading.Event:
        """Set when the preview was ended."""
        return self._player.over

    def do(self, command: Command) -> None:
        """Have ``command`` done, soon."""
        self._player.do(command)

    def now(self) -> Now:
        """Return what is heard at this moment, and what is wrong with what was saved."""
        if self._watched.has_changed():
            before, self._wrong = self._wrong, self._read()
            self._mended_looks = MENDED_LOOKS * bool(before and not self._wrong)
        self._mended_looks -= self._mended_looks > 0
        now = self._player.now()
        at_end = now.state == "paused" and now.step > now.steps
        mended = MENDED * (self._mended_looks > 0)
        return replace(now, notice=self._wrong or mended or THE_END * at_end)

    def heard_since(self, frame: int) -> list[tuple[int, Cue]]:
        """Return each cue that began after ``frame`` of the session, with the frame it began."""
        return self._player.heard_since(frame)

    def _read(self) -> tuple[str, ...]:
        """Go on with what was saved, or return lines that tell why not."""
        try:
            routine = self._read_in_its_language()
            if routine.language != self._compiler.plan.language:
                return (
                    f"The language is {routine.language} now, which is another voice.",
                    "End the preview and begin it again to hear it.",
                )
            old, self._compiler = self._compiler, self._compile(routine)
        except RoutineError as error:
            return (
                BROKEN,
                *(line for problem in error.problems for line in render(problem).splitlines()),
            )
        self._player.do(Revise.of(old, self._compiler))
        return ()

    def _read_in_its_language(self) -> Routine:
        """Return what was saved in the session's language, which gives way to no other.

        Only a file that does not come in it any more is read as it was wanted; raises RoutineError.
        """
        language = demand(self._compiler.plan.language)
        try:
            return read_playable(self._path, replace(self._given, language=language))
        except RoutineError as error:
            gone = any(one.code is Code.LANGUAGE_NOT_THERE for one in error.problems)
            if self._given.language.demanded or not gone:
                raise
        return read_playable(self._path, self._given)


class Watched:
    """A routine's file, and the author's own moves and sounds, which it may use."""

    def __init__(self, path: Path) -> None:
        """Begin with whatever there is: it counts as changed, for it may just have been."""
        self._path = path
        moves = [one for one in move_folders(path).paths if one != BUNDLED / MOVES]
        self._folders = [path.parent, path.parent / SOUNDS, *moves]
        self._seen: frozenset[tuple[object, ...]] | None = None
        self._taken: frozenset[tuple[object, ...]] | None = None
        self._looks = 0

    def has_changed(self) -> bool:
        """Return True, once, when something else was saved and nothing writes it any more."""
        seen = frozenset(self._files())
        self._looks = self._looks + 1 if seen == self._seen else 0
        self._seen = seen
        least = 1 if self._is_whole() else PATIENCE_LOOKS
        if seen == self._taken or self._looks < least:
            return False
        self._taken = seen
        return True

    def _is_whole(self) -> bool:
        try:
            return self._path.stat().st_size > 0
        except OSError:  # it was renamed or deleted, perhaps for a moment
            return False

    def _files(self) -> Iterator[tuple[object, ...]]:
        """Yield what tells one version of each file from another."""
        try:
            yield (str(self._path), *_version(self._path.stat()))
        except OSError:
            yield (str(self._path),)
        for folder in self._folders:
            try:
                with os.scandir(folder) as entries:
                    yield from [
                        (entry.path, *_version(entry.stat()))
                        for entry in entries
                        if folder != self._path.parent or is_sound_file(entry.name)
                    ]
            except OSError:  # most authors keep no moves or sounds; some files come and go
                yield (str(folder),)


def _version(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
