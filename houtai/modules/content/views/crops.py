"""How readers will see a cover, beside the field that chooses it."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import Panel
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.text.pictures.crops import SHAPES, SOCIAL, WIDE
from houtai.modules.content.models.cropping import prepare

SHOWN = (
    (_("In lists and at the head of the article"), WIDE[1]),
    (_("As a link on other sites"), SOCIAL),
    (_("Where search engines want a square"), SHAPES[-1]),
)


class CropsPanel(Panel):
    """Asks for the crops of whatever cover is chosen, also before it is saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Crops of the cover"), **kwargs})

    @property
    def clean_name(self) -> str:
        return "crops"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/crops_panel.html"
        media = Media(css={"all": ["content/crops.css"]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "address": reverse("content.crops", args=[0]), "cover": self.instance.cover_id}


@require_safe
def crops(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of a page. They are made here if need be: those are the ones that readers will get."""
    policy = policy_registry.get_by_type(get_image_model())
    choosable = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    image = get_object_or_404(choosable, pk=pk)
    prepare(image, *(spec for _label, spec in SHOWN))
    rows = {row.filter_spec: row for row in image.renditions.filter(filter_spec__in=[spec for _l, spec in SHOWN])}
    may_change = policy.user_has_permission_for_instance(request.user, "change", image)
    shown = [(label, rows[spec]) for label, spec in SHOWN if spec in rows]
    return render(request, "content/crops.html", {"image": image, "shown": shown, "may_change": may_change})
