"""Gives images that a script would load later their address now, and drops those that only count readers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from houtai.modules.collect.client.disguises import undisguise

# Where pages put the real address while `src` holds a placeholder; the first that is there wins.
LATER = ("data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-original-src", "data-url", "data-echo")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
PLACEHOLDER = re.compile(
    r"^\s*(data:|about:|[{\[]|$)|(?<![\w.-])(?=[\w.-]*$)[\w.-]*(placeholder|blank|spacer|loading|transparent|1x1)"
    r"|(^|[/_-])(none|dot|clear|pixel|empty|gr[ae]y|lazy(load)?|loader|trans)\.(gif|png|jpe?g|svg|webp)$",
    re.IGNORECASE,
)
CANDIDATE = re.compile(r"(?<![^\s,])([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
# The last resort: whatever attribute names a file of an image, as each forum and plugin has its own.
FILE = re.compile(
    r"\s*(?:https?:)?/{1,2}[^\s{}\"'<>]{1,1000}\.(?:jpe?g|png|webp|gif|avif)(?:[?!@][^\s{}\"'<>]{0,500})?\s*",
    re.IGNORECASE,
)
IN_JSON = re.compile(r'"src"\s*:\s*"([^"\s]+)"')
TINY = 3
NAMING = 12


def settle_pictures(tree: Any) -> None:
    undisguise(tree)
    for spare in list(tree.iter("noscript")):
        settle_spare(spare)
    for picture in list(tree.iter("picture")):
        settle_picture(picture)
    for image in list(tree.iter("img")):
        address = real_address(image)
        if not address or is_tiny(image):
            image.drop_tree()
        else:
            image.set("src", address)
    drop_previews(tree)


def drop_previews(tree: Any) -> None:
    """Of neighbours that are the same file in two sizes, the first is what readers see while the other loads."""
    images = list(tree.iter("img"))
    for image, after in pairwise(images):
        name = file_name(image)
        if len(name) >= NAMING and name == file_name(after) and image.get("src") != after.get("src"):
            image.drop_tree()


def file_name(image: Any) -> str:
    return str(image.get("src")).partition("?")[0].rpartition("/")[2]


def settle_spare(spare: Any) -> None:
    """A `noscript` repeats the image before it, and names the real one where that one waits for a script."""
    real = next((image for image in spare.iter("img") if real_address(image) and not is_tiny(image)), None)
    if real is None:
        spare.drop_tree()
        return
    twin = twin_of(spare)
    if twin is not None:
        twin.drop_tree()
    spare.drop_tag()


def twin_of(spare: Any) -> Any:
    """The one image before it, or the last that stands in the box before it with no words."""
    before = spare.getprevious()
    if before is None or (before.tail or "").strip() or "".join(before.itertext()).strip():
        return None
    images = list(before.iter("img"))
    return images[0] if len(images) == 1 else None


def settle_picture(picture: Any) -> None:
    image = picture.find(".//img")
    if image is not None and not real_address(image):
        sets = (largest(source.get(name, "")) for source in picture.iter("source") for name in SETS)
        image.set("src", next(filter(None, sets), ""))


def real_address(image: Any) -> str:
    for name in LATER:
        value = image.get(name, "").strip()
        if value.startswith("{") and (within := IN_JSON.search(value)):
            value = within[1]
        if value and not PLACEHOLDER.search(value):
            return str(value)
    source = image.get("src", "").strip()
    if source and not PLACEHOLDER.search(source):
        return str(source)
    sets = next(filter(None, (largest(image.get(name, "")) for name in SETS)), "")
    files = filter(FILE.fullmatch, image.attrib.values())
    return sets or next((file.strip() for file in files if not PLACEHOLDER.search(file.strip())), "")


def largest(candidates: str) -> str:
    """The widest address of a `srcset`."""
    found = [(float(size or 1), address) for address, size, _ in CANDIDATE.findall(candidates[:8000]) if number(size)]
    usable = [pair for pair in found if not PLACEHOLDER.search(pair[1])]
    return max(usable, key=lambda pair: pair[0], default=(0.0, ""))[1]


def number(text: str) -> bool:
    return text.count(".") <= 1 and text != "."


def is_tiny(image: Any) -> bool:
    """Both sizes that are given are tiny: a height of 0 beside a width means any height."""
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    given = [int(size[:6]) for size in sizes if size.isascii() and size.isdigit()]
    return bool(given) and max(given) <= TINY
