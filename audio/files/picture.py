"""Pictures that files carry as their cover: PNG and JPEG, of which only what is seen is taken."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from audio.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

BYTES_MAX = 5_000_000
SIDE_MAX = 4000
"""Pixels of either side."""
FRONT_COVER = 3
"""Its kind, among those that ID3 and FLAC know."""
_MIME_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


class Picture(NamedTuple):
    """A picture, and what it is.

    Attributes:
        mime_type: ``image/png`` or ``image/jpeg``.
        width: in pixels, and so ``height``.
    """

    content: bytes
    mime_type: str
    width: int
    height: int


def read_picture(path: Path) -> Picture:
    """Return the picture in a file, which is as small as ``BYTES_MAX`` and ``SIDE_MAX`` say.

    It is upright, and without what a camera or a program has written into it: a place, a name.

    Raises:
        FileError: it cannot be read, is no picture or a damaged one, or is too large.
    """
    try:
        if not path.is_file():
            raise FileError(f"{path} is no file: choose a PNG or JPEG picture.")
        with path.open("rb") as file:
            content = file.read(BYTES_MAX + 1)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > BYTES_MAX:
        raise FileError(f"{path} has more than {BYTES_MAX / 1e6:g} MB: make the picture smaller.")
    return _looked_at(content, path)


def _looked_at(content: bytes, path: Path) -> Picture:
    try:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - heavy, and rarely needed
    except ImportError as error:
        raise FileError(f"{path} cannot be looked at ({error}): install 'pillow' anew.") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many pixels: they are counted here
            image = Image.open(io.BytesIO(content), formats=tuple(_MIME_TYPES))
        width, height = image.size
        if max(width, height) > SIDE_MAX:
            raise FileError(
                f"{path} is {width} x {height} pixels: a cover has at most {SIDE_MAX} on a side."
            )
        image.load()
        return _drawn_anew(image)
    except Image.DecompressionBombError as error:
        raise FileError(
            f"{path} has far too many pixels: a cover has at most {SIDE_MAX} on a side."
        ) from error
    except UnidentifiedImageError as error:
        raise FileError(f"{path} is no PNG or JPEG picture: choose another one.") from error
    except FileError:
        raise
    except Exception as error:  # Pillow has many kinds for what is damaged
        raise FileError(f"{path} is a damaged picture: choose another one.") from error


def _drawn_anew(image: Any) -> Picture:
    """Return the picture alone; a JPEG as fine as it was."""
    from PIL import ImageOps, JpegImagePlugin  # noqa: PLC0415 - as above

    upright, kind, how = ImageOps.exif_transpose(image), "PNG", {}
    if image.format != "PNG":  # a JPEG, or one with others behind it, as phones make them
        kind = "JPEG"
        how = {"qtables": image.quantization, "subsampling": JpegImagePlugin.get_sampling(image)}
    file = io.BytesIO()
    colours = image.info.get("icc_profile")
    upright.save(file, kind, icc_profile=colours, exif=b"", comment=b"", **how)
    return Picture(file.getvalue(), _MIME_TYPES[kind], *upright.size)
