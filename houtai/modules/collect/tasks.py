from datetime import datetime

from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.modules.collect.models import Fetch, Source


@task
def collect_due() -> None:
    Source.objects.look_at_due(now=now())


@task
def collect_round(keys: list[int], lease: str) -> None:
    Source.objects.collect_round(keys, lease=datetime.fromisoformat(lease), now=now())


@task
def collect_source(pk: int) -> None:
    # Somebody may have paused it since, or moved it while it is paused.
    for source in Source.objects.filter(pk=pk, state="active"):
        source.collect(now=now())


@task
def collect_page(pk: int, url: str) -> None:
    Source.objects.get(pk=pk).collect_page(url, now=now())


@task
def tidy_looks() -> None:
    Fetch.objects.forget_idle(now=now())
