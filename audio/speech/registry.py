"""Which engines there are: those that come along, and those that other packages add.

A package adds one by an entry point, whose name is the engine's:

    [project.entry-points."stretch_guide.engines"]
    hum = "hum_engine:Hum"

The object is a class with the constructor of ``Espeak``, its ``list_voices``, and all of
``Engine``. It is imported and used in worker processes alone.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from audio.errors import VoiceError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_MODULES = {"piper_tts": "piper"}
"""The modules of packages that are not called like them."""

GROUP = "stretch_guide.engines"
"""The group of entry points in which engines are found."""


_LICENCE_FIELDS = "License-Expression", "License"


class Kind(NamedTuple):
    """An engine, and where it is.

    Attributes:
        name: what ``--engine`` takes.
        module: the name of the module that holds it.
        attribute: the name of its class in there.
        packages: those whose versions show in the sound.
        version: of the package that added it; none for those that come along.
        licence: the SPDX expression of what speaks, as far as it is known.
        patience: how many times as long as of one that is quick an utterance is waited for.
        optional: the program does as well without it.
    """

    name: str
    module: str
    attribute: str
    packages: tuple[str, ...] = ()
    version: str = ""
    licence: str = ""
    patience: float = 5.0
    optional: bool = True

    def load(self) -> Any:
        """Import its module, in a worker process, and return its class."""
        return getattr(importlib.import_module(self.module), self.attribute)

    def sounds_like(self) -> str:
        """Return what tells apart versions that would sound different."""
        return " ".join([self.version, *map(_version, self.packages)]).strip()


BUILT_IN = {
    kind.name: kind
    for kind in (
        Kind(
            "espeak",
            "audio.speech.espeak",
            "Espeak",
            ("espeakng_loader", "soxr"),
            licence="GPL-3.0-or-later",
            patience=1.0,
            optional=False,
        ),
        Kind(
            "pyttsx3",
            "audio.speech.system",
            "SystemVoices",
            ("pyttsx3", "espeakng_loader", "soxr"),
            licence="MPL-2.0",
            patience=1.0,
            optional=False,
        ),
        Kind(
            "piper",
            "audio.speech.piper",
            "Piper",
            ("piper_tts", "onnxruntime", "soxr"),
            licence="GPL-3.0-or-later",
        ),
        Kind("silent", "audio.speech.silent", "Silent", ("soxr",), licence="MIT", patience=1.0),
    )
}
"""The engines that come along, by name. They are found without a look at other packages, which
takes 20 ms."""


def find_engine(name: str) -> Kind:
    """Return the engine of that name.

    Raises:
        VoiceError: there is none.
    """
    if kind := BUILT_IN.get(name):
        return kind
    kinds = all_engines()
    if name not in kinds:
        *others, last = kinds
        raise VoiceError(f'There is no engine "{name}": choose {", ".join(others)} or {last}.')
    return kinds[name]


def all_engines() -> dict[str, Kind]:
    """Return every engine by its name; one that comes along is never replaced by another."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - only for what is not built in

    added = sorted(entry_points(group=GROUP))
    return BUILT_IN | {point.name: _added(point) for point in added if point.name not in BUILT_IN}


def _added(point: EntryPoint) -> Kind:
    if point.dist is None:
        return Kind(point.name, point.module, point.attr)
    about = point.dist.metadata
    return Kind(
        point.name,
        point.module,
        point.attr,
        version=f"{point.dist.name} {point.dist.version}",
        licence=next((about[key] for key in _LICENCE_FIELDS if key in about), ""),
    )


def _version(package: str) -> str:
    """Return the version of an installed package; importlib.metadata takes 17 ms more."""
    spec = importlib.util.find_spec(_MODULES.get(package, package))
    if spec is None or spec.origin is None:
        return ""  # its engine will say so
    folder = Path(spec.origin).parent
    infos = sorted(path.name for path in folder.parent.glob(f"{package}-*.dist-info"))
    return infos[-1] if infos else str(Path(spec.origin).stat().st_mtime_ns)
