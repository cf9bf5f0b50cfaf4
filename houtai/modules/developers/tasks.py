from django.utils.timezone import now

from houtai.core.workspaces.tasks import enqueue, task


@task
def send() -> None:
    """Make deliveries of what was decided, and send what is due."""
    from houtai.modules.developers.models.sending import send_due, tidy
    from houtai.modules.developers.models.telling import follow

    follow(now=now())
    send_due(clock=now)
    tidy(now=now())


@task
def tell(webhook: int) -> None:
    from houtai.modules.developers.models.warning import warn

    warn(webhook)


def send_soon(decision: int) -> None:
    """After this transaction, once for each decision."""
    enqueue(send, once=f"developers.send:{decision}")
