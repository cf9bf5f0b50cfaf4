from typing import Any

from django.utils.timezone import now

from houtai.core.workspaces.tasks import task


@task
def plan() -> None:
    from houtai.modules.push.models import arbiter

    arbiter.plan(now=now())


@task
def record_assignments() -> None:
    from houtai.modules.push.models import recording

    recording.record_assignments()


@task
def deliver() -> None:
    from houtai.modules.push.models import sending

    sending.deliver_all(clock=now)


@task
def test(subject: int, user: int, told: dict[str, Any]) -> None:
    from houtai.modules.push.models import trial

    trial.send(subject=subject, user=user, now=now(), **told)
