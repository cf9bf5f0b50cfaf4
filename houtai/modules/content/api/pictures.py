"""Pictures of the library."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from ninja import Field, File, Form, Query, Schema, Status
from ninja.files import UploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from houtai.core.work.api.cursors import page
from houtai.core.work.api.deciding import Answer
from houtai.core.work.api.text import Text
from houtai.core.work.api.unfit import Unfit
from houtai.core.work.errors import NotAllowed
from houtai.core.work.told import whole
from houtai.modules.content.api.parts import router

LONGEST = 255
NOT_YOURS = gettext_lazy("You may not add pictures.")


class ImageOut(Schema):
    id: int
    title: str
    alt: str
    url: str
    width: int
    height: int


class ImagesOut(Schema):
    images: list[ImageOut]
    next: str = Field(description=_("The cursor of the next page, empty after the last."))


class ImageAbout(Schema, extra="forbid"):
    title: Text = Field("", max_length=LONGEST, description=_("The name of the file if empty."))
    description: Text = Field("", max_length=LONGEST, description=_("For people who cannot see it."))


def policy() -> Any:
    return policy_registry.get_by_type(get_image_model())


def told(image: Any) -> dict[str, Any]:
    return {
        "id": image.pk,
        "title": image.title,
        "alt": image.default_alt_text,
        "url": whole(image.file.url),
        "width": image.width,
        "height": image.height,
    }


class Pages(Schema):
    cursor: Text = Field("", max_length=300, description=_("What the page before gave as “next”."))
    limit: int = Field(20, ge=1, le=100)
    q: Text = Field("", max_length=200, description=_("Words that they say, in Chinese or English."))


@router.get("images", response=ImagesOut, summary=_("List pictures"))
def list_images(request: HttpRequest, wanted: Query[Pages]) -> dict[str, Any]:
    rows = policy().instances_user_has_permission_for(request.auth.user, "choose")
    if wanted.q:
        rows = rows.search(wanted.q)
    found, following = page(rows, by="created_at", after=wanted.cursor, limit=wanted.limit)
    return {"images": [told(image) for image in found], "next": following}


@router.post("images", response={201: ImageOut}, summary=_("Upload a picture"))
def upload_image(request: HttpRequest, about: Form[ImageAbout], file: File[UploadedFile]) -> Answer:
    """Checked as at the desk: kind, size, and whether it is a picture at all."""
    user = request.auth.user
    if not policy().user_has_permission(user, "add"):
        raise NotAllowed(NOT_YOURS)
    title = about.title or (file.name or "").rpartition(".")[0][:LONGEST] or "Picture"
    data = {"title": title, "description": about.description, "collection": Collection.get_first_root_node().pk}
    form = get_image_form(get_image_model())(data, {"file": file}, user=user)
    if not form.is_valid():
        raise Unfit.form(form.errors)
    image = form.save(commit=False)
    image.uploaded_by_user = user
    image.save()
    return Status(HTTPStatus.CREATED, told(image))
