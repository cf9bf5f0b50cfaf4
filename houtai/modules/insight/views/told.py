"""Figures as pages show them: beside those before, as charts, with the names of what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from houtai.core.ui import figures as written
from houtai.core.ui.charts import Chart
from houtai.core.work.models import Decision, Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.insight.models.counted import Counted
from houtai.modules.insight.models.day import begin
from houtai.modules.insight.models.figures import Figures
from houtai.modules.insight.models.sources import LABELS, kinds

TOP = 20
HOURS = 24


@dataclass(frozen=True, kw_only=True)
class Stat:
    label: str
    value: str
    delta: str
    tone: str
    about: str


def stats(now: Figures, then: Figures, *, days: int = 1, old_days: int = 1, known: bool = True) -> list[Stat]:
    """days, old_days: how many days' visitors were added; known: whether all of the time before was counted."""
    visitors = _("Visitors") if days == 1 else _("Visitors a day")
    known = known and bool(then.views)
    return [
        stat(_("Views"), now.views, then.views, known),
        stat(visitors, round(now.visitors / max(days, 1)), round(then.visitors / max(old_days, 1)), known),
        stat(_("Reads"), now.reads, then.reads, known),
        stat(_("Time read"), now.seconds, then.seconds, known, write=written.duration),
        stat(_("Shares"), now.shares, then.shares, known),
    ]


def stat(label: str, now: float, then: float, known: bool, *, write: Any = written.number) -> Stat:
    if not known:
        return Stat(label=label, value=write(now), delta=_("no data for then"), tone="plain", about="")
    about = _("Then: %(value)s") % {"value": write(then)}
    if not then:
        return Stat(label=label, value=write(now), delta="", tone="plain", about=about)
    share = now / then - 1
    sign = "+" if share > 0 else ""
    tone = "good" if share > 0 else "bad" if share < 0 else "plain"
    return Stat(label=label, value=write(now), delta=f"{sign}{written.percent(share)}", tone=tone, about=about)


def curve(counted: Counted, before: Counted) -> Chart:
    return by_hour(counted, before) if counted.span.length == 1 else by_day(counted, before)


def by_hour(counted: Counted, before: Counted) -> Chart:
    now, then = (each.total().hours for each in (counted, before))
    first, old = (int(begin(each.span.first).timestamp()) // 3600 for each in (counted, before))
    passed = int(counted.span.now.timestamp()) // 3600
    rows = [
        (
            f"{localtime(datetime.fromtimestamp((first + n) * 3600, UTC)):%H:%M}",
            now.get(str(first + n), 0) if first + n <= passed else None,
            then.get(str(old + n), 0) if then else None,
        )
        for n in range(HOURS)
    ]
    columns = [_("Hour"), _("This day"), _("A week before")]
    return chart(rows, columns, any(now.values()), any(then.values()))


def by_day(counted: Counted, before: Counted) -> Chart:
    days = zip(counted.span.days(), before.span.days(), strict=True)
    rows = [(day, views_of(counted, day), views_of(before, old)) for day, old in days]
    columns = [_("Day"), _("This time"), _("The same weekdays before")]
    return chart(rows, columns, bool(counted.days_with_views()), bool(before.days_with_views()))


def views_of(counted: Counted, day: Any) -> int | None:
    return counted.days[day].views if day in counted.days else None


def chart(rows: list[Any], columns: list[str], come: bool, came: bool) -> Chart:
    """The line of the time before is left out where nobody came then."""
    shown = 3 if came else 2
    return Chart(
        kind="line",
        title=_("Views"),
        about=_("Days begin at 00:00 UTC."),
        columns=columns[:shown],
        rows=[row[:shown] for row in rows] if come or came else [],
        empty=_("Nobody has come in this time."),
    )


def sources(found: Figures, own: set[str]) -> Chart:
    return bars(
        _("Sources"),
        _("Where views came from."),
        [(str(LABELS[kind]), views) for kind, views in kinds(found.hosts, pushed=found.pushed, own=own).items()],
    )


def devices(found: Figures) -> Chart:
    names = {"phone": _("Phone"), "tablet": _("Tablet"), "desktop": _("Computer"), "": _("Unknown")}
    rows = [(names.get(device, device), views) for device, views in sorted(found.devices.items(), key=lambda e: -e[1])]
    return bars(_("Devices"), _("On what pages were read."), rows)


def bars(title: str, about: str, rows: list[Any]) -> Chart:
    shown = [row for row in rows if row[1]]
    empty = _("Nobody has come in this time.")
    columns = [title, _("Views")]
    return Chart(kind="bar", title=title, about=about, columns=columns, rows=shown, horizontal=True, empty=empty)


def hosts(found: Figures, own: set[str]) -> list[tuple[str, int]]:
    """The sites that sent most."""
    rows = ((host, views) for host, views in found.hosts.items() if host and host not in own)
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:TOP]


def content(found: Figures, user: Any, *, most: int = TOP) -> list[dict[str, Any]]:
    """What was read most, of what this person may see."""
    names = sorted(found.subjects, key=lambda name: (-found.subjects[name][0], name))[: most * 2]
    rows = subjects(user).filter(key__in=[name.partition(":")[2] for name in names])
    known = {f"{row.kind}:{row.key}": row for row in rows}
    keys = ("views", "readers", "seconds")
    every = [
        {"subject": known[name], **dict(zip(keys, found.subjects[name], strict=True))}
        for name in names
        if name in known
    ]
    return every[:most]


def subjects(user: Any) -> Any:
    """Those that this person may see."""
    rows, out = Subject.objects.exclude(state="deleted"), beyond(user)
    return rows.exclude(out) if out else rows


def pushes(found: Figures, user: Any) -> list[dict[str, Any]]:
    """Views by the decision that caused them; a decision out of this person's sight has no row."""
    best = sorted(found.decisions.items(), key=lambda row: (-row[1], row[0]))[:TOP]
    rows = Decision.objects.visible_to(user).filter(pk__in=[int(key) for key, _views in best]).select_related("subject")
    known = {str(row.pk): row for row in rows}
    return [{"decision": known[key], "views": views} for key, views in best if key in known]
