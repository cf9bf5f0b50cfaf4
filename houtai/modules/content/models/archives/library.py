"""Pictures of an archive in the library: those that are there already, and those that are taken in."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.text.pictures import Picture, Unfit, read
from houtai.core.text.pictures.library import keep
from houtai.core.work.actors import Actor
from houtai.modules.content.models.archives.errors import NotTaken
from houtai.modules.content.models.archives.importers import TO_BE_MADE
from houtai.modules.content.models.archives.packs import Pack


class Library:
    """making: whether what is missing is taken in. fresh: digests of those that were, or will be."""

    def __init__(self, pack: Pack, *, by: Actor, making: bool) -> None:
        self.pack, self.by, self.making = pack, by, making
        self.fresh: set[str] = set()
        self._numbers: dict[str, int] = {}

    def forget(self) -> None:
        self._numbers = {}

    def number(self, name: str) -> int:
        """Of the picture in this file. Raises NotTaken, and BadArchive for a damaged file."""
        digest = self.pack.digest(name)
        if digest not in self._numbers:
            known = self.known(digest)
            self._numbers[digest] = self.take(name) if known is None else known
        return self._numbers[digest]

    def known(self, digest: str) -> int | None:
        images = get_image_model().objects.filter(file_hash=digest).order_by("pk")
        found: int | None = images.values_list("pk", flat=True).first()
        return found

    def take(self, name: str) -> int:
        """What is taken in says less than the file did, and may be there already under its own digest."""
        try:
            picture = read(self.pack.read(name))
        except Unfit as unfit:
            raise NotTaken(f"{name}: {unfit}") from unfit
        if (known := self.known(picture.digest)) is not None:
            return known
        if self.collection is None and self.by.kind != "system":
            raise NotTaken(_("There is a new picture in it, and you may not add pictures."))
        self.fresh.add(picture.digest)
        return self.added(name, picture) if self.making else TO_BE_MADE

    def added(self, name: str, picture: Picture) -> int:
        said = self.pack.describe(name)
        titles = {"name": said.pop("title", PurePosixPath(name).stem), "about": said.pop("description", "")}
        image = keep(picture, by=self.by.user, collection=self.collection, **titles)
        if said:
            type(image).objects.filter(pk=image.pk).update(**said)
        return int(image.pk)

    @cached_property
    def collection(self) -> Any:
        """Where this person's pictures go; None where they may add none."""
        if self.by.user is None:
            return None
        policy = policy_registry.get_by_type(get_image_model())
        return policy.collections_user_has_permission_for(self.by.user, "add").order_by("path").first()
