"""The library of pictures as the editor offers it: Wagtail's own chooser."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


def library_for(user: Any) -> dict[str, str]:
    """Options of the editor; none for who may not choose pictures."""
    if user is None or not policy_registry.get_by_type(get_image_model()).user_has_permission(user, "choose"):
        return {}
    chosen = reverse("coedit.chosen", args=[0]).replace("/0/", "/{id}/")
    return {"library": reverse("wagtailimages_chooser:choose"), "chosen": chosen}
