"""Writes a page as its session is compiled: step by step, and its sound at the end.

Everything of a step is in one element of the list of steps, its times as JSON in an attribute.
So all of it is read without the program too, and text is escaped in one way.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO

from audio.clip import to_milliseconds
from guide.language.durations import clock
from guide.language.words import as_sentence, words_of
from guide.page.labels import filled_in, standing
from guide.page.parts import instructions, part_of
from guide.page.template import frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audio.files.writer import About
    from guide.compiling.timeline import Section
    from guide.language.words import Words

_BLOCK_BYTES = 3 * 2**14
"""Read of the sound in one go: a multiple of three, so that its base64 can be joined."""


class PageWriter:
    """Writes one page; memory does not grow with it."""

    def __init__(self, file: BinaryIO, about: About, sound: BinaryIO) -> None:
        """Begin at the start of an empty file.

        Args:
            file: the page; it is the caller's to close.
            about: told and shown.
            sound: what another writer writes the session's sound to, as MP3, and has finished
                when ``finish`` is called.
        """
        self._file = file
        self._sound = sound
        self._words = words_of(about.language or "en")
        self._frame = frame(about, self._words)
        self._step: list[Section] = []
        self._steps = 0
        self._key = sha256()
        self._put(self._frame.top)

    def write(self, section: Section) -> None:
        """Take the next section."""
        if self._step and self._step[0].step != section.step:
            self._end_step()
        self._step.append(section)

    def finish(self, frames: int) -> None:
        """Write what only now is known, and the sound."""
        self._end_step()
        key, end = self._key.hexdigest()[:16], to_milliseconds(frames)
        told = escape(_json(filled_in(self._words, self._steps)))
        self._put(self._frame.middle.substitute(key=key, end=end, words=told))
        self._sound.seek(0)
        while block := self._sound.read(_BLOCK_BYTES):
            self._file.write(b64encode(block))
        self._put(self._frame.bottom)

    def _end_step(self) -> None:
        sections, self._step = self._step, []
        match sections[0].kind:
            case "before":
                self._put(
                    f"{_texts(self._words.before, sections, self._words)}\n{_opened(self._words)}\n"
                )
            case "after":
                self._put(f"</ol></nav>\n{_texts(self._words.after, sections, self._words)}\n")
            case _:
                self._steps += 1
                self._put(f"{_step(sections, self._words)}\n")

    def _put(self, text: str) -> None:
        """Write ``text``; what remembers a place in this page is told by all of it."""
        content = text.encode()
        self._key.update(content)
        self._file.write(content)


def _opened(words: Words) -> str:
    heading, language = escape(standing(words)["steps"]), words.language
    return (
        '<nav class="steps" aria-labelledby="steps">'
        f'<h2 id="steps" lang="{language}">{heading}</h2><ol>'
    )


def _texts(heading: str, sections: Sequence[Section], words: Words) -> str:
    """Return what is said before or after the steps; what only a voice has to say is not seen."""
    items, seen = [], False
    for section in sections:
        text = " ".join(cue.text for cue in section.cues if cue.text)
        shown = text not in (as_sentence(section.title), words.finished)
        seen |= shown
        attributes = _hidden(not shown) + _data(section.step, [section], words)
        items.append(f'<li dir="auto"{attributes}>{escape(text)}</li>')
    title = f'<h2 lang="{words.language}">{escape(heading)}</h2>'
    return f'<section class="texts"{_hidden(not seen)}>{title}\n<ul>{"".join(items)}</ul></section>'


def _hidden(hidden: bool) -> str:
    return " hidden" if hidden else ""


def _step(sections: Sequence[Section], words: Words) -> str:
    """Return a step: a button to go there, and what is done."""
    first = sections[0]
    frames = sections[-1].end - first.start
    sides = dict.fromkeys(section.side for section in sections if section.side)
    facts = " · ".join((*sides, clock(frames)))
    told = "".join(f"<p>{escape(text)}</p>" for text in instructions(first, words))
    return (
        f"<li{_data(first.step, sections, words)}>"
        f'<button type="button" disabled><span class="name" dir="auto">{escape(first.title)}</span>'
        f' <span class="facts" dir="auto">{escape(facts)}</span></button>'
        f'<div class="told" dir="auto">{told}</div></li>'
    )


def _data(step: int, sections: Iterable[Section], words: Words) -> str:
    parts = [part_of(section, words) for section in sections]
    return f' data-step="{step}" data-parts="{escape(_json(parts))}"'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
