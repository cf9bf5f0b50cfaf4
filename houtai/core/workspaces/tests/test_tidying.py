from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from houtai.core.workspaces.models import HandOver, Outbox, User, Workspace
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
    assert tidy(now=today) == {"sessions": 1, "tasks": 0, "hand_overs": 0, "outbox": 2}
    assert Session.objects.get().session_key == "running"
    assert set(Outbox.objects.values_list("once", "enqueued_at")) == {("key", old), (None, None)}


def test_hand_overs_stay_as_long_as_both_sessions(alice):
    today, home = now(), Workspace.objects.get(default=True)
    for key in ("one", "two"):
        Session.objects.create(session_key=key, session_data="", expire_date=today + timedelta(days=1))
    bound = {"user": User.objects.using("control").get(pk=alice.pk), "workspace": home, "origin": "http://a.example"}
    old = {**bound, "expires_at": today - timedelta(days=2)}
    for arrived in ("two", "ended", ""):
        HandOver.objects.create(**old, digest=f"old {arrived}", departed="one", arrived=arrived)
    HandOver.objects.create(**bound, digest="on its way", departed="one", expires_at=today + timedelta(seconds=30))
    assert tidy(now=today)["hand_overs"] == 2
    assert set(HandOver.objects.values_list("digest", flat=True)) == {"old two", "on its way"}
