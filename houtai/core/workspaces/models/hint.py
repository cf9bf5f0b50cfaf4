"""What other processes of this home are to look at again soon."""

from __future__ import annotations

from django.db import models


class Hint(models.Model):
    """topic: what it is about; word: of which things, in that topic's own words; process: who said it."""

    topic = models.CharField(max_length=32)
    word = models.CharField(max_length=300)
    process = models.CharField(max_length=40)
    said_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.topic}: {self.word}"
