"""Many at once: each is a decision of its own, and all belong to one batch."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_list_or_404, redirect
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action import BulkAction

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.listed import listed
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.views.doors import number, refusal
from houtai.core.work.views.telling import outcomes, refusals, tell, undo_of_batch

# Each is a decision of some hundredths of a second, and somebody waits.
MOST = 500


class TooMany(ValueError):
    """More than can be done at once."""


class Bulk(BulkAction):
    """Runs one action on each chosen object in scope; what is refused is said, and the rest is done. Who may do it to
    none is shown none.

    models: the one model it is for; word: the action's name; form_class: what the action is told, the same for all;
    listing: the view that lists them, unless it is that of a snippet; queue: the name of the one they are decided in.
    """

    models: list[Any] = []
    word = ""
    listing: Any = None
    queue = ""
    template_name = "work/bulk.html"
    classes: set[str] = set()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.is_offered_to(request.user):
            raise refusal(request.user, self.model)
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooMany:
            text = _("These are more than %(most)s, too many for once. Nothing was done: narrow the list first.")
            messages.error(request, text % {"most": MOST})
            return redirect(self.next_url)

    def get_queryset(self, model: Any, object_ids: Sequence[Any]) -> list[Any]:
        keys = list({number(key) for key in object_ids[: MOST + 1]})
        if len(keys) > MOST:
            raise TooMany
        return get_list_or_404(self.model.objects.visible_to(self.request.user), pk__in=keys)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the list shows: Wagtail's script sends the query of its address along."""
        return listed(self.model, user=self.request.user, query=self.request.GET.urlencode(), view=self.listing)

    @classmethod
    def is_offered_to(cls, user: Any) -> bool:
        """Lists show no button for what somebody may not do."""
        needed = [catalog.queue(cls.queue).permission] if cls.queue else []
        return catalog.is_on(cls.word) and bool(user.has_perms([*needed, catalog.action(cls.word).permission]))

    def check_perm(self, snippet: Any) -> bool:
        return self.is_offered_to(self.request.user)

    def object_context(self, obj: Any) -> dict[str, Any]:
        return {"item": obj, "edit_url": self.finder.get_edit_url(obj)}

    @cached_property
    def finder(self) -> AdminURLFinder:
        return AdminURLFinder(self.request.user)

    def get_execution_context(self) -> dict[str, Any]:
        return {"self": self}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only what is shown here is done, whatever comes into the list meanwhile."""
        found = super().get_context_data(**kwargs)
        shown = [("id", one["item"].pk) for one in found["items"]]
        query = urlencode([*shown, ("next", self.next_url)])
        return {**found, "word": self.about, "submit_url": f"{self.request.path}?{query}"}

    @property
    def about(self) -> Any:
        """Its label and icon."""
        return catalog.action(self.word)

    @classmethod
    def execute_action(cls, objects: Sequence[Any], *, self: Bulk, **_kwargs: Any) -> tuple[int, int]:
        """`self` is how Wagtail hands the view to this class method."""
        batch, told = uuid.uuid4().hex, self.cleaned_form.cleaned_data
        facts = catalog.queue(cls.queue).facts(objects, now=now()) if cls.queue else {}
        made, refused = [], []
        for one in objects:
            because = Because(batch=batch, queue=cls.queue, facts=facts.get(one.pk, {}))
            try:
                made.append(catalog.action(cls.word).run(one, by=self.request.user, because=because, **told))
            except Refused as why:
                refused.append((one, why))
        if made:
            counted = ngettext("%(n)s done", "%(n)s done", len(made)) % {"n": len(made)}
            undo = undo_of_batch(batch, made)
            tell(self.request, f"{self.display_name}: {counted}{outcomes(made)}", undo=undo, back=self.next_url)
        if refused:
            messages.error(self.request, refusals(refused))
        return len(made), 0
