"""Days that are over are counted once, and again only when their events change."""

from datetime import UTC, datetime, timedelta

from houtai.core.events.schema import Fate
from houtai.modules.insight.models import Day
from houtai.modules.insight.models.counting import count
from houtai.modules.insight.models.figures import Figures, total
from houtai.modules.insight.models.span import Span
from houtai.modules.insight.tests.conftest import event, keep

NOW = datetime(2026, 3, 11, 10, 30, tzinfo=UTC)
ONE = timedelta(days=1)


def week():
    """On each of nine days n visitors view, one of them twice; one reads and one shares."""
    for n in range(9):
        at = NOW - n * ONE
        rows = [event("view", at, f"v{v}", subject="a:1", referrer="www.baidu.com") for v in range(n + 1)]
        keep(*rows, event("view", at, "v0", decision=7), event("read", at, value=30.0), event("share", at))


def test_what_is_kept_of_days_is_what_is_counted():
    week()
    span = Span.of((NOW - 6 * ONE).date(), NOW.date(), now=NOW + timedelta(hours=1))
    before = span.figures(simulated=False)
    assert len(before.missing) == 4
    assert Day.objects.catch_up(now=NOW) == 18
    after = span.figures(simulated=False)
    assert after.missing == []
    assert after.total().views == sum(n + 2 for n in range(7))
    direct = [
        count(
            datetime(day.year, day.month, day.day, tzinfo=UTC),
            datetime(day.year, day.month, day.day, tzinfo=UTC) + ONE,
            simulated=False,
        )
        for day in span.days()
    ]
    assert after.total() == total(direct)


def test_nothing_is_counted_again_until_late_events_come():
    week()
    Day.objects.catch_up(now=NOW)
    assert Day.objects.catch_up(now=NOW) == 0
    keep(event("view", NOW - 3 * ONE, "late"))
    assert Day.objects.catch_up(now=NOW) == 2
    row = Day.objects.get(day=(NOW - 3 * ONE).date(), simulated=False)
    assert Figures(**row.figures).views == 6


def test_a_day_knows_visitors_ways_and_what_was_read():
    rows = [event("view", NOW, "a", subject="a:1"), event("view", NOW, "a", subject="a:1", decision=3)]
    rows += [event("view", NOW, "b", fate=int(Fate.BOT)), event("view", NOW, "c", simulated=True)]
    keep(*rows, event("read", NOW, "a", subject="a:1", value=12.5))
    found = count(NOW, NOW + ONE, simulated=False)
    assert (found.views, found.visitors, found.reads, found.seconds) == (2, 1, 1, 12.5)
    assert (found.hosts, found.decisions, found.subjects) == ({"": 1}, {"3": 1}, {"a:1": [2, 1, 12.5]})


def test_the_time_before_ends_at_the_same_time_of_day_on_the_same_weekday():
    before = Span.of(NOW.date(), NOW.date(), now=NOW).before()
    assert (before.first, before.now) == (NOW.date() - 7 * ONE, NOW - 7 * ONE)
    month = Span.of(NOW.date() - 29 * ONE, NOW.date(), now=NOW)
    assert month.before().first.weekday() == month.first.weekday()
    assert month.before().last < month.first


def test_nobody_can_ask_for_more_than_a_quarter_or_for_the_future():
    span = Span.of(NOW.date() - 9999 * ONE, NOW.date() + 99 * ONE, now=NOW)
    assert (span.length, span.last) == (92, NOW.date())
