"""What an engine is inside a worker process; imported there, so it stays light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class UtteranceError(Exception):
    """An utterance failed; another try may do better."""


class RefusalError(Exception):
    """The engine cannot work here, or not with this voice; another try would not help.

    The message is one whole sentence for the user: what is missing, and what to do.
    """


class WrongVoiceError(RefusalError):
    """No voice has the name, or speaks the language, that somebody chose."""


class VoiceInfo(NamedTuple):
    """One voice of an engine.

    Attributes:
        name: what ``--voice`` takes.
        language: BCP 47 tag.
        description: for people.
        quality: how good it is, in the engine's own word; empty where all are alike.
        licence: of the voice, where it is not the engine's.
        size_bytes: what it takes on disk; 0 where it came with the engine.
    """

    name: str
    language: str
    description: str
    quality: str = ""
    licence: str = ""
    size_bytes: int = 0


class Engine(Protocol):
    """Speaks one utterance at a time.

    It is made by ``(voice: str | None, language: str, pace_wpm: int)``, which raises RefusalError.
    """

    voice: str
    """The engine's name of the voice it speaks with."""

    languages: Sequence[str]
    """BCP 47 tags of what that voice speaks, or ``ANY_LANGUAGE``."""

    spent: bool
    """This process must not speak again; a fresh one has to take over."""

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Return all voices that work here; raises RefusalError where none can."""

    def speak(self, text: str, speed: float) -> tuple[int, bytes | memoryview]:
        """Return the sample rate in Hz, and mono int16 PCM in native byte order.

        A memoryview lasts until the next utterance.

        Args:
            text: plain words, without control characters.
            speed: how much faster than its own pace, 1.0 to 1.25.

        Raises:
            UtteranceError: nothing whole came out.
        """


ANY_LANGUAGE = "mul"
"""The tag of a voice that speaks whatever it is given: many languages at once."""

UNKNOWN_LANGUAGE = "und"
"""The tag of a voice that does not tell. Only who names it has it speak."""


def check_language(engine: str, voice: str | None, started: Engine, language: str) -> None:
    """Refuse an engine that would read a text of one language by the rules of another.

    Args:
        engine: what it is called.
        voice: which voice was asked for, or None.
        started: it, with the voice it speaks with.
        language: BCP 47 tag of the texts, or ``ANY_LANGUAGE``. Where in the world it is spoken
            does not matter.

    Raises:
        RefusalError: the voice speaks another language; a WrongVoiceError if somebody chose it.
    """
    tags = started.languages
    spoken = {_primary(tag) for tag in tags}
    chosen = voice is not None and (language == ANY_LANGUAGE or UNKNOWN_LANGUAGE in spoken)
    if chosen or spoken & {_primary(language), ANY_LANGUAGE}:
        return
    own = _primary(tags[0])
    told = f'speaks {own}, and the text is in "{language}"'
    if voice is None:
        raise RefusalError(f"The engine {engine} {told}: choose another one.")
    raise WrongVoiceError(
        f"The voice {voice} {told}: choose no voice or one of that language (guide voices lists "
        f"all). Or choose the language: --language {own} where the text comes in it; a routine "
        f"that is written in it says so, with `language: {own}` in its file."
    )


def _primary(tag: str) -> str:
    return tag.casefold().replace("_", "-").partition("-")[0]


def has_words(text: str) -> bool:
    """Return whether something must be heard of ``text``: a letter or a digit is in it."""
    return any(character.isalnum() for character in text)


def limit_s(text: str, patience: float = 1.0) -> float:
    """Return how long, in seconds, speaking ``text`` may take before it counts as hanging.

    An engine of patience 1 speaks 3 x faster than real time or more, at some 15 characters a
    second.
    """
    return 10 + 0.03 * patience * len(text)


def unknown_voice(engine: str, voice: str, names: Mapping[str, str]) -> WrongVoiceError:
    """Return the refusal of a voice, with the nearest ones.

    Args:
        engine: what the engine is called.
        voice: what was asked for.
        names: what voices may be called, in small letters, each with the name to give.
    """
    import difflib  # noqa: PLC0415 - only when something is wrong

    from audio.speech.piper_voices import installed_voices  # noqa: PLC0415 - as above

    wanted = voice.casefold().replace("_", "-")
    if wanted.endswith("-uk"):  # the usual slip: it is Ukrainian, and no country
        wanted = f"{wanted[:-2]}gb"
    matcher = difflib.SequenceMatcher(b=wanted)
    likeness: dict[str, float] = {}
    for key, name in names.items():
        if abs(len(key) - len(wanted)) <= max(len(key), len(wanted)) // _LETTERS_FOR_ONE:
            matcher.set_seq1(key)
            likeness[name] = max(likeness.get(name, 0), matcher.ratio())
    best = max(likeness.values(), default=0)
    parts = [one.name for one in installed_voices() if wanted in one.name.casefold().split("-")]
    alike = [name for name, ratio in likeness.items() if ratio >= max(_NEAR, best - _AS_NEAR)]
    near = (parts or alike)[:3]
    hint = f"did you mean {' or '.join(near)}?" if near else ""
    return WrongVoiceError(
        f'{engine} has no voice "{voice}": {hint or "choose one"} (guide voices lists all).'
    )


_NEAR = 0.6
_AS_NEAR = 0.05
"""How alike names are that may be meant, 0 to 1, and how far they are behind the nearest one."""
_LETTERS_FOR_ONE = 3
"""Letters that a name has for each that may be missing in it or too many."""
