from typing import Any

from django.utils.timezone import now

from houtai.core.workspaces.tasks import task


@task
def plan() -> None:
    from houtai.modules.push.models.arbiter import plan as plan_due

    plan_due(now=now())


@task
def record_assignments() -> None:
    from houtai.modules.push.models.recording import record_assignments as record

    record()


@task
def deliver() -> None:
    from houtai.modules.push.models.sending import deliver_all

    deliver_all(clock=now)


@task
def test(subject: int, user: int, told: dict[str, Any]) -> None:
    from houtai.modules.push.models.trial import send

    send(subject=subject, user=user, now=now(), **told)
