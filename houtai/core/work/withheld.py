"""Decisions that a strategy made and did not carry out: in shadow, or left to people for audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from houtai.core.work.actions import Because, who, why
from houtai.core.work.actors import Actor
from houtai.core.work.models import Decision, Subject


def withhold(
    action: Any, subject: Subject, *, by: Actor, because: Because, mode: str, at: datetime, once: str
) -> Decision:
    """Note what would have been done to the subject, and do nothing. `once` makes a second look harmless."""
    with transaction.atomic():
        earlier = Decision.objects.filter(once=once).first()
        return earlier or Decision.objects.append(
            at=at,
            action=action.name,
            mode=mode,
            subject=subject,
            version=subject.version,
            once=once,
            **who(by),
            **why(because),
        )
