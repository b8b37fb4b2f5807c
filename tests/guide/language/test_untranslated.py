"""Nothing that a session says or shows is left out of the catalogues.

A language is made up in which every message stands in brackets, and a session whose texts are
Greek. Whatever has Latin letters and is not in brackets was not translated.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from babel.messages.catalog import Catalog

from audio.chime import ChimeName, ToneShape
from guide.format.routine import Move, Offset, Settings
from guide.language import messages as module
from guide.language import words as words_module
from guide.language.messages import DOMAIN
from guide.language.words import Words, words_of
from guide.screen.help import help_text
from guide.screen.lines import Plain
from guide.screen.picture import draw
from guide.session.commands import Verb
from guide.session.report import Report, StepReport
from guide.session.summary import summary
from guide.sheet.html import as_html
from guide.showing.overview import move_overview, overview
from tests.guide.page.pages import write
from tests.guide.plans import cue, phase, plan, step
from tests.guide.screen.moments import MOMENTS
from tests.guide.screen.test_lines import Passing
from tests.guide.session.led import Led, said
from tests.guide.sheet.sheets import sheet
from tests.guide.strategies import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guide.session.now import Now

sys.path.insert(0, str(Path(__file__).parents[3] / "docs"))
import write_catalogues as catalogues

MADE_UP = "qx"
UNITS = {"min", "s", "h"}
"""The same in all languages."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogues of one language, in which every message stands in brackets."""
    folder = tmp_path_factory.mktemp("catalogues")
    catalogue = Catalog(locale="de", charset="utf-8")
    for message in catalogues.collected():
        if isinstance(message.id, tuple):
            string: object = tuple(f"⟦{one}⟧" for one in message.id)
        else:
            string = message.id if message.context == "decimal sign" else f"⟦{message.id}⟧"
        if message.id:
            catalogue.add(message.id, string, context=message.context)
    compiled = folder / MADE_UP / "LC_MESSAGES" / f"{DOMAIN}.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(catalogues.compiled(catalogue))
    return folder


@pytest.fixture(autouse=True)
def made_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    """The words of that language."""
    monkeypatch.setattr(module, "CATALOGUES", folder)
    words_module._in_language.cache_clear()
    yield words_of(MADE_UP)
    words_module._in_language.cache_clear()


def untranslated(texts: Iterable[str]) -> list[str]:
    """The words of ``texts`` that are neither in brackets nor the author's."""
    text = " ".join(" ".join(texts).split())
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = less
    return [word for word in re.findall(r"[A-Za-z]{2,}|⟦.*|h\b", text) if word not in UNITS]


PLAN = plan(
    step(
        phase(40.0, name="φάση", say="Λόγια.", cues=(cue(Offset(seconds=3.0), "Άλλα."),)),
        title="Άσκηση",
        say="Κάνε το {side}, {duration}.",
        sides=("αριστερά", "δεξιά"),
        easier=step(phase(30.0), title="Εύκολη"),
    ),
    step(phase(30.0), title="Άσκηση", say="Ξανά."),
    step(phase(4.0, held=False, name="μέσα", tone="rising"), title="Ανάσα", reps=3),
    step(phase(10.0, until_ready=True), title="Μένω", sides=("πάνω",)),
    step(phase(8.0, alarm=True), title="Πάγος"),
    title="Ρουτίνα",
    language=MADE_UP,
    before=("Πριν.",),
    after=("Μετά.",),
    settings=Settings(countdown=10, change_over_s=1.0, halfway=True),
)
"""A session with everything that the program has a word for."""


def greek(now: Now) -> Now:
    """A moment of which all texts are the author's, and Greek."""
    names = ("title", "routine", "instruction", "side", "phase", "caption", "next_title")
    texts = {name: "Λόγια" for name in names if getattr(now, name)}
    text = now.cue.text and "Λόγια"
    return replace(now, language=MADE_UP, notice=(), cue=now.cue._replace(text=text), **texts)


def test_the_brackets_are_seen() -> None:
    """What the other tests look for would be found."""
    assert untranslated(["⟦a ⟦bc⟧ de⟧ fg λόγια 5 s"]) == ["fg"]
    assert untranslated(["⟦not closed"])
    assert words_of(MADE_UP).paused == "⟦Paused.⟧"


def test_all_that_is_said_in_a_session_is_translated() -> None:
    """Whatever it is told, in a hold, in a pause, in a rest, and while it waits."""
    led = Led(PLAN)
    everything = [verb for verb in Verb if verb not in (Verb.YES, Verb.END)]
    led.run(30)
    for verb in everything:
        led.do(verb)
        led.run(20)
    led.do(Verb.HURTS, Verb.HOW_LONG)
    led.run(20)
    led.do(Verb.RESUME, Verb.EASIER, Verb.BACK, Verb.HURTS, Verb.EASIER)
    for _ in range(12):
        led.run(20)
        led.do(Verb.HOW_LONG, Verb.MORE, Verb.PAUSE)
        led.run(40)
        led.do(Verb.RESUME, Verb.NEXT)
        led.run(5)
        led.do(Verb.ACKNOWLEDGE)
    assert len(set(said(led))) > 30
    assert untranslated(said(led)) == []


def test_a_session_speaks_of_nothing_else(made_up: Words) -> None:
    """Sentences that are said in rare moments only."""
    then = made_up.follows(None, last=True)
    rare = [
        *made_up.hurt(None, easier=True, rest_s=20, then=then),
        made_up.rest_left(65, made_up.follows(None, last=False)),
        made_up.left_out("Λόγια"),
        made_up.going_on("Λόγια"),
        made_up.beginning("Λόγια"),
        made_up.one_moment,
        *(made_up.volume(tenths) for tenths in range(11)),
    ]
    assert untranslated(rare) == []


@pytest.mark.parametrize("helping", [False, True])
@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("size", [(240, 60), (240, 16)])
def test_the_full_screen_is_translated(name: str, helping: bool, size: tuple[int, int]) -> None:
    """In every state, with its keys and its help; it is wide, so that nothing is cut off."""
    now = greek(MOMENTS[name])
    if now.fault and name != "silent":  # what a system says of its sound
        now = replace(now, fault="Λόγια")
    rows = [" ".join(span.text for span in row) for row in draw(now, *size, helping)]
    assert untranslated(rows) == []


def test_plain_lines_are_translated(capsys: pytest.CaptureFixture[str], made_up: Words) -> None:
    """Sounds, states and the help."""
    moments = [replace(greek(now), fault=None) for now in MOMENTS.values()]
    sounds = [
        replace(moments[0], cue=moments[0].cue._replace(kind=kind, sound=sound), cue_at=at)
        for at, (kind, sound) in enumerate(
            [("chime", each) for each in get_args(ChimeName)]
            + [("tone", each) for each in get_args(ToneShape)],
            start=10**9,
        )
    ]
    Plain().run(Passing(*moments, *sounds))
    printed = capsys.readouterr().out
    assert "⟦session end chime⟧" in printed
    assert untranslated([printed]) == []
    assert untranslated([help_text(made_up)]) == []


@pytest.mark.parametrize("outcome", ["finished", "stopped", "interrupted"])
@pytest.mark.parametrize("at", [0, 1, 5])
def test_the_summary_is_translated(outcome: str, at: int, made_up: Words) -> None:
    """How it ended, and what became of each step."""
    steps = [
        StepReport(number, f"Λόγια{number // 4}", became)
        for number, became in enumerate(("done", "hurt", "skipped", "left out", "skipped"))
    ]
    for some in (steps, steps[:1], steps[1:]):
        report = Report("Λόγια", outcome, min(at, len(some) + 1), tuple(some), 70, 12, 3)
        assert untranslated(summary(report, made_up)) == []


class _Shown(HTMLParser):
    """What is read of a page, by eyes and by screen readers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep labels, and the words of the program."""
        del tag
        for name, value in attrs:
            if name == "aria-label":
                self.texts.append(value or "")
            elif name == "data-words":
                self.texts += json.loads(value or "").values()

    def handle_data(self, data: str) -> None:
        """Keep texts."""
        if self.cdata_elem not in ("script", "style"):
            self.texts.append(data)


def test_the_page_is_translated(tmp_path: Path) -> None:
    """What stands in it, its labels, and the words that its program fills in."""
    write(tmp_path / "a.html", PLAN, MADE_UP)
    shown = _Shown((tmp_path / "a.html").read_text("utf-8"))
    assert any("starts in" in text for text in shown.texts)
    assert untranslated(shown.texts) == []


def test_the_program_of_the_page_has_no_words_of_its_own() -> None:
    """What it shows it takes from the data of the page: no string in it reads like a sentence."""
    folder = Path(module.__file__).parent / "page"
    for path in folder.glob("*.js"):
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        strings = re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", code)
        texts = [re.sub(r"\$\{[^}]*\}+", "", one or other) for one, other in strings]
        assert [text for text in texts if re.search(r"[A-Za-z]+ [a-z]+", text)] == []


ROUTINE = f"""\
title: Ρουτίνα
language: {MADE_UP}
summary: Λόγια.
equipment: [χαλί]
before: [Πριν.]
after: [Μετά.]
note: Λόγια.
source: Λόγια.
steps:
  - title: Άσκηση
    say: "Κάνε το {{side}}, {{duration}}, μετά {{next}}."
    safety: Πρόσεχε.
    sides: [αριστερά, δεξιά]
    vary: each-rep
    hold: 45s-1m30s
    reps: 2-4
    note: Λόγια.
    come_out: Σήκω.
    easier: {{reps: 2}}
  - {{rest: 20s}}
  - title: Κίνηση
    each: [{{for: 2s, say: Λόγια.}}, {{hold: 20s+}}]
  - title: Άσκηση
    say: Κάνε.
    hold: 45s
  - title: Άσκηση
    say: Κάνε.
    hold: 45s
"""


def test_the_sheet_is_translated() -> None:
    """Its headings, amounts and notes."""
    whole = replace(sheet(ROUTINE), facts=("Λόγια",))  # the last word of facts is the command's
    assert untranslated(_Shown(as_html(whole)).texts) == []
    facts = sheet(ROUTINE).facts
    assert untranslated(fact.replace("standard level", "") for fact in facts) == []


def test_what_show_tells_is_translated() -> None:
    """Also what is left open: what is chosen, left out, set, or comes between."""
    variants = """\
between: {rest: 5s, say: "Μετά {next}."}
with: {λόγος: 5s}
steps:
  - choose: 1
    of: [{title: Άσκηση, hold: 5s, optional: true}, {title: Κίνηση, hold: 5s}]
  - {repeat: 3, between: {say: "Ξανά {next}."}, steps: [{rest: 5s}]}
"""
    routine = read(ROUTINE.replace("steps:\n", variants))
    told = "\n".join(overview(routine, frames=48_000, width=100))
    assert "⟦Between them: " in told and "Easier" in told
    assert untranslated([told]) == []
    move = next(step for step in routine.steps if isinstance(step, Move))
    assert untranslated(move_overview(move, MADE_UP, frames=48_000, width=100)) == []
