"""Takes in a picture that was dropped or pasted into a text."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
from wagtail.permissions import policy_registry

WIDTH = "width-1000"


@require_POST
def picture(request: HttpRequest) -> JsonResponse:
    """A file under the name "file" becomes a picture of the library: {id, src, alt, width, height}, or {error}."""
    policy = policy_registry.get_by_type(get_image_model())
    if not policy.user_has_permission(request.user, "add"):
        raise Http404
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("There was no picture in it.")}, status=400)
    form_class = get_image_form(get_image_model())
    title = file.name.rsplit(".", 1)[0][:255] or _("Picture")
    collection = Collection.get_first_root_node()
    form = form_class({"title": title, "collection": collection.pk}, {"file": file}, user=request.user)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"error": said}, status=400)
    image = form.save(commit=False)
    image.uploaded_by_user = request.user
    image.save()
    shown = image.get_rendition(WIDTH)
    told = {
        "id": image.pk,
        "src": shown.url,
        "alt": image.default_alt_text,
        "width": shown.width,
        "height": shown.height,
    }
    return JsonResponse(told)
