"""Wagtail's tree of pages is not used: articles are snippets. So nobody has rights in it, and nothing is asked."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy


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
