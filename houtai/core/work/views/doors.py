"""Keeps people to what they may see, at every door that Wagtail has. Wagtail itself checks models only."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from houtai.core.work.errors import Refused


class SubjectPolicy(ModelPermissionPolicy):
    """Wagtail asks it about single objects in bulk actions, editing sessions and reports."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and self.sees(user, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions) and self.sees(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        seen = self.model.objects.visible_to(user)
        return seen if self.user_has_any_permission(user, actions) else seen.none()

    def sees(self, user: Any, instance: Any) -> bool:
        if getattr(instance, "held", {}).get("seen_by") == user.pk:
            return True
        return bool(self.model.objects.visible_to(user).filter(pk=instance.pk).exists())


class Door:
    """Stands before a view of Wagtail: what is out of scope is not there, and a refusal is a message."""

    model: Any
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.check_scope(request, kwargs.get("pk"))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def check_scope(self, request: HttpRequest, key: Any) -> None:
        if not may_anything(request.user, self.model):
            raise Http404
        if key is None or getattr(self, "scopes_itself", False):
            return
        if not self.model.objects.visible_to(request.user).filter(pk=number(key)).exists():
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except Refused as refused:
            if not request.accepts("text/html"):
                answer = {"success": False, "error_code": "refused", "error_message": str(refused)}
                return JsonResponse(answer, status=400)
            messages.error(request, refused.message)
            return redirect(self.after_refusal(kwargs.get("pk")))

    def after_refusal(self, key: Any) -> str:
        """Back to the editor, where everything that was written is kept."""
        saved = key or getattr(getattr(self, "object", None), "pk", None)
        names = self.model.snippet_viewset.get_url_name
        return reverse(names("edit"), args=[saved]) if saved else reverse(names("list"))


def may_anything(user: Any, model: Any) -> bool:
    label, name = model._meta.app_label, model._meta.model_name
    return any(user.has_perm(f"{label}.{verb}_{name}") for verb in ("view", "add", "change", "delete"))


def refusal(user: Any, model: Any) -> Exception:
    """For one verb: what may be seen is refused, anything else is not there."""
    return PermissionDenied() if may_anything(user, model) else Http404()


def number(key: Any) -> int:
    text = unquote(str(key))
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)


@cache
def behind_door(view: type) -> type:
    return type(view.__name__, (Door, view), {"__module__": view.__module__, "__doc__": view.__doc__})


class Closed:
    """Before a view that is not offered."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Http404


class NoChooser(SnippetChooserViewSet):
    """For what nothing else points to: Wagtail gives every snippet a chooser, and that knows no scope."""

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(type(view_class.__name__, (Closed, view_class), {}), **kwargs)
