from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.modules.insight.models import Day


@task
def count_days() -> None:
    Day.objects.catch_up(now=now())
