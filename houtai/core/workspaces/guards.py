"""What Django and Wagtail keep for the whole process and must keep by workspace."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from copy import copy
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import current, current_or_none

KEPT = 128


def install() -> None:
    """Called once, when the apps are ready."""
    content_types_by_workspace()
    deletions_within_one_database()
    permission_policies_without_memory()
    fresh_rich_text_parsers()
    renditions_in_the_same_workspace()
    image_signatures_by_workspace()


class ByWorkspace:
    """An attribute that is another dict in each workspace; those of the least recently used are dropped."""

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = f"{name}_by_workspace"

    def __get__(self, owner: Any, kind: type | None = None) -> dict[Any, Any]:
        dicts, workspace = owner.__dict__.setdefault(self.name, OrderedDict()), current_or_none()
        found: dict[Any, Any] = dicts.setdefault(workspace, {})
        dicts.move_to_end(workspace)
        if len(dicts) > KEPT:
            dicts.popitem(last=False)
        return found

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__[self.name] = OrderedDict()


def content_types_by_workspace() -> None:
    """Migrations make managers of their own, so the caches hang on each manager."""
    from django.contrib.contenttypes.models import ContentTypeManager

    ContentTypeManager._cache = cache = ByWorkspace()
    cache.__set_name__(ContentTypeManager, "_cache")


def deletions_within_one_database() -> None:
    """Deleting a row looks for rows that point to it; a user's are in two databases, and each has its own half."""
    from django.db import router
    from django.db.models.deletion import Collector

    related_objects = Collector.related_objects

    def here(collector: Any, related_model: Any, related_fields: Any, objs: Any) -> Any:
        if router.allow_migrate_model(collector.using, related_model):
            return related_objects(collector, related_model, related_fields, objs)
        return related_model._base_manager.none()

    Collector.related_objects = here


def permission_policies_without_memory() -> None:
    from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy as Policy

    def content_type(policy: Any) -> Any:
        from django.contrib.contenttypes.models import ContentType

        return ContentType.objects.get_for_model(policy.auth_model)

    Policy._content_type = property(content_type)


def fresh_rich_text_parsers() -> None:
    """Wagtail's converter keeps one stateful parser for all threads: one text could turn up in another form."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter, HtmlToContentStateHandler

    convert = ContentstateConverter.from_database_format

    def from_database_format(converter: Any, html: str) -> Any:
        own = copy(converter)
        own.html_to_contentstate_handler = HtmlToContentStateHandler(converter.features)
        return convert(own, html)

    ContentstateConverter.from_database_format = from_database_format


class WorkspaceThreads(ThreadPoolExecutor):
    """Threads that work in the workspace of whoever submits, and hand their connections back."""

    def submit(self, task: Any, /, *args: Any, **options: Any) -> Any:
        return super().submit(copy_context().run, _and_release, partial(task, *args, **options))


def renditions_in_the_same_workspace() -> None:
    """Wagtail makes renditions in bare threads, which would know no workspace."""
    from wagtail.images import models

    own = SimpleNamespace(ThreadPoolExecutor=WorkspaceThreads, as_completed=as_completed)
    models.concurrent = SimpleNamespace(futures=own)


def image_signatures_by_workspace() -> None:
    """A signed image address of one workspace is worth nothing in another."""
    from wagtail.images import utils
    from wagtail.images.views import images, serve

    sign = utils.generate_signature

    def generate_signature(image_id: Any, filter_spec: str, key: Any = None) -> Any:
        return sign(image_id, filter_spec, key or f"{settings.SECRET_KEY}{current()}")

    for module in (utils, images, serve):
        module.generate_signature = generate_signature


def _and_release(task: Callable[[], Any]) -> Any:
    try:
        return task()
    finally:
        pool.release()
