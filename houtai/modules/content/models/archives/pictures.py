"""Pictures of the library by what is in them, so that the same picture is known again anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from wagtail.images import get_image_model

from houtai.core.text.markdown import portable

FOLDER = "images"
ABOUT = ("title", "description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class Pictures:
    """Where pictures lie in an archive, by their numbers here; "" for those that are gone."""

    def __init__(self) -> None:
        self.addresses: dict[int, str] = {}

    def look_up(self, wanted: Iterable[int]) -> None:
        """Several at once."""
        unknown = set(wanted) - self.addresses.keys()
        if unknown:
            found = {image.pk: address_of(image) for image in get_image_model().objects.filter(pk__in=unknown)}
            self.addresses.update({number: found.get(number, "") for number in unknown})

    def address(self, number: int | None) -> str:
        if number is None:
            return ""
        self.look_up([number])
        return self.addresses[number]

    def portable(self, html: str) -> str:
        return portable(html, address=self.address)

    def each(self) -> Iterator[tuple[str, Any]]:
        """Address and image of all that were asked for, once each, in the order of their addresses."""
        first: dict[str, int] = {}
        for number, address in self.addresses.items():
            if address:
                first[address] = min(number, first.get(address, number))
        for address in sorted(first):
            yield address, get_image_model().objects.get(pk=first[address])


def address_of(image: Any) -> str:
    """Its digest is its name. "" when its file is gone."""
    try:
        digest = image.get_file_hash()
    except OSError:
        return ""
    there = image.file.storage.exists(image.file.name)
    return f"{FOLDER}/{digest}{PurePosixPath(image.file.name).suffix.lower()}" if there else ""


def about(address: str, image: Any) -> dict[str, Any]:
    """What people said of it."""
    said = {name: getattr(image, name) for name in ABOUT}
    return {"file": address, **{name: value for name, value in said.items() if value not in (None, "")}}
