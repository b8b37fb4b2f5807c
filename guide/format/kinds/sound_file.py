"""Sound files beside a routine."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from guide.folders import SOUNDS
from guide.format.kinds.kind import only, scalar
from guide.problems.codes import Code
from guide.problems.problem import quoted

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.syntax.nodes import Node

_ENDINGS = r"\.([Ww][Aa][Vv]|[Ff][Ll][Aa][Cc]|[Mm][Pp]3|[Oo][Gg][Gg])"
SOUND_FILE = rf"""({SOUNDS}/)?[^<>:"/\\|?*\u0000-\u001f\u007f.][^<>:"/\\|?*\u0000-\u001f\u007f]*"""
"""What a sound file is called before its ending; it means the same to Python and ECMA-262."""
_PATTERN = SOUND_FILE + _ENDINGS
MOST_SOUND_BYTES = 2 << 20
"""The largest sound file: ten seconds of CD sound are 1.8 MB."""
LONGEST_PATH = 120
"""Characters of its name."""


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A sound of the author's own.

    Attributes:
        file: its name, as it is written.
        pcm: mono, int16, at the session's sample rate.
    """

    file: str
    pcm: bytes = field(repr=False)


class SoundFile:
    """The name of a sound file that lies beside the routine, and can stand for a chime."""

    code: ClassVar[Code] = Code.SOUND_OUT_OF_PLACE
    instead: ClassVar[str] = "Write the name of a sound file, such as `start: bowl.wav`."

    @property
    def expects(self) -> str:
        """What it expects."""
        return "a sound file beside the routine: .wav, .flac, .mp3 or .ogg, such as bowl.wav"

    def read(self, node: Node, reader: Reader) -> OwnSound:
        """Return the sound, so that what happens to its file later changes nothing.

        Raises:
            Misread: the name is none of a file beside the routine, or no such sound is in it.
        """
        text = scalar(reader, self, node)
        file = Path(node.place.file).parent / text
        if not is_sound_file(text) or not _inside(file):
            message = f"expected {self.expects}, but found {quoted(text)}"
            hint = f"Put the file beside the routine, or into a folder `{SOUNDS}` there."
            raise reader.wrong(node, self.code, message, hint)
        from audio.own_sound import OwnSoundError  # noqa: PLC0415 - most routines have none

        try:
            return OwnSound(text, _pcm(file))
        except FileNotFoundError:
            message = f"there is no sound file {quoted(text)}"
            hint = f"It has to be at {file}."
            raise reader.wrong(node, Code.NO_SUCH_SOUND, message, hint) from None
        except (OSError, OwnSoundError) as error:
            reason = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else error
            message = f"the sound file {quoted(text)} {reason}"
            hint = "Use a WAV, FLAC, MP3 or OGG Vorbis of up to ten seconds and 2 MiB."
            raise reader.wrong(node, Code.SOUND_UNUSABLE, message, hint) from None

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("string",), pattern=f"^{_PATTERN}$", maxLength=LONGEST_PATH)


def is_sound_file(name: str) -> bool:
    """Whether ``name`` is that of a sound file beside a routine, as far as a name tells."""
    return len(name) <= LONGEST_PATH and re.fullmatch(_PATTERN, name) is not None


def _pcm(file: Path) -> bytes:
    """Return what is in a file; raises OSError or OwnSoundError."""
    from audio.own_sound import OwnSoundError, decoded  # noqa: PLC0415

    status = file.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device could keep us waiting for ever
        raise OwnSoundError("is not a file that can be read")
    if status.st_size > MOST_SOUND_BYTES:
        raise OwnSoundError(f"is larger than {MOST_SOUND_BYTES >> 20} MiB")
    return decoded(file.read_bytes())


def _inside(file: Path) -> bool:
    """Whether a file is where its name says, and no link to somewhere else."""
    folder = file.parent.parent if file.parent.name == SOUNDS else file.parent
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a circle of links, or no name for a file at all
        return False
