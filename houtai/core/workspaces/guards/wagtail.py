"""What Wagtail keeps for the whole process and must keep by workspace."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from copy import copy
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import current
from houtai.core.workspaces.guards.guard import Guard

policies = Guard("permission policies")
rich_text = Guard("rich text parsers")
renditions = Guard("rendition threads")
signatures = Guard("image signatures")


def install() -> None:
    permission_policies_without_memory()
    fresh_rich_text_parsers()
    renditions_in_the_same_workspace()
    image_signatures_by_workspace()


def permission_policies_without_memory() -> None:
    from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy as Policy

    def content_type(policy: Any) -> Any:
        from django.contrib.contenttypes.models import ContentType

        return ContentType.objects.get_for_model(policy.auth_model)

    policies.put(Policy, "_content_type", property(content_type))


def fresh_rich_text_parsers() -> None:
    """Wagtail's converter keeps one stateful parser for all threads: one text could turn up in another form."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter, HtmlToContentStateHandler

    @rich_text.around(ContentstateConverter, "from_database_format")
    def from_database_format(theirs: Any, converter: Any, html: str) -> Any:
        own = copy(converter)
        own.html_to_contentstate_handler = HtmlToContentStateHandler(converter.features)
        return theirs(own, html)


class WorkspaceThreads(ThreadPoolExecutor):
    """Threads that work in the workspace of whoever submits, and hand their connections back."""

    def submit(self, task: Any, /, *args: Any, **options: Any) -> Any:
        return super().submit(copy_context().run, _and_release, partial(task, *args, **options))


def renditions_in_the_same_workspace() -> None:
    """Wagtail makes renditions in bare threads, which would know no workspace."""
    from wagtail.images import models

    own = SimpleNamespace(ThreadPoolExecutor=WorkspaceThreads, as_completed=as_completed)
    renditions.put(models, "concurrent", SimpleNamespace(futures=own))


def image_signatures_by_workspace() -> None:
    """A signed image address of one workspace is worth nothing in another."""
    from wagtail.images import utils
    from wagtail.images.views import images, serve

    sign = utils.generate_signature

    def generate_signature(image_id: Any, filter_spec: str, key: Any = None) -> Any:
        return sign(image_id, filter_spec, key or f"{settings.SECRET_KEY}{current()}")

    for module in (utils, images, serve):
        signatures.put(module, "generate_signature", generate_signature)


def _and_release(task: Callable[[], Any]) -> Any:
    try:
        return task()
    finally:
        pool.release()
