"""One picture, and what is looked at before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha1
from io import BytesIO

from PIL import Image

from houtai.core.text.pictures import avif, gif, jpeg, png, webp
from houtai.core.text.pictures.shape import MOST_PIXELS, bound
from houtai.core.text.pictures.unfit import NotAPicture, TooManyBytes, TooManyPixels, Unfit

MOST_BYTES = 20 * 2**20
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
BARE = {"JPEG": jpeg.bare, "PNG": png.bare, "WEBP": webp.bare, "GIF": gif.bare, "AVIF": avif.bare}
ORIENTATION = 0x0112


@dataclass(frozen=True, kw_only=True)
class Picture:
    """kind: a key of KINDS; data: the file, without Exif but for which side is up; width and height: as stored."""

    data: bytes
    kind: str
    width: int
    height: int
    frames: int

    @property
    def extension(self) -> str:
        return KINDS[self.kind]

    @cached_property
    def digest(self) -> str:
        """As Wagtail's library keeps it."""
        return sha1(self.data, usedforsecurity=False).hexdigest()


def read(data: bytes) -> Picture:
    """The picture in these bytes: its size is known before anything is decoded, and what is kept says nothing of who
    took it, when and where. The same bytes give the same picture. Raises Unfit.
    """
    if len(data) > MOST_BYTES:
        raise TooManyBytes(megabytes=MOST_BYTES // 2**20)
    kind = kind_of(data)
    if not kind:
        raise NotAPicture
    try:
        return looked_at(data, kind)
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(millions=MOST_PIXELS // 1_000_000) from None
    except Exception as error:
        raise Unfit from error


def kind_of(data: bytes) -> str:
    """By what it begins with; what it is called and declared as is nobody's proof."""
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "JPEG" if data.startswith(b"\xff\xd8\xff") else "PNG" if data.startswith(png.HEAD) else ""


def looked_at(data: bytes, kind: str) -> Picture:
    with Image.open(BytesIO(data), formats=[kind]) as image:
        bound(*image.size)
        exif = upright(image) if kind != "GIF" else b""
    found = BARE[kind](data, exif=exif)
    with Image.open(BytesIO(found.data), formats=[kind]) as image:
        width, height = image.size
        bound(width, height, frames=found.frames)
        # JPEG can be proven whole at an eighth of its size.
        image.draft("RGB", (width // 8, height // 8))
        image.load()
    return Picture(data=found.data, kind=kind, width=width, height=height, frames=found.frames)


def upright(image: Image.Image) -> bytes:
    """Exif that says nothing but which side is up; b"" when that needs no saying."""
    turned = image.getexif().get(ORIENTATION)
    if turned not in range(2, 9):
        return b""
    kept = Image.Exif()
    kept[ORIENTATION] = turned
    return kept.tobytes()
