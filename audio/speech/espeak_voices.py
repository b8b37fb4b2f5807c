"""The voices of eSpeak NG: the files of its data folder, and which one suits a language.

A voice is a language file (``en-us``), or one with a variant that colours it (``en-us+f3``).
They are looked up here because eSpeak itself reads every file for that, which takes 20 ms.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from audio.speech.engine import RefusalError, VoiceInfo, WrongVoiceError, unknown_voice

CALM_VARIANT = "f2"
"""The variant that a speech recogniser understood best, with f5, by far: of all 121 bundled cues
(1 225 words) at 150 words per minute, PocketSphinx 5.1.1 got wrong 58 % of the words of en-US+f2
(95 % of resampled sets of cues: 54 to 64), 56 % with f5 (52 to 62, which is no clear difference),
82 % of plain en-US, 85 % with f3. Of 20 others, in samples of 8 to 20 cues, none came near. Slower
is not clearer to it: 67 % at 130 words per minute. Its share of energy between 2.5 and 6 kHz, where
harshness is, is -11.6 dB (plain en-US -12.2, f3 -10.3, klatt -8.2, whisper -5.8), its median pitch
182 Hz, within 5 semitones. ``bench/intelligibility.py --voices en-us+f2 en-us ...`` measures it."""

PREFERRED = {"en": "en-US", "en-us": "en-US", "en-gb": "en-GB-x-rp"}
"""Where several files speak a language: of 20 cues, en-US+f2 was
understood best, then en-GB-x-rp+f2, then en+f2."""


class NoVoiceError(WrongVoiceError):
    """No voice speaks the language."""


def data_folder() -> Path:
    """Return the folder ``espeak-ng-data`` of the wheel.

    Raises:
        RefusalError: the wheel is installed without it.
    """
    spec = importlib.util.find_spec("espeakng_loader")  # not imported: it loads ctypes
    folder = Path(spec.origin).parent / "espeak-ng-data" if spec and spec.origin else None
    if folder is None or not folder.exists():
        raise RefusalError(
            "The data of eSpeak NG is missing: reinstall the package espeakng-loader."
        )
    return folder


def list_voices() -> list[VoiceInfo]:
    """Return all voices without variants, in the order of their names."""
    found = []
    for name, path in sorted(_language_files().items()):
        description, languages = _read(path)
        found.append(VoiceInfo(name, languages[0], description))
    return found


def find_voice(voice: str | None, language: str) -> str:
    """Return the name by which eSpeak loads a voice.

    Args:
        voice: a language file, its description or the tag of its language, with or without a
            variant, in any case; None for the calmest voice of ``language``.
        language: BCP 47 tag; without a voice of its own, the more general ones count.

    Raises:
        RefusalError: there is none; with the nearest names where it was a voice.
    """
    return _by_language(language) if voice is None else _by_name(voice)


def languages_of(voice: str) -> list[str]:
    """Return the tags of what a voice speaks, its own first; ``voice`` as of ``find_voice``."""
    return _read(_language_files()[voice.partition("+")[0].casefold()])[1]


def speaks(language: str) -> bool:
    """Whether there is a voice for a language, a BCP 47 tag, or a more general one.

    Raises:
        RefusalError: the wheel is installed without its data.
    """
    try:
        return bool(_by_language(language))
    except NoVoiceError:
        return False


def language_called(name: str) -> str | None:
    """Return the tag of a language by its English name, as voices have it; None if none has it.

    Args:
        name: such as ``Portuguese (Brazil)``, or ``Portuguese`` for the language alone.
    """
    tags: dict[str, str] = {}
    for voice in list_voices():
        called = voice.description.casefold()
        tags[called] = voice.language
        tags.setdefault(called.partition(" (")[0], voice.language.partition("-")[0])
    return tags.get(" ".join(name.split()).casefold())


def _by_name(voice: str) -> str:
    files, variants = _language_files(), _variants()
    base, plus, variant = voice.casefold().partition("+")
    file = files[base].name if base in files else _by_tag(base) or _by_description(base, files)
    if file and (not plus or variant in variants):
        return file + (plus and f"+{variants[variant]}")
    if file:
        coloured = {f"{base}+{key}": f"{base}+{name}" for key, name in variants.items()}
        raise unknown_voice("eSpeak NG", voice, coloured)
    raise unknown_voice("eSpeak NG", voice, _called(files))


def _called(files: dict[str, Path]) -> dict[str, str]:
    """Return what voices may be called, each with the name to give: ``english`` is ``en-us``."""
    names: dict[str, str] = {}
    for path in files.values():
        description, tags = _read(path)
        names |= {tag: tag for tag in tags}
        language = description.casefold().partition(" (")[0]
        names.setdefault(language, _by_tag(tags[0].partition("-")[0]) or path.name)
    names |= {name: name for name in files}
    return {key: name.casefold() for key, name in names.items()}


def _by_description(description: str, files: dict[str, Path]) -> str | None:
    """Return the file whose own name, such as ``English (America)``, is ``description``."""
    described = (path.name for path in files.values() if _read(path)[0].casefold() == description)
    return next(described, None)


def _by_language(language: str) -> str:
    subtags = language.casefold().replace("_", "-").split("-")
    for length in range(len(subtags), 0, -1):
        tag = "-".join(subtags[:length])
        if name := _by_tag(tag):
            return f"{name}+{CALM_VARIANT}"
    raise NoVoiceError(
        f'eSpeak NG has no voice for the language "{language}": set one that it has '
        "(guide voices lists all)."
    )


def _by_tag(tag: str) -> str | None:
    tag = tag.replace("_", "-")
    return PREFERRED.get(tag) or _file_that_speaks(tag)


def _file_that_speaks(tag: str) -> str | None:
    files = _language_files()
    if tag in files:
        return files[tag].name
    return next((path.name for path in files.values() if tag in _read(path)[1]), None)


def _language_files() -> dict[str, Path]:
    found = (path for path in data_folder().glob("lang/**/*") if path.is_file())
    return {path.name.casefold(): path for path in sorted(found)}


def _variants() -> dict[str, str]:
    return {path.name.casefold(): path.name for path in data_folder().glob("voices/!v/*")}


def _read(path: Path) -> tuple[str, list[str]]:
    """Return a voice file's own name and its languages, the first one first."""
    lines = [line.split(None, 1) for line in path.read_text(encoding="utf-8").splitlines()]
    names = (line[1].partition("//")[0].strip() for line in lines if line[:1] == ["name"])
    name = next(names, path.name)
    languages = [line[1].split()[0].casefold() for line in lines if line[:1] == ["language"]]
    return name, languages or [path.name.casefold()]
