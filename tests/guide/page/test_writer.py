"""The page as a file: whole in itself, its texts are texts, its sound is that of an export."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE, to_milliseconds
from audio.files.writer import About
from guide.compiling.timeline import Beat, Cue, Section
from guide.page.writer import PageWriter
from tests.guide.page.pages import HOSTILE, SHORT, write
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Timeline
    from guide.fitting.plan import Plan


class Parsed(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, page: str) -> None:
        """Parse ``page``."""
        super().__init__()
        self.steps: list[tuple[int, list[dict[str, object]]]] = []
        self.raw: dict[str, str] = {}
        self.texts: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note its attributes; those of a step are read."""
        self.tags.append(tag)
        values = dict(attrs)
        self.attributes[values.get("id") or tag] = values
        self._kind = values.get("type") or tag
        if parts := values.get("data-parts"):
            self.steps.append((int(values["data-step"] or ""), json.loads(parts)))

    def handle_data(self, data: str) -> None:
        """Keep the programs apart from the texts."""
        if self.cdata_elem in ("script", "style"):
            self.raw[self._kind] = self.raw.get(self._kind, "") + data
        else:
            self.texts.append(data)


def page_of(path: Path, session: Plan = SHORT, language: str = "en") -> tuple[Parsed, Timeline]:
    """Write a page, and read it again."""
    timeline = write(path, session, language)
    return Parsed(path.read_bytes().decode()), timeline


def test_every_section_is_in_it_to_the_millisecond(tmp_path: Path) -> None:
    """With its clocks and its words, in order, each at the step that it belongs to."""
    page, timeline = page_of(tmp_path / "a.html")
    parts = [(number, part) for number, parts in page.steps for part in parts]
    assert len(parts) == len(timeline.sections)
    for (number, part), section in zip(parts, timeline.sections, strict=True):
        assert (number, part["kind"]) == (section.step, section.kind)
        bounds = to_milliseconds(section.start), to_milliseconds(section.end)
        assert (part["at"], part["end"]) == bounds
        assert [beat["at"] for beat in part.get("beats", [])] == [
            to_milliseconds(section.start + beat.start) for beat in section.beats
        ]
        assert part.get("said", []) == [
            [*map(to_milliseconds, (section.start + cue.start, section.start + cue.end)), cue.text]
            for cue in section.cues
            if cue.text
        ]
    assert page.attributes["sound"]["data-end"] == str(to_milliseconds(timeline.frames))


@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_the_number_of_a_repetition_is_no_instruction(tmp_path: Path, language: str) -> None:
    """Nothing but its number is said before it, and the number is shown beside the clock."""
    session = plan(step(phase(1.0), reps=11, count_reps=True), language=language)
    page, _ = page_of(tmp_path / "a.html", session, language)
    (beats,) = [part["beats"] for _, parts in page.steps for part in parts if "beats" in part]
    assert isinstance(beats, list) and len(beats) == 11
    assert not any("todo" in beat for beat in beats)


def test_the_sound_in_it_is_that_of_the_same_export_to_mp3(tmp_path: Path) -> None:
    """Byte for byte."""
    page, _ = page_of(tmp_path / "a.html")
    write(tmp_path / "a.mp3")
    assert b64decode(page.raw["text/plain"]) == (tmp_path / "a.mp3").read_bytes()


def test_what_may_run_is_its_own_program_and_nothing_else(tmp_path: Path) -> None:
    """Its policy names the hashes of its style and its program, and allows nothing to be loaded."""
    page, _ = page_of(tmp_path / "a.html")
    (policy,) = re.findall(r'Policy" content="([^"]+)"', (tmp_path / "a.html").read_text("utf-8"))
    for kind, content in (("script", page.raw["module"]), ("style", page.raw["style"])):
        value = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{value}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not {"link", "img", "iframe", "object"} & set(page.tags)
    assert "http" not in re.sub(r"http-equiv", "", page.raw["module"] + page.raw["style"])


@settings(max_examples=25)
@given(st.lists(st.sampled_from(HOSTILE) | st.characters(codec="utf-8"), min_size=1).map("".join))
def test_any_text_stays_text(text: str) -> None:
    """In titles, sides, phases and words, seen and in the data for the program."""
    beat = Beat(0, 10, text, 1, held=True, side=text)
    cues = (Cue("speech", 0, 10, text=text), Cue("silence", 10, SAMPLE_RATE))
    whole = 10 + SAMPLE_RATE
    kinds = ("before", "instruction", "work", "after")
    sections = [
        Section(number, f"Do {text}", kind, text, number * whole, whole, cues, beats=(beat,))
        for number, kind in enumerate(kinds)
    ]
    file = io.BytesIO()
    writer = PageWriter(file, About(text, 'en"><script>'), io.BytesIO(b"sound"))
    for section in sections:
        writer.write(section)
    writer.finish(4 * whole)
    page = Parsed(file.getvalue().decode())
    plain = Parsed(_plain())
    assert page.tags == plain.tags
    assert page.raw == plain.raw
    assert page.attributes["html"]["lang"] == 'en"><script>'
    shown = [part for _, parts in page.steps for part in parts]
    assert all(part["said"][0][2] == text for part in shown)
    assert "".join(text.split()) in "".join("".join(page.texts).split())


def _plain() -> str:
    """A page without anything odd in it."""
    file = io.BytesIO()
    writer = PageWriter(file, About("Title", "en"), io.BytesIO(b"sound"))
    cues = (Cue("speech", 0, 10, text="Words"), Cue("silence", 10, SAMPLE_RATE))
    for number, kind in enumerate(("before", "instruction", "work", "after")):
        writer.write(Section(number, "Title", kind, None, 0, 10 + SAMPLE_RATE, cues))
    writer.finish(10)
    return file.getvalue().decode()


def test_what_is_for_safety_is_seen_without_the_program(tmp_path: Path) -> None:
    """The texts before the steps, their instructions and the texts after them are in the page."""
    page, _ = page_of(tmp_path / "a.html")
    for text in (*SHORT.before, *SHORT.after, "Stop if it hurts.", "Before you begin"):
        assert text in page.texts


def test_a_heading_without_texts_is_hidden(tmp_path: Path) -> None:
    """What only the voice says, the title and the end, is no text to be read."""
    page, _ = page_of(tmp_path / "a.html", plan(step(phase(1.0))))
    assert (tmp_path / "a.html").read_text("utf-8").count('class="texts" hidden') == 2
    assert page.steps[0][0] == 0


def test_the_same_session_is_the_same_page(tmp_path: Path) -> None:
    """Byte for byte, and another one has another name to be remembered by."""
    for name in ("one", "two"):
        write(tmp_path / f"{name}.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    keys = [
        page_of(tmp_path / f"{number}.html", session)[0].attributes["sound"]["data-key"]
        for number, session in enumerate((SHORT, plan(step(phase(1.0)))))
    ]
    assert len(set(keys)) == 2


def test_memory_does_not_grow_with_the_sound() -> None:
    """Forty minutes of sound are taken over in a few hundred kilobytes of memory."""

    class Nowhere(io.BytesIO):
        """Keeps nothing."""

        def write(self, content: bytes) -> int:
            return len(content)

    sound = io.BytesIO(bytes(20_000_000))
    writer = PageWriter(Nowhere(), About("Title"), sound)
    writer.write(Section(0, "Title", "before", None, 0, 10, (Cue("silence", 0, 10),)))
    writer.write(Section(1, "Title", "after", None, 10, 10, (Cue("silence", 0, 10),)))
    tracemalloc.start()
    writer.finish(20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000


def test_the_language_of_the_routine_is_that_of_the_page(tmp_path: Path) -> None:
    """What the program itself says is in it too, or is marked as English."""
    for language, spoken in (("de", "de"), ("de-AT", "de"), ("la", "en")):
        page, _ = page_of(tmp_path / f"{language}.html", language=language)
        assert page.attributes["html"]["lang"] == language
        assert page.attributes["player"]["lang"] == spoken


@pytest.mark.parametrize("ending", ["html", "HTML"])
def test_a_page_is_asked_for_by_its_ending(tmp_path: Path, ending: str) -> None:
    """In capitals too."""
    write(tmp_path / f"a.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(b"<!DOCTYPE html>")
