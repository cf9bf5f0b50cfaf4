"""Rows with values of every kind, and the ones that engines keep differently."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps

from houtai.core.workspaces.models import Outbox

# The layers above stay unknown to this one, in tests too.
Bitmap: Any = apps.get_model("readers.Bitmap")
Decision: Any = apps.get_model("work.Decision")
Subject: Any = apps.get_model("work.Subject")
AT = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)
TEXTS = {"plain": "Über 后台", "empty": "", "line": "one\ntwo\u2028three", "quote": "\"\\'", "emoji": "🎈" * 40}


def fill(user: Any) -> None:
    for key, title in TEXTS.items():
        Subject.objects.create(kind="test.thing", key=key, title=title, published=None if key == "empty" else AT)
    subject = Subject.objects.get(key="plain")
    Subject.objects.filter(key="line").update(published=AT.replace(microsecond=0))
    args = [{"z": 1, "a": [1.5, None, True, "ä"]}, -0.5, 2**53]
    Outbox.objects.create(task="a.b", args=args, once="once", enqueued_at=AT)
    Bitmap.objects.create(kind="test", name="test", day=AT.date(), bits=bytes(range(256)))
    for number in range(2):
        values = {"at": AT, "action": "test.act", "subject": subject, "version": number + 1, "actor": "person"}
        facts = {"share": 0.1, "small": 1e-7, "big": 2**60, "text": "后", "none": None}
        Decision.objects.append(**values, user=user, by="Alice", facts=facts, inputs={"b": 1, "a": {"d": [], "c": {}}})
