"""Everything that the program itself says in a session, in the language of its routine."""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING

from guide.language.messages import ForOtherVoices, translations_of

if TYPE_CHECKING:
    from gettext import NullTranslations

    from guide.language.messages import Message, Plural


def words_of(language: str) -> Words:
    """Return the words for a session in ``language``, a BCP 47 tag of any case.

    Where there is no catalogue of the language they are English, but for what needs no words.
    """
    return _in_language(language.partition("-")[0].lower())


def has_words(language: str) -> bool:
    """Return whether the program has words in ``language``, a BCP 47 tag."""
    return words_of(language).language == language.partition("-")[0].lower()


@cache
def _in_language(language: str) -> Words:
    if translations := translations_of(language):
        return Words(language, translations)
    return _for_other_voices()


@cache
def _for_other_voices() -> Words:
    return Words("en", ForOtherVoices())


def as_sentence(text: str) -> str:
    """Return ``text`` with an end that a voice lowers its tone for."""
    return text if text.rstrip().endswith((".", "!", "?", "…", ":")) else f"{text.rstrip()}."


def roughly(seconds: float) -> float:
    """Return ``seconds`` as one says them: whole minutes from five on, tens of seconds below."""
    unit = 60 if seconds >= 300 else 10 if seconds >= 60 else 1
    return round(seconds / unit) * unit


class Words:
    """What is said and shown in one language. Sides and titles are filled in as they are written.

    Attributes:
        language: the language that they are in, without a region.
        gettext, pgettext, ngettext, npgettext: return the translation of an English sentence, by
            the catalogue: alone, in a context, or one of two by a number.
    """

    def __init__(self, language: str, translations: NullTranslations) -> None:
        """Take the words from ``translations``."""
        self.language = language
        self.gettext = translations.gettext
        self.pgettext = translations.pgettext
        self.ngettext = translations.ngettext
        self.npgettext = translations.npgettext
        _ = self.gettext
        # NOTE: The title of a step that is a pause.
        self.rest = self.pgettext("title of a step", "Rest")
        # NOTE: Said and shown in place of the title of a step, where none follows.
        self.the_end = _("the end")
        self.finished = _("That is the end of the session.")
        self.paused = _("Paused.")
        self.one_moment = _("One moment. What comes next is not ready yet.")
        self.no_hurry = _(
            "Take all the time you need. To go on, press space. To end now, press quit."
        )
        self.more = _("Ten seconds more.")
        self.less = _("Ten seconds less.")
        self.nothing_easier = _("There is no easier form here.")
        self.own_pace = _("This move has a pace of its own.")
        self.no_hold = _("There is no hold to change here.")
        self.ready = _("Take your time. When you are ready, press next.")
        self.before = _("Before you begin")
        self.after = _("Afterwards")
        self.alarm = _("Press any key to go on.")
        self.chimes_off = _("Chimes off.")
        self.chimes_on = _("Chimes on.")
        self.not_ending = _("We go on.")
        self.nothing_follows = _("Nothing comes after this.")
        self.ask_quit = _("To end the session, press quit once more.")
        self.resting = _("We go on resting.")
        self.counts = (
            *(_("one"), _("two"), _("three"), _("four"), _("five")),
            *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
        )

    def of(self, message: Message) -> str:
        """Return a text of a table."""
        return self.pgettext(*message)

    def plural(self, message: Plural, number: int) -> str:
        """Return a text of a table in its form for ``number``, which is not yet filled in."""
        return self.npgettext(*message, number)

    def times(self, number: int) -> str:
        """Return ``{number} times`` in its form for ``number``."""
        return self.ngettext("{number} time", "{number} times", number)

    def number(self, number: float) -> str:
        """Return a number with the decimal sign of the language, and no zeros behind it."""
        return f"{number:g}".replace(".", self.pgettext("decimal sign", "."))

    def listed(self, texts: tuple[str, ...], both: bool = True) -> str:
        """Return texts in a row: ``left and right``, or with "or" where not ``both``."""
        _ = self.gettext
        joint = _("{one} and {other}") if both else _("{one} or {other}")
        first, *rest = texts or ("",)
        return reduce(lambda one, other: joint.format(one=one, other=other), rest, first)

    def first_side(self, side: str, sides: int) -> str:
        """Said before the first side's clock starts; ``sides`` is how many there are."""
        if sides > 1:
            return self.gettext("First the {side} side.").format(side=side)
        return self.gettext("On the {side} side.").format(side=side)

    def next_side(self, side: str) -> str:
        """Said between two sides."""
        return self.gettext("Now the {side} side.").format(side=side)

    def count(self, number: int) -> str:
        """Return a number of a countdown, 1 to 10, as a word."""
        return self.counts[number - 1]

    def duration(self, seconds: float) -> str:
        """Return a length of time as it is spoken: ``1 minute 30 seconds``, to the whole second."""
        whole = round(seconds)
        minutes, left = divmod(whole, 60)
        hours, minutes = divmod(minutes, 60)
        told = (
            (hours, self.ngettext("{number} hour", "{number} hours", hours)),
            (minutes, self.ngettext("{number} minute", "{number} minutes", minutes)),
            (left, self.ngettext("{number} second", "{number} seconds", left)),
        )
        parts = [text.format(number=number) for number, text in told if number]
        return " ".join(parts) or told[-1][1].format(number=0)

    def resuming(self, title: str, left_s: float) -> str:
        """Said when a pause is over; ``left_s`` is 0 where no clock runs."""
        if left_s < 1:
            return self.gettext("Resuming {title}.").format(title=title)
        left = self.duration(left_s)
        return self.gettext("Resuming {title}, {duration} left.").format(title=title, duration=left)

    def beginning(self, title: str) -> str:
        """Said when a session begins in its middle."""
        return self.gettext("We begin with {title}.").format(title=title)

    def going_on(self, title: str) -> str:
        """Said when a session that was interrupted goes on."""
        return self.gettext("We go on with {title}.").format(title=title)

    def left_out(self, title: str) -> str:
        """Said in place of a move that hurt before."""
        _ = self.gettext
        text = _("{title} is left out, because it hurt. To do it all the same, press back.")
        return text.format(title=title)

    def session_left(self, seconds: float) -> str:
        """Said first when asked how long it takes still."""
        left = self.duration(roughly(seconds))
        return self.gettext("{duration} of the session left.").format(duration=left)

    def step_left(self, title: str, step: int, steps: int, left_s: float) -> str:
        """Said then; ``left_s`` is 0 where no clock runs."""
        if 0 < step <= steps:
            place = self.gettext("{title}, step {step} of {steps}")
            title = place.format(title=title, step=step, steps=steps)
        if left_s < 1:
            return f"{title}."
        left = self.duration(left_s)
        # NOTE: {title} is a title, or "Cat and cow, step 2 of 5".
        return self.gettext("{title}, {duration} left.").format(title=title, duration=left)

    def rest_left(self, seconds: float, then: str) -> str:
        """Said then in a rest after "it hurts"; ``then`` is what comes after, as in ``follows``."""
        left = self.duration(roughly(seconds))
        return self.gettext("You are resting. In {duration} {then}.").format(
            duration=left, then=then
        )

    def follows(self, next_title: str | None, last: bool) -> str:
        """Return what comes after a rest: a step, the end, or only words about what is left out."""
        # NOTE: The end of a sentence: "In 20 seconds we go on with Cat and cow."
        if next_title:
            return self.gettext("we go on with {title}").format(title=next_title)
        return self.gettext("we come to the end") if last else self.gettext("we go on")

    def hurt(self, come_out: str | None, easier: bool, rest_s: float, then: str) -> tuple[str, ...]:
        """Said when it hurts: how to come out of the move, to rest, and what is on offer.

        ``then`` is what comes after the rest, as in ``follows``.
        """
        _ = self.gettext
        offer = (_("For an easier form, press E."),) if easier else ()
        after = _("In {duration} {then}. To end now, press quit.")
        return (
            _("Stop."),
            come_out or _("Come out of it slowly, the way you came in."),
            _("Now rest, and breathe quietly."),
            *offer,
            after.format(duration=self.duration(rest_s), then=then),
        )

    def volume(self, tenths: int) -> str:
        """Said when the volume has changed, 0 to 10."""
        number = self.count(tenths) if tenths else self.gettext("nought")
        return self.gettext("Volume {number}.").format(number=number)


ENGLISH = words_of("en")
"""What the program says to authors, and wherever no session is."""
