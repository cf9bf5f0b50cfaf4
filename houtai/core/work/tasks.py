from houtai.core.work.models import Decision
from houtai.core.work.sealing import seal
from houtai.core.workspaces.tasks import task


@task
def seal_decisions() -> None:
    seal(Decision)
