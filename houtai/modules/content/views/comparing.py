"""What has changed between two versions of an article, and the list of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import ModelLogEntry, Revision
from wagtail.snippets.views import snippets

from houtai.core.text import shared
from houtai.core.work.views.doors import number


class Compare(snippets.RevisionsCompareView):
    template_name = "content/compare.html"

    def get_object(self, queryset: Any = None) -> Any:
        """With what every version made from it looks at."""
        return get_object_or_404(self.model.objects.select_related("latest_revision"), pk=number(self.pk))

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Any, str]:
        if revision_id == "live":
            return self.object, _("what is public") if self.object.live else _("what was public or saved first")
        rows = self.object.revisions.select_related("user").order_by("created_at", "pk")
        ends = {"earliest": rows.first, "latest": rows.last}
        found = ends[revision_id]() if revision_id in ends else get_object_or_404(rows, pk=revision_id)
        if found is None:
            raise Http404
        # Else each fetches this very row again.
        found.content_object = self.object
        return found.as_object(), heading(found)


def heading(revision: Revision) -> str:
    """When, and by whom; Houtai itself names in the history those whose words it put into a draft."""
    at = date_format(localtime(revision.created_at), "DATETIME_FORMAT")
    told = None if revision.user else ModelLogEntry.objects.filter(revision=revision).exclude(user=None).first()
    who = revision.user or (told and told.user)
    return _("%(at)s, %(name)s") % {"at": at, "name": who} if who else at


class History(snippets.HistoryView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        """Here stand drafts; a text that several people write has versions besides them."""
        address = shared.versions(self.object, "body")
        more = [HeaderButton(_("Versions of the text"), url=address, icon_name="history")] if address else []
        return [*super().header_buttons, *more]
