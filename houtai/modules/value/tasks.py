from django.utils.timezone import now

from houtai.core.ledger.closing import close_until
from houtai.core.ledger.models import Check, Entry
from houtai.core.work.models import Decision
from houtai.core.work.sealing import seal
from houtai.core.workspaces.tasks import task


@task
def close_days() -> None:
    close_until(now())
    seal(Decision)
    seal(Entry)


@task
def verify_daily() -> None:
    Check.objects.ask(by=None, now=now()).carry_out(now=now)


@task
def verify_asked(check: int) -> None:
    Check.objects.get(pk=check).carry_out(now=now)
