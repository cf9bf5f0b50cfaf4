"""A database that a move has shut is backed up like any other, and is open again where the back-up is put."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.timezone import now

from houtai.core.workspaces import engine
from houtai.core.workspaces.backups.taking import take
from houtai.core.workspaces.backups.tests.writing import add, put_back, there
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace

REASON = "nobody connects to a database that is shut on PostgreSQL, pg_dump neither"
pytestmark = [pytest.mark.once(REASON), pytest.mark.skipif(settings.ENGINE != "sqlite", reason=REASON)]


def test_it_takes_writes_again_when_it_is_restored(shop: Workspace) -> None:
    add(shop, "before")
    with enter(shop.pk), transaction.atomic():
        engine.of(shop.pk).shut(shop.pk, connection)
    with pytest.raises(OperationalError, match="moved_away"):
        add(shop, "late")
    backup = take(shop.pk, now=now())
    assert backup
    put_back(backup)
    add(shop, "after")
    assert there(shop) == ["before", "after"]
