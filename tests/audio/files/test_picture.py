"""Covers: what is a picture is taken, all else is refused in a sentence; every reader finds it."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING

import mutagen
import numpy as np
import pytest
from mutagen.flac import Picture as FlacPicture
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from audio.errors import FileError
from audio.files.formats import COVER_ENDINGS, sound_writer
from audio.files.picture import BYTES_MAX, SIDE_MAX, Picture, read_picture
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from pathlib import Path


def image(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a picture in a format of Pillow's."""
    file = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1, 1, 1), 50).save(file, kind)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says to be so large, and has next to nothing in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize(("kind", "mime_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_pictures_are_taken_by_what_they_are(tmp_path: Path, kind: str, mime_type: str) -> None:
    """Not by their name, and look as they did."""
    path = tmp_path / "picture.txt"
    path.write_bytes(image(kind))
    taken = read_picture(path)
    assert taken[1:] == (mime_type, 60, 40)
    before, after = (
        np.asarray(Image.open(io.BytesIO(each)), int) for each in (image(kind), taken.content)
    )
    assert np.abs(before - after).mean() <= (0 if kind == "PNG" else 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO"])
def test_only_what_is_seen_is_taken(tmp_path: Path, kind: str) -> None:
    """Upright, but no place, no camera, no comment, and nothing that a phone put behind it."""
    picture, exif, text = Image.effect_noise((60, 40), 90), Image.Exif(), PngInfo()
    exif[ExifTags.Base.Orientation] = 6  # a quarter of a turn
    exif[ExifTags.Base.Make] = "Secret"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 7.0)
    text.add_text("Author", "Secret")
    path = tmp_path / "a"
    more = {"append_images": [picture], "save_all": True} if kind == "MPO" else {}
    picture.save(path, kind, exif=exif, comment=b"Secret", pnginfo=text, **more)
    with path.open("ab") as file:
        file.write(b"Secret")
    assert path.read_bytes().count(b"Secret") > 1
    taken = read_picture(path)
    assert taken[1:] == ("image/png" if kind == "PNG" else "image/jpeg", 40, 60)
    assert b"Secret" not in taken.content
    seen = Image.open(io.BytesIO(taken.content))
    assert not seen.getexif()
    assert getattr(seen, "n_frames", 1) == 1
    turned = np.asarray(picture.transpose(Image.Transpose.ROTATE_270), int)
    assert np.abs(np.asarray(seen, int) - turned).mean() <= (0 if kind == "PNG" else 16)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no PNG or JPEG picture: choose another one."),
        (b"title: Hello\n", "is no PNG or JPEG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG or JPEG picture"),
        (image("GIF"), "is no PNG or JPEG picture"),
        (image("BMP"), "is no PNG or JPEG picture"),
        (image("PNG")[:300], "is a damaged picture: choose another one."),
        (image("JPEG")[:500], "is a damaged picture"),
        (image("PNG")[:30], "is no PNG or JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "is no PNG or JPEG picture"),
        (png_of(4001, 10), "is 4001 x 10 pixels: a cover has at most 4000 on a side."),
        (png_of(60_000, 60_000), "has far too many pixels: a cover has at most 4000"),
        (png_of(12_000, 12_000), "is 12000 x 12000 pixels"),
        (bytes(BYTES_MAX + 1), "has more than 5 MB: make the picture smaller."),
    ],
    ids=range(13),
)
@pytest.mark.filterwarnings("error")
def test_what_is_no_cover_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    """In a sentence with what to do, without warnings of Pillow's, and soon: bombs do not burst."""
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        read_picture(path)
    assert str(caught.value).startswith(f"{path} {says}")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder, a name that nothing has, and a pipe, which would never end."""
    (tmp_path / "folder").mkdir()
    names = ["folder", "missing.png"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
        names.append("pipe.png")
    for name in names:
        with pytest.raises(FileError, match=f"{name} is no file: choose a PNG or JPEG picture"):
            read_picture(tmp_path / name)


def test_pillow_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do about it."""
    (tmp_path / "a.png").write_bytes(image("PNG"))
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(FileError, match=r"install 'pillow' anew\."):
        read_picture(tmp_path / "a.png")


def test_the_largest_picture_is_taken(tmp_path: Path) -> None:
    """Its sides are as long as they may be."""
    path = tmp_path / "a.png"
    Image.new("1", (SIDE_MAX, SIDE_MAX)).save(path)
    assert read_picture(path).width == SIDE_MAX


def covered(ending: str, cover: Picture) -> bytes:
    """Return a sound file with a cover and two chapters."""
    file = io.BytesIO()
    about = About("Title", "en", cover=cover)
    writer = sound_writer(ending, file, about, Encoding())
    writer.mark(0, "One")
    writer.write(4800)
    writer.mark(4800, "Two")
    writer.write(4800)
    writer.finish()
    return file.getvalue()


def found_by_mutagen(ending: str, content: bytes) -> tuple[bytes, str | None]:
    """Return the picture in a file, and its kind where that is told."""
    read = mutagen.File(io.BytesIO(content))
    match ending:
        case ".mp3":
            (frame,) = read.tags.getall("APIC")
            return frame.data, frame.mime
        case ".flac":
            (picture,) = read.pictures
            return picture.data, picture.mime
        case ".ogg" | ".opus":
            (text,) = read["METADATA_BLOCK_PICTURE"]
            picture = FlacPicture(b64decode(text))
            return picture.data, picture.mime
    (cover,) = read["covr"]
    return bytes(cover), {13: "image/jpeg", 14: "image/png"}[cover.imageformat]


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("ending", COVER_ENDINGS)
def test_every_reader_finds_the_cover(tmp_path: Path, ending: str, kind: str) -> None:
    """Mutagen the very bytes, FFmpeg a picture of its size, marked as what it is; twice the same.

    Chapters stay beside it.
    """
    content = image(kind, (300, 200))
    cover = Picture(content, f"image/{kind.lower()}", 300, 200)
    path = tmp_path / f"a{ending}"
    path.write_bytes(covered(ending, cover))
    assert covered(ending, cover) == path.read_bytes()
    assert found_by_mutagen(ending, path.read_bytes()) == (content, cover.mime_type)
    show = ("-show_streams", "-show_chapters", "-of", "json")
    command = ["ffprobe", "-v", "error", *show, path]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    shown = json.loads(done.stdout)
    (picture,) = [stream for stream in shown["streams"] if stream["codec_type"] == "video"]
    assert picture["disposition"]["attached_pic"] == 1
    assert picture["codec_name"] == ("png" if kind == "PNG" else "mjpeg")
    assert (picture["width"], picture["height"]) == (300, 200)
    assert [chapter["tags"]["title"] for chapter in shown["chapters"]] == ["One", "Two"]
