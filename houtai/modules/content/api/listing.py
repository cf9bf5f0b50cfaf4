"""Changes to authors, columns and series, checked by the form that the desk has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.models import modelform_factory
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.work.api.unfit import Unfit


def form_for(row: Any, changes: Mapping[str, Any], *, user: Any) -> Any:
    """The form with these fields alone, filled in. What is new gets an address made of its name. Raises Unfit."""
    data = {name: value for name, value in changes.items() if value is not None}
    if row.pk is None and not (data.get("slug") or row._meta.get_field("slug").blank):
        data["slug"] = slugify(data["name"], allow_unicode=True)[:80].strip("-")
    form_class = modelform_factory(type(row), form=WagtailAdminModelForm, fields=[*data.keys() | changes.keys()])
    form = form_class(data, instance=row, for_user=user)
    if "picture" in form.fields:
        policy = policy_registry.get_by_type(get_image_model())
        form.fields["picture"].queryset = policy.instances_user_has_permission_for(user, "choose")
    if not form.is_valid():
        raise Unfit.form(form.errors)
    return form
