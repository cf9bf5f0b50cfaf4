from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.modules.rankings.models import refresh


@task
def refresh_rankings() -> None:
    refresh(now=now())
    refresh(now=now(), simulated=True)
