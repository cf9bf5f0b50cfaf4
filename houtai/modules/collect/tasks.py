from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.modules.collect.models import Source


@task
def collect_due() -> None:
    Source.objects.look_at_due(now=now())


@task
def collect_source(pk: int) -> None:
    Source.objects.get(pk=pk).collect(now=now())
