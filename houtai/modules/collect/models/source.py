"""A feed that we look at again and again, and how it has been behaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.work import columns
from houtai.core.work.models import HasSubject
from houtai.core.workspaces.alone import alone
from houtai.modules.collect import client
from houtai.modules.collect.models.collecting import Collecting
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.going import Going
from houtai.modules.collect.models.keeping import TOLD, Keeping, Kept
from houtai.modules.collect.models.outside import Outside
from houtai.modules.collect.models.placed import Placed
from houtai.modules.collect.models.rounds import SECONDS, Round

DAY = timedelta(days=1)
# A run that was started and never came back is started again after this.
LEASE = timedelta(minutes=15)
# Sources that are looked at side by side, by one worker.
ROUND = 500
MINUTES = [MinValueValidator(5), MaxValueValidator(7 * 24 * 60)]
SOONER, LATER = 0.75, 1.2


class State(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    # Its row stays, for the drafts that it brought.
    GONE = "gone", _("Deleted")


class Sources(Kept, Placed):
    def due(self, now: datetime) -> Sources:
        return self.filter(state=State.ACTIVE, next_at__lte=now).order_by("next_at", "pk")

    def look_at_due(self, *, now: datetime) -> None:
        """Hand each due source to a worker, once, in rounds."""
        while self.hand_over_some(now=now):
            pass

    def for_single_pages(self) -> Source:
        """Made when it is first wanted."""
        row: Source = self.get_or_create(url="", defaults={"name": say("Single pages")})[0]
        return row

    def called(self, key: int, name: str) -> None:
        """A column has this name now: it is that of those that go there, and those that it was written on go there."""
        self.filter(place=key).update(column=name)
        for source in self.filter(place=columns.NONE, column=name):
            source.go_to(key, name)

    @transaction.atomic
    def hand_over_some(self, *, now: datetime) -> int:
        alone("collect.due")
        keys = list(self.due(now).values_list("pk", flat=True)[:ROUND])
        if keys:
            self.filter(pk__in=keys).update(next_at=now + LEASE)
            self.hand_over(keys, lease=now + LEASE)
        return len(keys)

    def hand_over(self, keys: Sequence[int], *, lease: datetime) -> None:
        from houtai.core.workspaces.tasks import enqueue
        from houtai.modules.collect.tasks import collect_round

        enqueue(collect_round, list(keys), lease.isoformat())

    def collect_round(
        self, keys: Sequence[int], *, lease: datetime, now: datetime, seconds: float = SECONDS, **how: Any
    ) -> None:
        """Look at those of these sources that nobody has looked at since they were handed over, side by side.

        Those for which there was no time (seconds) are handed over again, those whose run broke each by itself. how: as
        in `Source.collect`.
        """
        sources = self.filter(pk__in=keys, state=State.ACTIVE, next_at=lease).order_by("pk")
        began = monotonic()
        runs = {source.pk: partial(source.collecting, now=now, since=began, **how) for source in sources}
        turn = Round(runs.values(), seconds=seconds)
        turn.run()
        if left := list(runs)[len(runs) - len(turn.waiting) :]:
            self.hand_over(left, lease=lease)
        for source in self.filter(pk__in=turn.broken):
            source.hand_over(lease)


class Source(Going, Keeping, HasSubject):
    """every: minutes between two looks, as they are now, within what the operator allows (soonest, latest).

    selector: of the links to follow, when it is a page; digest: of what was there at the last look; failures: how many
    in a row; offers: feeds that a page given as feed names; left_since: when there were first entries whose pages could
    not be read for the moment, None when there are none.
    """

    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), max_length=2000, unique=True)
    selector = models.CharField(max_length=300, blank=True, editable=False)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Leave it empty to recognise each text's own.")
    )
    every = models.PositiveIntegerField(_("minutes between two looks"), default=60, validators=MINUTES, editable=False)
    soonest = models.PositiveIntegerField(_("shortest time between two looks"), default=15, validators=MINUTES)
    latest = models.PositiveIntegerField(_("longest time between two looks"), default=24 * 60, validators=MINUTES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE, editable=False)
    home = models.CharField(max_length=2000, blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    digest = models.CharField(max_length=32, blank=True, editable=False)
    next_at = models.DateTimeField(_("next look"), null=True, editable=False)
    last_ok = models.DateTimeField(_("last success"), null=True, editable=False)
    last_error = models.CharField(max_length=40, blank=True, editable=False)
    last_message = models.CharField(max_length=500, blank=True, editable=False)
    left_since = models.DateTimeField(null=True, editable=False)
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
        indexes = [
            models.Index(fields=["state", "next_at"], name="collect_source_due"),
            models.Index(fields=["name"], name="collect_source_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def described(self) -> dict[str, Any]:
        told = {"title": self.name, "url": self.url, "column": self.column, "state": self.state}
        return {**told, "place": self.place}

    @property
    def single(self) -> bool:
        """Whether it is the one under which single pages are kept: it has no address, and nobody looks at it."""
        return not self.url

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
        sleep: Callable[[float], None] | None = None,
    ) -> Fetch:
        """Look once and settle every entry that is new here. Returns the run; a feed's failure is noted, not raised.

        fetch: unless given, client.fetch; admit: "ip:port" pairs that may be reached although private (else those of
        the settings); closed: refuse every other address; sleep: unless given, really waits between two pages of one
        server.
        """
        how: dict[str, Any] = {"fetch": fetch, "admit": admit, "closed": closed, "sleep": sleep}
        return self.collecting(now=now, **how).run()

    def collecting(self, *, now: datetime, since: float | None = None, **how: Any) -> Collecting:
        """A run that has not begun yet. since: when it was `now`, by the machine's steady clock.

        how: as in `collect`.
        """
        # A run that comes late in a round is to know it, or it would take every server's turn for a later one.
        now += timedelta(seconds=monotonic() - since if since else 0)
        return Collecting(source=self, now=now, outside=Outside.of(now=now, **how))

    def collect_page(self, url: str, *, now: datetime, **how: Any) -> Fetch:
        """Collect one page, once. how: as in `collect`."""
        from houtai.modules.collect.models.single import Single

        return Single(source=self, now=now, outside=Outside.of(now=now, **how), url=url).run()

    def succeeded(self, *, at: datetime, found: int = 0, rest: datetime | None = None, **known: Any) -> None:
        """Note a good look. rest: when to come back for entries that are left."""
        every = self.every if rest or not self.last_ok else self.paced(found=found)
        next_at = rest or at + timedelta(minutes=every)
        good = {"last_ok": at, "last_error": "", "last_message": "", "failures": 0, "offers": []}
        if self.failures >= TOLD:
            self.tell("well", at=at)
        self.note(next_at=next_at, every=every, **good, **known)

    def paced(self, *, found: int) -> int:
        """Minutes to the next look: sooner after one that brought something, later after one that did not."""
        return self.bounded(self.every * SOONER if found else self.every * LATER + 1)

    def bounded(self, minutes: float) -> int:
        return round(min(max(minutes, self.soonest), self.latest))

    def within_bounds(self) -> None:
        """Follow bounds that have changed."""
        self.every = self.bounded(self.every)
        if self.next_at and self.last_ok and not self.failures:
            self.next_at = min(self.next_at, self.last_ok + timedelta(minutes=self.latest))

    def put_off(self, *, until: datetime) -> None:
        """The server is busy with others of ours: no fault of this source."""
        self.note(next_at=until)

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
        is_gone = getattr(error, "status", None) == 410 and self.state == State.ACTIVE
        if is_gone or self.failures == TOLD:
            self.tell("failing", at=at)
        if is_gone:
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
        self.url, self.offers = url, []
        self.forget()
        self.save(update_fields=["url", "etag", "modified", "digest", "offers"])
        self.look_now(at=at)

    def forget(self) -> None:
        """Read the next answer whether it is new or not."""
        self.etag = self.modified = self.digest = ""

    def follow(self, selector: str, *, at: datetime) -> None:
        """Collect what a page links to, by a selector; without one, read it as a feed again."""
        self.selector, self.offers = selector, []
        self.forget()
        self.save(update_fields=["selector", "etag", "modified", "digest", "offers"])
        self.look_now(at=at)

    def look_now(self, *, at: datetime) -> None:
        self.note(next_at=at + LEASE, wanted_at=at)
        self.hand_over(at)

    def hand_over(self, turn: datetime) -> None:
        """Have a worker look soon; once for one turn."""
        from houtai.core.workspaces.tasks import enqueue
        from houtai.modules.collect.tasks import collect_source

        enqueue(collect_source, self.pk, once=f"collect:{self.pk}:{turn.isoformat()}")
