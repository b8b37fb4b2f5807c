"""What a new routine or move consists of: by options, else by answers, else what is usual."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from guide.authoring.draft import Draft, OwnMove, examples, move_text, routine_text
from guide.cli.drafting.answers import (
    AROUND,
    LANGUAGE,
    MOVES,
    ROUNDS,
    SAY,
    SAY_WITHOUT_SIDES,
    SIDES,
    TIME,
    TITLE,
    moves_here,
)
from guide.cli.terminal.asking import ask
from guide.reading.source import read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NO_OWN = "--say, --hold and --sides belong to a move of your own: --own."
_NO_STEP = "A routine has no step then: choose a move (--use), or name one of your own (--own)."
_ANY = OwnMove("Any", None, "30s")
"""Stands for the move of the author's own while it is not yet known."""


class Drafting:
    """Learns what a file shall have that will lie at a path."""

    def __init__(self, path: Path, said: dict[str, Any], asks: bool) -> None:
        """Begin with what the options have said; None where one has said nothing."""
        self._path = path
        self._said = said
        self._asks = asks

    def routine(self, title: str) -> Draft:
        """Return a routine of that title; raises UsageError if the options leave it no step."""
        language = self._learn(
            "language", "Language of your texts, such as English or de", LANGUAGE.convert, "en"
        )
        draft = self._with_steps(Draft(title, language, (), None, 1, ()))
        shown = examples(language)

        def rounds(answer: str, *context: Any) -> int:
            number: int = ROUNDS.convert(answer, *context)
            self._read(self._text_of(replace(draft, rounds=number)))
            return number

        return replace(
            draft,
            rounds=self._learn("rounds", "How often is all of it done", rounds, "1"),
            safety=self._safety(shown.safety if shown else ()),
        )

    def own(self, title: str) -> OwnMove:
        """Return a move of the author's own."""

        def read_sides(answer: str, *context: Any) -> tuple[str, ...]:
            names = SIDES.convert(answer, *context)
            self._read(move_text(OwnMove(title, None, "30s", names), self._path.stem))
            return names

        question = "Its sides, such as left,right; or none"
        sides: tuple[str, ...] = self._learn("sides", question, read_sides, "none")
        about = " ({side} stands for the side)" if sides else ""
        kind = SAY if sides else SAY_WITHOUT_SIDES
        say = self._learn("say", f"What is said for it{about}", kind.convert, "")
        hold = self._learn("hold", "How long is it held", TIME.convert, "30s")
        return OwnMove(title, say or None, hold, sides)

    def _with_steps(self, draft: Draft) -> Draft:
        """Return a draft with moves of the library, a move of the author's own, or both."""
        shown = examples(draft.language)
        if not self._asks and self._said["use"] is None and self._said["own"] is None:
            self._check_own()
            if shown:
                return replace(draft, uses=shown.uses, own=shown.own)
            return replace(draft, own=OwnMove(draft.title, None, "30s"))
        while True:
            uses = self._uses(draft, shown.uses if shown else ())
            own = self._own_of("none" if uses else draft.title)
            if uses or own:
                return replace(draft, uses=uses, own=own)
            if not self._asks or None not in (self._said["use"], self._said["own"]):
                raise click.UsageError(_NO_STEP)
            click.echo(_NO_STEP)

    def _uses(self, draft: Draft, usual: tuple[str, ...]) -> tuple[str, ...]:
        def moves(answer: str, *context: Any) -> tuple[str, ...]:
            names = MOVES.convert(answer, *context)
            self._read(self._text_of(replace(draft, uses=names, own=_ANY)))
            return names

        if self._asks and self._said["use"] is None:
            numbered = (f"{number} {name}" for number, name in enumerate(moves_here(), 1))
            click.echo(f"\nThe moves that there are: {', '.join(numbered)}")
        question = "Which of them, names or numbers divided by commas; or none"
        uses: tuple[str, ...] = self._learn("use", question, moves, ",".join(usual) or "none")
        return uses

    def _own_of(self, usual: str) -> OwnMove | None:
        """Return a move of the author's own, or None for none."""
        usual = usual if self._asks else "none"
        title = self._learn("own", "A move of your own: its name, or none", TITLE.convert, usual)
        if title != "none":
            return self.own(title)
        self._check_own()
        return None

    def _check_own(self) -> None:
        """Raise UsageError if options tell of a move of the author's own that there is not."""
        if any(self._said[name] is not None for name in ("say", "hold", "sides")):
            raise click.UsageError(_NO_OWN)

    def _safety(self, usual: tuple[str, ...]) -> tuple[str, ...]:
        shown = " ".join(usual) or "none"
        safety = self._learn("safety", "Said first, for safety; or none", AROUND.convert, shown)
        if safety == "none":
            return ()
        return usual if safety == shown else (safety,)

    def _learn(self, option: str, question: str, read: Callable[..., Any], usual: str) -> Any:
        """Return what an option says; else what is answered; else what is usual."""
        if self._said[option] is not None:
            return self._said[option]
        if not self._asks:
            return read(usual, None, None)
        return ask(question, lambda answer: read(answer, None, None), usual)

    def _text_of(self, draft: Draft) -> str:
        return routine_text(draft, self._path.stem)

    def _read(self, text: str) -> None:
        """Raise RoutineError if a file with that in it would not be whole."""
        read_whole(self._path, text.encode())
