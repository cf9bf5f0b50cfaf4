from django.utils.timezone import now

from houtai.core.events.erasing import erase
from houtai.core.readers import following
from houtai.core.readers.models import Audience
from houtai.core.workspaces.tasks import task


@task
def follow() -> None:
    following.follow(now=now())


@task
def refresh_audiences() -> None:
    Audience.objects.all().refresh(now=now())


@task
def erase_events(visitors: list[int]) -> None:
    erase(visitors)
