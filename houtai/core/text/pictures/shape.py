"""What the reading of a file's parts says of it, and the bounds of that."""

from __future__ import annotations

from dataclasses import dataclass

from houtai.core.text.pictures.unfit import TooManyFrames, TooManyPixels

# More than any phone's camera writes by default; 60 million pixels take up to 240 MB while they are decoded.
MOST_PIXELS = 60_000_000
MOST_FRAMES = 600
# Of all frames together: what a reader's device would have to draw.
MOST_IN_ALL = 600_000_000


@dataclass(frozen=True, kw_only=True)
class Bare:
    """A file without what is not the picture. frames: how many it holds."""

    data: bytes
    frames: int = 1


def bound(width: int, height: int, *, frames: int = 1) -> None:
    """Raises TooManyPixels and TooManyFrames."""
    if frames > MOST_FRAMES:
        raise TooManyFrames(frames=MOST_FRAMES)
    if width * height > MOST_PIXELS or width * height * frames > MOST_IN_ALL:
        raise TooManyPixels(millions=MOST_PIXELS // 1_000_000)
