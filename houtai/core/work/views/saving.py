"""Saving a form beside decisions: it writes texts, and leaves what actions own as it is by then."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from houtai.core.work.actions import lock
from houtai.core.work.errors import NotFound


class Saving:
    """For views whose form was filled from an object that others may have decided on since.

    decided: columns that no form says anything of.
    """

    decided: ClassVar[tuple[str, ...]] = (
        *("live", "live_revision", "first_published_at", "last_published_at", "expired", "has_unpublished_changes"),
        *("latest_revision", "locked", "locked_at", "locked_by"),
    )
    model: Any
    object: Any
    form: Any
    overwrite_revision: Any

    def save_instance(self) -> Any:
        self.settle()
        return super().save_instance()  # type: ignore[misc]

    def settle(self) -> None:
        """In the transaction that saves. Raises PermissionDenied, which Wagtail shows, when there is a newer text."""
        row = self.row_now()
        for name in self.decided:
            column = row._meta.get_field(name).attname
            setattr(self.form.instance, column, getattr(row, column))
        if self.overwrite_revision and not may_be_overwritten(self.overwrite_revision.pk, row):
            self.overwrite_revision = None

    def row_now(self) -> Any:
        """Held until the transaction ends, in the order in which actions take their locks."""
        lock(self.object)
        row = self.model._base_manager.select_for_update().filter(pk=self.object.pk).first()
        if row is None:
            raise NotFound
        seen = self.object.latest_revision_id
        theirs = row.revisions.filter(pk__gt=seen or 0).exclude(user=None)
        if row.latest_revision_id != seen and theirs.exists():
            raise PermissionDenied(self.newer_words())
        return row

    def newer_words(self) -> str:
        return _("Somebody saved a newer version meanwhile. Your text is kept below; save again to replace theirs.")


def may_be_overwritten(revision: int, row: Any) -> bool:
    """Not what readers see, or will see when its time has come."""
    waits = row.revisions.filter(pk=revision).exclude(approved_go_live_at=None).exists()
    return row.latest_revision_id == revision != row.live_revision_id and not waits
