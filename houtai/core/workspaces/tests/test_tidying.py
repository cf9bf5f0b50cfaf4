from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tidying import KEPT, KEYS_KEPT, tidy

pytestmark = pytest.mark.django_db


def test_only_what_is_of_no_more_use_goes():
    today = now()
    old = today - KEPT - timedelta(days=1)
    Session.objects.create(session_key="ended", session_data="", expire_date=old)
    Session.objects.create(session_key="running", session_data="", expire_date=today + timedelta(days=1))
    Outbox.objects.create(task="x", args=[], enqueued_at=old)
    Outbox.objects.create(task="x", args=[], enqueued_at=old, once="key")
    Outbox.objects.create(task="x", args=[], enqueued_at=today - KEYS_KEPT - timedelta(days=1), once="old key")
    Outbox.objects.create(task="x", args=[])
    assert tidy(now=today) == {"sessions": 1, "tasks": 0, "outbox": 2}
    assert Session.objects.get().session_key == "running"
    assert set(Outbox.objects.values_list("once", "enqueued_at")) == {("key", old), (None, None)}
