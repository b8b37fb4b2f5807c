"""What a new routine or move consists of: by options, else by answers, else what is usual."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from guide.cli.answers import (
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
from guide.cli.asking import ask
from guide.draft import SAFETY, SIDE_STRETCH, Draft, OwnMove, routine_text
from guide.source import read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NO_OWN = "--say, --hold and --sides belong to a move of your own: --own."


class Drafting:
    """Learns what a file shall have that will lie at a path."""

    def __init__(self, path: Path, said: dict[str, Any], asks: bool) -> None:
        """Begin with what the options have said; None where one has said nothing."""
        self._path = path
        self._said = said
        self._asks = asks

    def routine(self, title: str) -> Draft:
        """Return a routine of that title."""
        language = self._learn("language", "Language of your texts", LANGUAGE.convert, "en")
        english = language.partition("-")[0] == "en"
        usual = ("childs-pose", "cat-cow") if english else ()
        draft = Draft(title, language, self._uses(title, language, usual), None, 1, ())
        draft = replace(draft, own=self._own_of(draft, SIDE_STRETCH if english else None))

        def rounds(answer: str, *context: Any) -> int:
            number: int = ROUNDS.convert(answer, *context)
            self._read(replace(draft, rounds=number))
            return number

        draft = replace(
            draft, rounds=self._learn("rounds", "How often is all of it done", rounds, "1")
        )
        usual_words = " ".join(SAFETY) if english else "none"
        safety = self._learn(
            "safety", "Said first, for safety; or none", AROUND.convert, usual_words
        )
        if safety == "none":
            return draft
        return replace(draft, safety=SAFETY if safety == " ".join(SAFETY) else (safety,))

    def own(self, title: str) -> OwnMove:
        """Return a move of the author's own."""
        sides = self._learn(
            "sides", "Its sides, such as left,right; or none", SIDES.convert, "none"
        )
        about = " ({side} stands for the side)" if sides else ""
        kind = SAY if sides else SAY_WITHOUT_SIDES
        say = self._learn("say", f"What is said for it{about}", kind.convert, "")
        hold = self._learn("hold", "How long is it held", TIME.convert, "30s")
        return OwnMove(title, say or None, hold, sides)

    def _uses(self, title: str, language: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        if self._asks and self._said["use"] is None:
            click.echo(f"\nThe moves that come along: {', '.join(moves_here())}")

        def moves(answer: str, *context: Any) -> tuple[str, ...]:
            names = MOVES.convert(answer, *context)
            self._read(Draft(title, language, names, SIDE_STRETCH, 1, ()))
            return names

        shown = ",".join(usual) or "none"
        uses: tuple[str, ...] = self._learn("use", "Which of them, divided by commas", moves, shown)
        return uses

    def _own_of(self, draft: Draft, usual: OwnMove | None) -> OwnMove | None:
        """Return a move of the author's own for a routine, or None for none."""
        title = self._learn("own", "A move of your own: its name, or none", TITLE.convert, "none")
        if title != "none":
            return self.own(title)
        if any(self._said[name] is not None for name in ("say", "hold", "sides")):
            raise click.UsageError(_NO_OWN)
        told = self._asks or self._said["use"] is not None
        return None if told and draft.uses else usual or OwnMove(draft.title, None, "30s")

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

    def _read(self, draft: Draft) -> None:
        """Raise RoutineError if a routine would not be whole."""
        read_whole(self._path, routine_text(draft, self._path.stem).encode())
