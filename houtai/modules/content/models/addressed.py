"""What has an address of its own, and keeps those that it had."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction


class Addressed(models.Model):
    """Old links go on working. An address that is used again belongs to whoever uses it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            self.old_addresses.model.objects.filter(slug=self.slug).delete()
            if before and before != self.slug:
                self.old_addresses.create(slug=before)
