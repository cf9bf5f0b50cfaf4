"""System checks over what modules declare: wrong prefixes, names twice and unknown names stop the start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cronsim import CronSim, CronSimError
from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string
from django.utils.timezone import now

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.catalog.needs import declared

NAMED = ("actions", "queues", "candidates", "points", "metrics", "meters", "schedule", "pages")


def check_catalog(*, app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    return [*prefixes(), *names_twice(), *references(), *subjects(), *jobs(), *pages()]


def prefixes() -> Iterator[Error]:
    for part in NAMED:
        for module, word in catalog.offered(part):
            if not word.name.startswith(f"{module.name}."):
                hint = f'call it "{module.name}.{word.name.rpartition(".")[2]}"'
                yield Error(f"{word.name!r} is offered by {module.name}", hint=hint, id="catalog.E001")


def names_twice() -> Iterator[Error]:
    for part in NAMED:
        for name, count in Counter(word.name for _, word in catalog.offered(part)).items():
            if count > 1:
                yield Error(f"{part} has {name!r} {count} times", hint="names are unique", id="catalog.E002")


def references() -> Iterator[Error]:
    known = {**catalog.queues, **catalog.candidates, **catalog.points, **catalog.actions}
    for module in catalog.modules.values():
        for need in declared(module):
            if need.name and need.name not in known:
                yield Error(f"{module.name}: {UnknownName('name', need.name, known)}", id="catalog.E003")


def subjects() -> Iterator[Error]:
    for part in ("actions", "queues", "points"):
        for _, word in catalog.offered(part):
            if word.subject and not model_exists(word.subject):
                known = [model._meta.label_lower for model in apps.get_models()]
                yield Error(f"{word.name}: {UnknownName('subject', word.subject, known)}", id="catalog.E004")


def model_exists(label: str) -> bool:
    try:
        apps.get_model(label)
    except (LookupError, ValueError):
        return False
    return True


def jobs() -> Iterator[Error]:
    for _, job in catalog.offered("schedule"):
        try:
            CronSim(job.cron, now())
            import_string(job.task)
        except (CronSimError, ImportError) as error:
            yield Error(
                f"{job.name}: {error}", hint="five cron fields and the dotted path of a task", id="catalog.E005"
            )


def pages() -> Iterator[Error]:
    for _, page in catalog.offered("pages"):
        try:
            import_string(page.view)
        except ImportError as error:
            yield Error(f"{page.name}: {error}", hint="the dotted path of a view", id="catalog.E006")
