"""Whom somebody can mention."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, JsonResponse

from houtai.core.workspaces.models import User

MOST = 8


def people(request: HttpRequest) -> JsonResponse:
    """Members of this workspace by the start of a word of their name, or of their address."""
    asked = request.GET.get("q", "").strip()[:60]
    wanted = Q(first_name__icontains=asked) | Q(last_name__icontains=asked) | Q(email__istartswith=asked)
    found = User.objects.here().filter(wanted).order_by("first_name", "email")[:MOST]
    return JsonResponse({"people": [{"id": str(user.pk), "label": str(user)} for user in found]})
