from django.utils.timezone import now

from houtai.core.workspaces.tasks import task
from houtai.core.workspaces.tidying import tidy


@task
def tidy_up() -> None:
    tidy(now=now())
