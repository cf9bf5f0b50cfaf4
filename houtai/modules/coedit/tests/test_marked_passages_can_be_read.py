"""What is commented or found keeps 4.5:1 between text and ground, suggested deletions and links included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once("what the style sheets say")
STYLES = "".join(path.read_text() for path in sorted((Path(__file__).parents[1] / "static/coedit").glob("co*.css")))
HEX = "#([0-9a-f]{3,6})"
PAIR = rf"light-dark\({HEX}, {HEX}\)"
MARKED = re.findall(rf"(\.h-coedit-(?:commented|found)(?:\.is-active)?) {{ background: {PAIR}", STYLES)
INK = re.search(rf"--c-ink: [^;]*{PAIR}", STYLES)


def light(colour):
    whole = colour if len(colour) == 6 else "".join(2 * one for one in colour)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_ink_is_read_on_every_ground_and_nothing_there_has_another_colour():
    assert INK
    assert len(MARKED) == 4
    for name, *grounds in MARKED:
        for ink, ground in zip(INK.groups(), grounds, strict=True):
            assert ratio(ink, ground) >= 4.5, (name, ground)
    marked = ".h-coedit-text :is(.h-coedit-commented, .h-coedit-found)"
    assert f"{marked}, {marked} :is(ins, del, a) {{ color: var(--c-ink); }}" in STYLES
