"""What readers are told of the site, on pages and in letters; looked up once a request, where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.forms import SiteForm
from houtai.core.work.models import Site

FIELDS = ("name", "tagline", "logo", "footer", "icp", "language")


def site_of(request: HttpRequest) -> Site:
    found: Site | None = getattr(request, "site_shown", None)
    if found is None:
        found = request.site_shown = Site.objects.shown()
    return found


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """A context processor."""
    return {"site": SimpleLazyObject(lambda: site_of(request))}


def in_its_language(view: Callable[..., Any]) -> Any:
    """Readers are spoken to in the site's language where it has one, whatever their browsers say."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        language = site_of(request).language or get_language()
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", language)
        return response

    return spoken


class ChangeSite(Action):
    """What is not given stays as it is. logo: a picture's primary key, or None."""

    name = "work.change_site"
    label = _("Save the site")
    subject = "work.site"
    permission = "work.change_site"
    inverse = "work.change_site"
    icon = "site"
    form = SiteForm

    def perform(self, target: Site, *, at: datetime, actor: Actor, **given: Any) -> dict[str, Any]:
        names = {name: "logo_id" if name == "logo" else name for name in FIELDS if name in given}
        before = {name: getattr(target, held) for name, held in names.items()}
        for name, held in names.items():
            setattr(target, held, given[name])
        try:
            target.full_clean()
        except ValidationError as error:
            raise NotPossible(" ".join(error.messages)) from error
        target.save()
        return before
