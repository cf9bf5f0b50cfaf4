"""Gives images that a script would load later their address now, and drops those that only count readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from houtai.modules.collect.client.disguises import undisguise

# Where pages put the real address while `src` holds a placeholder; the first that is there wins.
LATER = (
    *("data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-original-src", "data-hi-res-src"),
    *("data-lazyload", "data-lazysrc", "data-lazy", "lazy-src", "real_src", "zoomfile", "file"),
)
# These may as well hold the address of another page.
PERHAPS_LATER = ("data-url", "data-echo")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
PLACEHOLDER = re.compile(
    r"^\s*(data:|about:|[{\[]|$)|(?<![\w.-])(?=[\w.-]*$)[\w.-]*"
    r"(placeholder|(?<![a-z])(blank|spacer|(pre)?loading|transparent)(?![a-z])|(?<!\d)1x1(?!\d))"
    r"|(^|[/_-])(none|dot|clear|pixel|empty|gr[ae]y|lazy(load)?|loader|trans)\.(gif|png|jpe?g|svg|webp)$",
    re.IGNORECASE,
)
# A photograph that has one of those words among others in its name, if there is nothing better.
PHOTOGRAPH = re.compile(
    r"(^|/)(?!(placeholder|blank|spacer|(pre|lazy)?load(ing|er)?|transparent|trans|none|dot|clear|pixel|empty|gr[ae]y"
    r"|lazy|image|img|pic|default|large|small|[\d_.x-])+\.)[^/?#:]+\.(jpe?g|webp|avif)([?#].*)?$",
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
# In a file's name: no other picture has the same.
UNIQUE = re.compile(r"[0-9a-f]{8}|\d{6}|\*", re.IGNORECASE)
IMAGE_FILE = re.compile(r"\.(jpe?g|png|webp|gif|avif)$", re.IGNORECASE)


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
    last = None
    for event, element in list(etree.iterwalk(tree, events=("start", "end"))):
        if event == "start" and element.tag == "img":
            if last is not None and is_preview(last, element):
                last.drop_tree()
            last = element
        if ((element.text if event == "start" else element.tail) or "").strip():
            last = None


def is_preview(image: Any, after: Any) -> bool:
    (address, query), (other, other_query) = (one.get("src").partition("?")[::2] for one in (image, after))
    name = address.rpartition("/")[2]
    same = name == other.rpartition("/")[2] and (address, query) != (other, other_query)
    named = len(name) >= NAMING and bool(UNIQUE.search(name))
    return same and named and (query == other_query or bool(IMAGE_FILE.search(name)))


def settle_spare(spare: Any) -> None:
    """A `noscript` repeats the image beside it, and names the real one where that one waits for a script."""
    real = next((image for image in spare.iter("img") if real_address(image) and not is_tiny(image)), None)
    if real is None:
        spare.drop_tree()
        return
    after = None if (spare.tail or "").strip() else lone_image(spare.getnext())
    if after is not None and real_address(after) not in {"", real_address(real)}:
        after = None
    before = spare.getprevious()
    if after is None and before is not None and not (before.tail or "").strip():
        after = lone_image(before)
    if after is not None:
        after.drop_tree()
    spare.drop_tag()


def lone_image(box: Any) -> Any:
    """The one image that an element is or holds, with no words."""
    if box is None or box.tag == "noscript" or "".join(box.itertext()).strip():
        return None
    images = list(box.iter("img"))
    return images[0] if len(images) == 1 else None


def settle_picture(picture: Any) -> None:
    image = picture.find(".//img")
    if image is not None and not real_address(image):
        sets = (largest(source.get(name, "")) for source in picture.iter("source") for name in SETS)
        image.set("src", next(filter(None, sets), ""))


def real_address(image: Any) -> str:
    found = [address for address in addresses(image) if address]
    real = next((address for address in found if not PLACEHOLDER.search(address)), "")
    return real or next(filter(PHOTOGRAPH.search, found), "")


def addresses(image: Any) -> Iterator[str]:
    """Where the picture may be, the best first."""
    source = image.get("src", "").strip()
    yield from (given(image, name) for name in LATER)
    for address in (given(image, name) for name in PERHAPS_LATER):
        if PLACEHOLDER.search(source) or FILE.fullmatch(address):
            yield address
    yield source
    yield from (largest(image.get(name, "")) for name in SETS)
    yield from (value.strip() for value in image.attrib.values() if FILE.fullmatch(value))


def given(image: Any, name: str) -> str:
    """An address that an attribute holds, by itself or in JSON: no switch, and no pattern for one."""
    value = image.get(name, "").strip()
    if value.startswith("{") and (within := IN_JSON.search(value)):
        value = within[1]
    return "" if re.search(r"[{}\s]|^[^./]*$", value) else str(value)


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
