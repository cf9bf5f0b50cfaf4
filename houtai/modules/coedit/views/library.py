"""What the editor needs of a picture that was chosen in the library."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.modules.coedit.views.pictures import told


@require_safe
def chosen(request: HttpRequest, pk: int) -> JsonResponse:
    """{id, src, alt, width, height}. 404 for who may not choose it."""
    policy = policy_registry.get_by_type(get_image_model())
    offered = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    return JsonResponse(told(get_object_or_404(offered, pk=pk)))
