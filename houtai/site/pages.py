"""Wagtail's tree of pages is not used: articles are snippets. So nobody has rights in it, and nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.admin import wagtail_hooks as admin
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.documents import wagtail_hooks as documents
from wagtail.images import wagtail_hooks as images
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from houtai.core.workspaces.signin import SOMEWHERE


class NoPages(PagePermissionPolicy):
    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return False

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return False

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return self.model._default_manager.none()

    def explorable_instances(self, user: Any) -> Any:
        return self.model._default_manager.none()

    def explorable_root_instance(self, user: Any) -> None:
        """There is nothing to begin at."""


def install() -> None:
    register_permission_policy(Page, NoPages())
    # Of the languages of pages there is one, so no page of the desk need ask which there are.
    wagtailadmin_tags.Locale = SimpleNamespace(objects=SimpleNamespace(all=one_language))
    # Who may do what in which collection was asked with the other rights.
    admin.CollectionsMenuItem.is_shown = works_with("wagtailcore", "collection")
    images.ImagesMenuItem.is_shown = images.ImagesSearchArea.is_shown = works_with("wagtailimages", "image")
    documents.DocumentsMenuItem.is_shown = documents.DocsSearchArea.is_shown = works_with("wagtaildocs", "document")


def works_with(app: str, name: str) -> Callable[[Any, HttpRequest], bool]:
    rights = [f"{app}.{verb}_{name}{SOMEWHERE}" for verb in ("add", "change", "delete")]
    return lambda _item, request: any(map(request.user.has_perm, rights))


def one_language() -> list[Locale]:
    return [Locale(language_code=settings.LANGUAGE_CODE)]
