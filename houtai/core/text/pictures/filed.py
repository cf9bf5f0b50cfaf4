"""What pictures of the library are found by: their title, description and tags, in the same words as articles."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_save

from houtai.core.text.search.document import Document, Said

CHANGED = {"post_add", "post_remove", "post_clear"}


class PictureDocument(Document):
    target = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="documents")

    class Meta(Document.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.target_id}"

    @classmethod
    def again(cls, target: Any) -> None:
        rest = [target.description, *target.tags.names()]
        text = Said(title=target.title, rest="\n".join(filter(None, rest)))
        with transaction.atomic():
            cls.objects.file(target, "changed", text, at=target.created_at)


def install() -> None:
    """Whatever door a picture or a tag of it comes in by."""
    from wagtail.images import get_image_model

    model = get_image_model()
    post_save.connect(saved, sender=model, dispatch_uid="text.picture_saved")
    m2m_changed.connect(tagged, sender=model.tags.through, dispatch_uid="text.picture_tagged")


def saved(instance: Any, raw: bool = False, **_more: Any) -> None:
    if not raw:
        PictureDocument.again(instance)


def tagged(instance: Any, action: str, **_more: Any) -> None:
    from wagtail.images import get_image_model

    if action in CHANGED and isinstance(instance, get_image_model()):
        PictureDocument.again(instance)
