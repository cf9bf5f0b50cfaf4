from django.utils.timezone import now

from houtai.core.workspaces.backups.turn import turn_if_due
from houtai.core.workspaces.tasks import task
from houtai.modules.platform.actions import Purge


@task
def purge_due() -> None:
    Purge().purge_all(now=now())


@task
def back_up() -> None:
    turn_if_due(now=now())
