"""Takes in a picture that was dropped or pasted into a text."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.text.pictures import MOST_BYTES, Unfit, read
from houtai.core.text.pictures.library import keep
from houtai.core.text.pictures.unfit import TooManyBytes

WIDTH = "width-1000"


@require_POST
def picture(request: HttpRequest) -> JsonResponse:
    """A file under the name "file" becomes a picture of the library: {id, src, alt, width, height}, or {error}."""
    collection = collection_of(request.user)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("There was no picture in it.")}, status=400)
    try:
        if file.size > MOST_BYTES:
            raise TooManyBytes(megabytes=MOST_BYTES // 2**20)
        found = read(file.read())
    except Unfit as unfit:
        return JsonResponse({"error": str(unfit)}, status=400)
    return JsonResponse(told(keep(found, name=PurePath(file.name).stem, by=request.user, collection=collection)))


def collection_of(user: Any) -> Any:
    """Where this user's pictures go. Raises Http404 for who may add none."""
    policy = policy_registry.get_by_type(get_image_model())
    found = policy.collections_user_has_permission_for(user, "add").order_by("path").first()
    if found is None:
        raise Http404
    return found


def told(image: Any) -> dict[str, Any]:
    """What the editor needs of a picture of the library."""
    shown = image.get_rendition(WIDTH)
    return {
        "id": image.pk,
        "src": shown.url,
        "alt": image.default_alt_text,
        "width": shown.width,
        "height": shown.height,
    }
