"""The workspace's library of pictures, which keeps each once."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection

from houtai.core.text.pictures.picture import Picture
from houtai.core.workspaces.alone import alone


def keep(picture: Picture, *, name: str = "", about: str = "", by: Any = None, collection: Any = None) -> Any:
    """The library's image of this picture: the one that is there already, or a new one called `name`.

    about: what is on it, for those who do not see it; by: a user or None; collection: the root one unless given.
    """
    collection = collection or Collection.get_first_root_node()
    with transaction.atomic():
        alone(f"picture {picture.digest}")
        known = get_image_model().objects.filter(file_hash=picture.digest, collection=collection).order_by("pk").first()
        return known or added(picture, name=name, about=about, by=by, collection=collection)


def added(picture: Picture, *, name: str, about: str, by: Any, collection: Any) -> Any:
    title = name.strip()[:255] or _("Picture")
    image = get_image_model()(
        title=title,
        description=about.strip()[:255],
        file=ContentFile(picture.data, name=f"{title[:60]}.{picture.extension}"),
        width=picture.width,
        height=picture.height,
        file_size=len(picture.data),
        file_hash=picture.digest,
        collection=collection,
        uploaded_by_user=by,
    )
    image.save()
    return image
