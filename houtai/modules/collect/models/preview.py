"""The page at a source's address as it was last seen, for pointing at the links to follow."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from houtai.core.text.charset import decode
from houtai.core.text.skeleton import skeleton
from houtai.modules.collect import client


class Previews(models.Manager["Preview"]):
    def keep(self, source: Any, answer: client.Fetched, *, at: datetime) -> None:
        html = skeleton(decode(answer.body, declared=answer.charset), base=answer.url)
        self.update_or_create(source=source, defaults={"url": answer.url[:2000], "html": html, "at": at})


class Preview(models.Model):
    """html: a skeleton, see core.text."""

    source = models.OneToOneField("collect.Source", models.CASCADE, related_name="preview")
    url = models.CharField(max_length=2000)
    html = models.TextField()
    at = models.DateTimeField()

    objects = Previews()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    def listing(self) -> client.Listing:
        return client.Listing(self.html, url=self.url)
