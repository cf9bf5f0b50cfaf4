"""AVIF: a tree of boxes that point at each other, so it is written anew where something is to be left out."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from houtai.core.text.pictures.shape import Bare, bound

QUALITY = 90


def bare(data: bytes, *, exif: bytes) -> Bare:
    """As it is without Exif and XMP; else written anew without them."""
    with Image.open(BytesIO(data), formats=["AVIF"]) as image:
        frames = int(getattr(image, "n_frames", 1))
        bound(*image.size, frames=frames)
        if not (image.info.get("exif") or image.info.get("xmp")):
            return Bare(data=data, frames=frames)
        written = BytesIO()
        if frames > 1:
            image.save(written, "AVIF", quality=QUALITY, save_all=True, exif=b"", xmp=b"")
        else:
            upright = ImageOps.exif_transpose(image)
            profile = image.info.get("icc_profile")
            upright.save(written, "AVIF", quality=QUALITY, exif=b"", xmp=b"", icc_profile=profile)
        return Bare(data=written.getvalue(), frames=frames)
