from datetime import datetime

from django.utils.timezone import now

from houtai.core.readers import erasing, following
from houtai.core.readers.imports.carrying import check
from houtai.core.readers.models import Audience, Erasure, Import
from houtai.core.workspaces.tasks import task


@task
def follow() -> None:
    following.follow(now=now())


@task
def refresh_audiences() -> None:
    Audience.objects.all().refresh(now=now())


@task
def check_import(pk: int) -> None:
    check(Import.objects.get(pk=pk))


@task
def carry_out_import(pk: int, user: int) -> None:
    Import.objects.get(pk=pk).carried_out(by=user, at=now())


@task
def tidy() -> None:
    Import.objects.tidy(now=now())
    Erasure.objects.tidy(now=now())


@task
def erase_events(visitors: list[int], numbers: list[int], until: str) -> None:
    erasing.erase_events(visitors, numbers, until=datetime.fromisoformat(until))
