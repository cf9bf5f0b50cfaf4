"""How people keep their sources: in which health they are, who is told of it, and what deleting one means."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

# So often in a row it fails before anybody is told: servers have bad moments.
TOLD = 3
# A look that was asked for and has not begun after this is not waited for.
SOON = timedelta(minutes=15)


class Kept(models.QuerySet[Any]):
    def there(self) -> Any:
        """Without those that were deleted."""
        return self.exclude(state="gone")

    def in_health(self, health: str) -> Any:
        """One of `Source.health`."""
        rows = self.filter(state="active", failures=0)
        return {
            "paused": self.filter(state="paused"),
            "gone": self.filter(state="gone"),
            "failing": self.filter(state="active", failures__gt=0),
            "good": rows.exclude(last_ok=None),
            "new": rows.filter(last_ok=None),
        }.get(health, self.none())


class Keeping(models.Model):
    """made_by: who is told; wanted_at: when somebody last asked for a look, or for a page."""

    url: Any
    state: Any
    made_by = models.ForeignKey("workspaces.User", models.SET_NULL, null=True, editable=False, related_name="+")
    wanted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def health(self) -> str:
        """One of gone, paused, failing, new, good."""
        if self.state != "active":
            return str(self.state)
        return "failing" if self.failures else "good" if self.last_ok else "new"

    def drop(self) -> dict[str, str]:
        """Delete it for people, and free its address. Returns what `bring_back` needs."""
        before = {"url": self.url, "state": str(self.state)}
        self.url, self.state = f"gone:{self.pk}", "gone"
        self.save(update_fields=["url", "state"])
        return before

    @property
    def url_before(self) -> str:
        """Where it was when it was deleted, as the decision kept it."""
        dropped = self.subject.decisions.filter(action="collect.drop_source").first()
        return str(dropped.effect["url"]) if dropped else ""

    def bring_back(self, *, url: str, state: str) -> None:
        self.url, self.state = url, state
        self.save(update_fields=["url", "state"])

    def waits_for_a_look(self, *, last: Any, now: datetime) -> bool:
        """Whether somebody asked for one that has not begun. last: its last run."""
        begun = last is not None and self.wanted_at is not None and last.at >= self.wanted_at
        return self.wanted_at is not None and not begun and now < self.wanted_at + SOON

    def tell(self, what: str, *, at: datetime) -> None:
        """By letter, whoever answers for it. what: failing or well."""
        from houtai.core.workspaces.tasks import enqueue
        from houtai.modules.collect.tasks import tell

        with transaction.atomic():
            enqueue(tell, self.pk, what, once=f"collect.{what}:{self.pk}:{at.isoformat()}")
