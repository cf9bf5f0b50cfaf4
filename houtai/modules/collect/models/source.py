"""A feed that we look at again and again, and how it has been behaving."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import HasSubject, Visible
from houtai.modules.collect import client
from houtai.modules.collect.models.collecting import Collecting
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.outside import Outside

DAY = timedelta(days=1)
# A run that was started and never came back is started again after this.
LEASE = timedelta(minutes=15)


class State(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")


class Sources(Visible):
    def due(self, now: datetime) -> Sources:
        return self.filter(state=State.ACTIVE, next_at__lte=now).order_by("next_at", "pk")

    def look_at_due(self, *, now: datetime) -> None:
        """Hand each due source to a worker, once."""
        for source in self.due(now):
            with transaction.atomic():
                if self.filter(pk=source.pk, next_at=source.next_at).update(next_at=now + LEASE):
                    source.hand_over(source.next_at)


class Source(HasSubject):
    """every: minutes between two looks; failures: how many in a row; offers: feeds that a page given as feed names."""

    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("feed address"), max_length=2000, unique=True)
    column = models.CharField(_("column"), max_length=100, blank=True, help_text=_("Where its articles usually go."))
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Leave it empty to recognise each text's own.")
    )
    every = models.PositiveIntegerField(
        _("minutes between two looks"), default=60, validators=[MinValueValidator(5), MaxValueValidator(7 * 24 * 60)]
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE, editable=False)
    home = models.CharField(max_length=2000, blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    next_at = models.DateTimeField(_("next look"), null=True, editable=False)
    last_ok = models.DateTimeField(_("last success"), null=True, editable=False)
    last_error = models.CharField(max_length=40, blank=True, editable=False)
    last_message = models.CharField(max_length=500, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    offers = models.JSONField(default=list, editable=False)
    found = models.PositiveIntegerField(_("found"), default=0, editable=False)
    drafted = models.PositiveIntegerField(_("drafts"), default=0, editable=False)
    duplicates = models.PositiveIntegerField(_("duplicates"), default=0, editable=False)
    refused = models.PositiveIntegerField(_("refused"), default=0, editable=False)

    objects = Sources.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        default_permissions = ("view", "add", "change")
        ordering = ["name"]
        indexes = [models.Index(fields=["state", "next_at"], name="collect_source_due")]

    def __str__(self) -> str:
        return self.name

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": self.url, "column": self.column, "state": self.state}

    @property
    def health(self) -> str:
        """One of paused, failing, new, good."""
        if self.state == State.PAUSED:
            return "paused"
        return "failing" if self.failures else "good" if self.last_ok else "new"

    @property
    def planned(self) -> datetime | None:
        """When it is looked at next; never while it is paused."""
        return self.next_at if self.state == State.ACTIVE else None

    def collect(
        self,
        *,
        now: datetime,
        fetch: Callable[..., client.Fetched] | None = None,
        admit: frozenset[str] | None = None,
        closed: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> Fetch:
        """Look once and settle every entry that is new here. Returns the run; a feed's failure is noted, not raised.

        fetch: unless given, client.fetch; admit: "ip:port" pairs that may be reached although private (else those of
        the settings); closed: refuse every other address; sleep: seconds to wait between two pages of one server.
        """
        allowed = frozenset(settings.COLLECT_ADMIT) if admit is None else admit
        outside = Outside(fetch=fetch or client.fetch, admit=allowed, closed=closed, sleep=sleep, now=now)
        return Collecting(source=self, now=now, outside=outside).run()

    def succeeded(self, *, at: datetime, more: bool = False, **known: Any) -> None:
        """Note a good look. `more` says that entries are left for a next look, which then comes at once."""
        next_at = at if more else at + timedelta(minutes=self.every)
        self.note(next_at=next_at, last_ok=at, last_error="", last_message="", failures=0, offers=[], **known)

    def failed(self, error: client.UnableToFetch, *, at: datetime) -> None:
        """Note a bad look, and look again later: after twice the time at each failure, up to a day."""
        wait = max(timedelta(minutes=self.every), min(timedelta(minutes=self.every) * 2 ** min(self.failures, 12), DAY))
        asked = timedelta(seconds=getattr(error, "retry_after", None) or 0)
        self.note(
            next_at=at + max(wait, asked),
            last_error=error.reason,
            last_message=str(error)[:500],
            failures=self.failures + 1,
            offers=list(getattr(error, "feeds", ())),
        )
        if getattr(error, "status", None) == 410 and self.state == State.ACTIVE:
            self.stop(at=at, message=self.last_message)

    def stop(self, *, at: datetime, message: str) -> None:
        """The server says that the feed is gone for ever, so it is paused, by Houtai itself."""
        from houtai.core.work.actors import SYSTEM
        from houtai.modules.collect.actions import Pause

        Pause().run(self, by=SYSTEM, because=message, at=at)

    def note(self, **values: Any) -> None:
        """Keep how it is doing. That is no change to the source itself, so its subject's version stays."""
        type(self).objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)

    def pause(self) -> None:
        self.state = State.PAUSED
        self.save(update_fields=["state"])

    def resume(self, *, at: datetime) -> None:
        """Look again, at once, with a clean record."""
        self.state, self.failures = State.ACTIVE, 0
        self.save(update_fields=["state", "failures"])
        self.look_now(at=at)

    def move(self, url: str, *, at: datetime) -> None:
        """Look at another address from now on."""
        self.url, self.etag, self.modified, self.offers = url, "", "", []
        self.save(update_fields=["url", "etag", "modified", "offers"])
        self.look_now(at=at)

    def look_now(self, *, at: datetime) -> None:
        self.note(next_at=at + LEASE)
        self.hand_over(at)

    def hand_over(self, turn: datetime) -> None:
        """Have a worker look soon; once for one turn."""
        from houtai.core.workspaces.tasks import enqueue
        from houtai.modules.collect.tasks import collect_source

        enqueue(collect_source, self.pk, once=f"collect:{self.pk}:{turn.isoformat()}")
