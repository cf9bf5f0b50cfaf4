"""Tasks to be run, written in the same transaction as the change that wants them."""

from __future__ import annotations

import uuid

from django.db import models


class Outbox(models.Model):
    """One task. `once` makes it unique for ever; `enqueued_at` is null until it is in the queue."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    once = models.CharField(max_length=200, null=True, unique=True)
    run_after = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    enqueued_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(enqueued_at=None), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"
