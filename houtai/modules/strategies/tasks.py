from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.modules.strategies.models.run import tick


@task
def tick_strategies() -> None:
    tick(now=now())
