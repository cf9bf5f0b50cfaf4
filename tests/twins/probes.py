"""Steps of the walk that a guard stands behind. Each says what went wrong; with all guards in place nothing does."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images import utils
from wagtail.images.models import Filter, Image
from wagtail.permissions import policy_registry

from houtai.core.workspaces.context import WrongWorkspace, enter
from houtai.core.workspaces.models import User
from houtai.core.workspaces.tasks import enqueue
from houtai.core.workspaces.tests.sample import rename
from houtai.core.workspaces.worker import Worker
from tests.twins import places, world
from tests.twins.walk import Twins, Walk

PAGES = [
    "/desk/insight/",
    "/desk/images/",
    "/desk/documents/",
    "/desk/users/",
    "/desk/snippets/content/article/",
    "/desk/snippets/content/article/edit/1/",
    "/desk/snippets/content/article/history/1/",
    "/a/1-harbour/",
]


def pages(twins: Twins) -> list[str]:
    """An editor's, because a superuser's rights are not asked for."""
    walk = Walk(twins, email=world.EDITOR)
    walk.alternate(PAGES)
    return walk.leaks


def rights(twins: Twins) -> list[str]:
    """Who may change pictures: asked for when they are told of something."""
    found = []
    for twin in twins:
        with enter(twin.key):
            try:
                list(policy_registry.get_by_type(Image).users_with_any_permission(["change"]))
            except WrongWorkspace as error:
                found.append(str(error))
    return found


def files(twins: Twins) -> list[str]:
    walk, found = Walk(twins, email=world.OWNER), {}
    for twin in twins:
        with enter(twin.key):
            found[twin.key] = places.files()
    Context().run(walk.strangers, found)
    return walk.leaks


def cookies(twins: Twins) -> list[str]:
    walk = Walk(twins, email=world.OWNER)
    Context().run(walk.swapped)
    return walk.leaks


def work(twins: Twins) -> list[str]:
    with enter(twins[1].key):
        editor = User.objects.get(email=world.EDITOR)
        User.objects.filter(pk=editor.pk).update(last_name="")
        enqueue(rename, editor.pk, "done")
        Worker().drain()
        editor.refresh_from_db()
        return [] if editor.last_name == "done" else ["a task ran elsewhere"]


def signatures(twins: Twins) -> list[str]:
    found = set()
    for twin in twins:
        with enter(twin.key):
            found.add(utils.generate_signature(1, "width-20"))
    return [] if len(found) == 2 else ["one signature is good for both"]


def renditions(twins: Twins) -> list[str]:
    with enter(twins[1].key):
        image = Image.objects.first()
        try:
            return [] if image.create_renditions(*image_filters()) else ["no rendition"]
        except Exception as error:  # noqa: BLE001 - whatever it is, the page would break.
            return [repr(error)]
        finally:
            image.renditions.all().delete()


def image_filters() -> list[Any]:
    return [Filter(spec=f"width-{width}") for width in (11, 12)]


def used(made: Any, use: Any) -> Any:
    """Made in one twin and used in the other."""

    def probe(twins: Twins) -> list[str]:
        with enter(twins[0].key):
            thing = made()
        with enter(twins[1].key):
            try:
                use(thing)
            except WrongWorkspace:
                return []
        return ["used elsewhere"]

    return probe


def read() -> Any:
    rows = Group.objects.all()
    assert len(rows) > 0
    return rows


def texts(twins: Twins) -> list[str]:
    """One text is read, and while it waits for its picture, another is read on another thread."""
    converter = ContentstateConverter(["image", "bold"])
    embed = '<embed embedtype="image" id="1" format="fullwidth" alt=""/>'
    halfway, done = threading.Event(), threading.Event()

    def waits(execute: Any, *query: Any) -> Any:
        halfway.set()
        done.wait(20)
        return execute(*query)

    def slow() -> str:
        with enter(twins[0].key), connection.execute_wrapper(waits):
            return str(converter.from_database_format(f"<p>{twins[0].canary}</p>{embed}<p>end</p>"))

    def quick() -> str:
        halfway.wait(20)
        try:
            with enter(twins[1].key):
                return str(converter.from_database_format(f"<p>{twins[1].canary}</p><p>end</p>"))
        finally:
            done.set()

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(Context().run, work) for work in (slow, quick)]
        found = [run.exception() or run.result() for run in runs]
    return [
        str(text)
        for text, twin in zip(found, twins, strict=True)
        if twin.canary not in str(text) or "end" not in str(text)
    ]
