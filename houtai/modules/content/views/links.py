"""Where readers are led from every public page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from houtai.core.catalog.words import Link
from houtai.modules.content.models import Column, StaticPage


def links() -> Iterator[Link]:
    for column in Column.objects.all():
        yield Link(place="menu", label=column.name, url=column.get_absolute_url())
    for page in StaticPage.objects.published().exclude(shown=""):
        yield Link(place=page.shown, label=page.title, url=page.get_absolute_url())
    yield Link(place="footer", label=_("Feed"), url=reverse("content:feed"))
