from datetime import datetime

from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import enqueue, task
from houtai.modules.collect.models import Entry, Fetch, Source
from houtai.modules.collect.models.anyway import collect_anyway
from houtai.modules.collect.models.letters import answering, letter


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
def collect_entry(pk: int, decision: int) -> None:
    # Whoever wanted it may have taken that back.
    if not Decision.objects.filter(undoes=decision).exists():
        collect_anyway(Entry.objects.select_related("source").get(pk=pk), now=now())


@task
def tell(pk: int, what: str) -> None:
    """Each letter is a task: one that cannot be sent neither keeps back the others nor has them sent again."""
    for user in answering(Source.objects.get(pk=pk)):
        enqueue(tell_one, pk, what, user.pk)


@task
def tell_one(pk: int, what: str, user: int) -> None:
    source = Source.objects.get(pk=pk)
    for one in answering(source).filter(pk=user):
        letter(source, what, one).send()


@task
def tidy_looks() -> None:
    Fetch.objects.forget_idle(now=now())
