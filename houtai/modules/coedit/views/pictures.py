"""Takes in a picture that was dropped or pasted into a text, or one at an address that a pasted text names."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.catalog.catalog import catalog
from houtai.core.text.address import settle
from houtai.core.text.pictures import MOST_BYTES, Unfit, read
from houtai.core.text.pictures.fetching import UnableToFetch, fetched
from houtai.core.text.pictures.library import keep
from houtai.core.text.pictures.unfit import TooManyBytes
from houtai.modules.coedit.models.access import WRITE, of_guest
from houtai.modules.coedit.models.pace import TooManyPictures, pace
from houtai.modules.coedit.models.refusals import Refused

WIDTH = "width-1000"


@require_POST
def picture(request: HttpRequest) -> JsonResponse:
    """A file under the name "file", or what is at an address under the name "url", becomes a picture of the library:
    {id, src, alt, width, height}, or {error}.
    """
    return taken(request, by=request.user, key=f"u{request.user.pk}")


# The link is what lets a guest in, not a cookie, so no other page can make a browser use it.
@csrf_exempt
@require_POST
def guest_picture(request: HttpRequest, token: str) -> JsonResponse:
    """The same for a guest, who may add what whoever answers for them may. 404 for a link that is not good."""
    if not catalog.is_on("coedit"):
        raise Http404
    try:
        guest, _target, role = of_guest(token, at=now())
    except Refused as refused:
        raise Http404 from refused
    if role != WRITE:
        raise Http404
    return taken(request, by=guest.inviter, key=guest.key, room=guest.room)


def taken(request: HttpRequest, *, by: Any, key: str, room: Any = None) -> JsonResponse:
    """room: for whose guests it is."""
    collection = collection_of(by)
    try:
        pace(key)
        image = found(request, by=by, collection=collection)
        if room:
            room.pictures.get_or_create(image=image.pk)
        return JsonResponse(told(image))
    except TooManyPictures as fast:
        return JsonResponse({"error": str(fast)}, status=fast.status, headers={"Retry-After": str(fast.retry_after)})
    except (Unfit, UnableToFetch) as refused:
        return JsonResponse({"error": str(refused)}, status=400)


def found(request: HttpRequest, **to: Any) -> Any:
    """Raises Unfit and UnableToFetch."""
    file, url = request.FILES.get("file"), settle(request.POST.get("url", ""))
    if file is None and not url.startswith(("https://", "http://")):
        raise Missing
    if file is None:
        return fetched(url, **to)
    if file.size > MOST_BYTES:
        raise TooManyBytes(megabytes=MOST_BYTES // 2**20)
    return keep(read(file.read()), name=PurePath(file.name).stem, **to)


class Missing(Unfit):
    reason = "missing"

    def __str__(self) -> str:
        return _("There was no picture in it.")


def collection_of(user: Any) -> Any:
    """Where this user's pictures go. Raises Http404 for who may add none."""
    policy = policy_registry.get_by_type(get_image_model())
    collection = policy.collections_user_has_permission_for(user, "add").order_by("path").first()
    if collection is None:
        raise Http404
    return collection


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
