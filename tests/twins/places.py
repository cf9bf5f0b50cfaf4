"""Every address there is, with keys of rows that are there; the same text leads somewhere in each twin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.apps import apps
from django.urls import URLResolver, get_resolver, reverse
from wagtail.images.models import Image
from wagtail.models import WorkflowState

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Subject
from tests.journeys.places import DETAILS

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
# Raises on purpose; ends the session; asks who it is by another door.
LEFT_OUT = ("wagtailadmin_error_test", "account_logout", "wagtailadmin_logout")

MODELS = {
    "image_id": "wagtailimages.Image",
    "document_id": "wagtaildocs.Document",
    "doc_id": "wagtaildocs.Document",
    "task_id": "wagtailcore.Task",
    "task_state_id": "wagtailcore.TaskState",
    "workflow_state_id": "wagtailcore.WorkflowState",
    "workflow_pk": "wagtailcore.Workflow",
    "collection_id": "wagtailcore.Collection",
    "uploaded_file_id": "wagtailcore.UploadedFile",
    "restriction_id": "wagtailcore.CollectionViewRestriction",
    "session_id": "wagtailadmin.EditingSession",
}
WORDS = {
    "app_label": "content",
    "app_name": "content",
    "model_name": "article",
    "content_type_app_name": "content",
    "content_type_model_name": "article",
    "action_name": "approve",
    "filter_spec": "width-20",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "action": "content.unpublish",
    "batch": "none",
    "token": "none",
    "kind": "content.article",
    "field": "body",
    "uidb64": "MQ",
    "uidb36": "1",
    "slug": "harbour",
    "key": "1",
    "pk": "1",
    "number": "1",
    "object_id": "1",
}
PREFIXES = {
    "wagtailadmin_collections": "wagtailcore.Collection",
    "wagtailadmin_workflows": "wagtailcore.Workflow",
    "wagtailadmin_workflows:edit_task": "wagtailcore.Task",
    "wagtailusers_users": "workspaces.User",
    "wagtailusers_groups": "auth.Group",
    "workspaces.member": "workspaces.User",
    "workspaces.remove_member": "workspaces.User",
    "wagtailimages_chooser": "wagtailimages.Image",
    "wagtaildocs_chooser": "wagtaildocs.Document",
}
# The newest of each is deleted by its own page before.
BULK = {
    ("wagtailimages.Image", "id=1&id=2"): ("add_tags", "add_to_collection", "delete"),
    ("wagtaildocs.Document", "id=1&id=2"): ("add_tags", "add_to_collection", "delete"),
    ("workspaces.User", "id=2"): ("assign_role", "set_active_state", "delete"),
    ("content.Author", "id=1&id=2"): ("delete",),
}
MORE = ("?q=harbour", "?export=csv", "?export=xlsx")


def addresses() -> list[str]:
    """Without a host. Lists are there a second time, searched, and a third and fourth, exported."""
    found = [place for name, pattern in routes(get_resolver().url_patterns) if (place := filled(name, pattern))]
    names = [name for name, _pattern in routes(get_resolver().url_patterns)]
    lists = [reverse(name) for name in names if name.endswith((":list", ":index")) and name.startswith("wagtail")]
    ours = [reverse(page.name) for _module, page in catalog.offered("pages") if "<" not in page.path and page.menu]
    searched = [place + MORE[0] for place in lists]
    exported = [place + more for place, more in zip([*lists, *ours], cycle(MORE[1:]), strict=False)]
    return list(dict.fromkeys([console(), *found, *articles(), *more(), *searched, *exported]))


def console() -> str:
    """With an article chosen. It comes first, as its form is the one to be sent."""
    return f"/desk/push/new/?subject={Subject.objects.get(kind='content.article', key='1').pk}"


def more() -> Iterator[str]:
    """Where the values above lead to nothing of interest."""
    yield from ("/desk/work/queues/collect-drafts/", "/desk/work/queues/work-requested/")
    for (label, keys), verbs in BULK.items():
        app, model = label.lower().split(".")
        yield from (f"/desk/bulk/{app}/{model}/{verb}/?{keys}&next=/desk/" for verb in verbs)
    state = WorkflowState.objects.filter(status="in_progress").get()
    edit = f"/desk/snippets/content/article/edit/{state.object_id}/"
    verbs = ("approve", "reject")
    yield edit
    yield from (edit.replace("edit", "workflow/action") + f"{verb}/{state.current_task_state_id}/" for verb in verbs)


def routes(patterns: Any, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        text = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, text, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", text


def filled(name: str, pattern: str) -> str:
    """The pattern with values for its arguments; "" for what is left out."""
    text = GROUP.sub(lambda found: value(name, found[1]), pattern)
    text = ARGUMENT.sub(lambda found: value(name, found[1]), text)
    text = text.replace("/?$", "/").replace("^", "").replace("$", "").replace("\\.", ".")
    return "" if name in LEFT_OUT or re.search(r"[()*\\]", text) else f"/{text}"


def value(name: str, argument: str) -> str:
    if argument == "revision_id":
        return newest(apps.get_model(*snippet(name)), "latest_revision_id") if snippet(name) else "1"
    if argument in MODELS:
        return newest(apps.get_model(MODELS[argument]))
    if argument == "pk":
        return newest(model_of(name)) if model_of(name) else "1"
    return WORDS.get(argument, "1")


def snippet(name: str) -> list[str]:
    found = re.match(r"wagtailsnippet(?:s|choosers)_([a-z]+)_([a-z]+):", name)
    return list(found.groups()) if found else []


def model_of(name: str) -> Any:
    if snippet(name):
        return apps.get_model(*snippet(name))
    known = dict(DETAILS)
    label = PREFIXES.get(name) or PREFIXES.get(name.partition(":")[0])
    return known.get(name) or (apps.get_model(label) if label else None)


def newest(model: Any, field: str = "pk") -> str:
    return str(model._default_manager.order_by("pk").values_list(field, flat=True).last() or 1)


def articles() -> Iterator[str]:
    for article in apps.get_model("content.Article").objects.filter(live=True):
        yield f"/a/{article.pk}-harbour/"


def files() -> list[str]:
    """A picture and one of its renditions, whose names hold the canary."""
    image = Image.objects.first()
    return [image.file.url, image.get_rendition("width-20").url]
