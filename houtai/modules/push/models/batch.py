"""Assignments on their way from the transaction that made them to the log beside the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from houtai.modules.push.models.push import Push

COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


class Batch(models.Model):
    """rows: who was meant to get what, columns as in events.schema.ASSIGNMENTS, as a compressed Arrow stream."""

    push = models.OneToOneField("push.Push", models.CASCADE, related_name="batch", primary_key=True)
    rows = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("assignment batch")
        verbose_name_plural = _("assignment batches")

    def __str__(self) -> str:
        return f"{self.push_id}"

    @classmethod
    def keep(cls, push: Push, rows: pa.Table) -> Batch:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema, options=COMPRESSED) as stream:
            stream.write_table(rows)
        return cls.objects.create(push=push, rows=sink.getvalue().to_pybytes())

    @property
    def table(self) -> pa.Table:
        return pa.ipc.open_stream(pa.py_buffer(bytes(self.rows))).read_all()
