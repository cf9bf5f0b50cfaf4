"""Wagtail's views that change what is published, brought to our actions, and those that need a word more."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.delete import DeleteAction
from wagtail.admin.views import generic
from wagtail.snippets.views import snippets

from houtai.core.work.views.saving import Saving


class Edit(Saving, snippets.EditView):
    scopes_itself = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if getattr(self, "revision_id", None) is not None:
            # Wagtail saves what goes back only when nothing is missing, so the form is to ask for it.
            self.saving_as_draft = False

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.request.user).select_related(
            "latest_revision__user", "live_revision__user"
        )

    def get_object(self, queryset: Any = None) -> Any:
        """Wagtail fetches it twice to show it once."""
        if self.request.method != "GET":
            return super().get_object(queryset)
        if getattr(self, "object", None) is None:
            self.live_object = generic.EditView.get_object(self, queryset)
            self.live_object.hold_still(seen_by=self.request.user.pk)
            self.object = self.live_object.get_latest_revision_as_object()
        return self.object

    @cached_property
    def is_out_of_date(self) -> bool:
        """What Houtai saved by itself is the text as all who write it see it, so it puts nobody in the wrong."""
        return bool(super().is_out_of_date) and not self.only_we_saved

    @cached_property
    def only_we_saved(self) -> bool:
        """Whether all revisions since the one that this page knows are nobody's."""
        seen = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id") or ""
        newer = self.object.revisions.filter(pk__gt=seen) if seen.isdecimal() and len(seen) < 18 else None
        return newer is not None and newer.exists() and not newer.exclude(user=None).exists()

    @cached_property
    def overwrite_revision(self) -> Any:
        """Only the newest one can be overwritten; behind ours a new one is begun."""
        return None if self.only_we_saved else super().overwrite_revision

    def is_valid(self, form: Any) -> bool:
        """Wagtail compares versions for automatic saving only; who saves by hand must know of the other one too."""
        if not self.expects_json_response and self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = self.newer_words()
            return False
        return bool(super().is_valid(form))


class Revert(generic.RevisionsRevertMixin):
    """Back to an earlier version; to be put before a class of `Edit`."""

    view_name = "revisions_revert"

    def save_instance(self) -> Any:
        self.settle()
        return super().save_instance()


class Delete(snippets.DeleteView):
    def delete_action(self) -> None:
        self.decision = self.object.act("delete", self.request.user)

    def get_success_message(self) -> str:
        if self.decision.action == "work.ask":
            return _("It has been public. It is deleted when a second person agrees.")
        return str(super().get_success_message())


class Unpublish(snippets.UnpublishView):
    def unpublish(self) -> None:
        self.object.unpublish(user=self.request.user)


class Unschedule(snippets.RevisionsUnscheduleView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object.act("unschedule", request.user)
        messages.success(request, self.get_success_message())
        return redirect(self.get_next_url())


class DeleteByAction(DeleteAction):
    """For whoever asks Wagtail's registry how it is deleted: to be registered for each such model."""

    def _delete(self) -> Any:
        return self.instance.delete(user=self.user)
