"""The calendar of what is planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from lxml.html import fromstring

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article
from houtai.modules.content.models.plan import planned
from houtai.modules.content.tests.conftest import act, other_desk, written
from houtai.modules.content.views.spans import Span, span_of

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")

CALENDAR, MOVE = "/desk/content/calendar/", "/desk/content/calendar/move/"
DAY = date(2030, 3, 14)
NOON = datetime(2030, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def planning(alice, *, title="Plan"):
    """One of each kind on one day."""
    due, goes, ends, was = (written(title=f"{title} {kind}") for kind in ("due", "goes", "ends", "was"))
    act("assign", due, alice, due=DAY.isoformat())
    goes.go_live_at = NOON
    act("publish", goes, alice, revision=goes.save_revision().pk)
    ends.expire_at = NOON
    act("publish", ends, alice, revision=ends.save_revision().pk)
    act("publish", was, alice)
    Article.objects.filter(pk=was.pk).update(first_published_at=NOON)
    return due, goes, ends, was


def shown(page):
    """Titles by day."""
    cells = fromstring(page).iterfind(".//td[@data-day]")
    return {cell.get("data-day"): [link.text for link in cell.iterfind(".//li//a[@id]")] for cell in cells}


def test_each_kind_stands_on_its_day(alice):
    planning(alice)
    found = planned(Article.objects.all(), first=DAY, last=DAY)
    assert sorted((item.kind, item.title) for item in found) == [
        ("due", "Plan due"),
        ("expires", "Plan ends"),
        ("published", "Plan was"),
        ("scheduled", "Plan goes"),
    ]
    assert planned(Article.objects.all(), first=DAY + timedelta(days=1), last=DAY + timedelta(days=9)) == []


def test_days_are_those_of_whoever_asks(alice, settings):
    planning(alice)
    settings.TIME_ZONE = "Pacific/Auckland"
    found = planned(Article.objects.all(), first=DAY, last=DAY + timedelta(days=1))
    assert {item.kind: item.day.day for item in found} == {"due": 14, "expires": 15, "published": 15, "scheduled": 15}


def test_what_is_done_is_no_longer_due(alice):
    due = planning(alice)[0]
    act("publish", due, alice)
    assert "due" not in {item.kind for item in planned(Article.objects.all(), first=DAY, last=DAY)}


@pytest.mark.parametrize(("span", "days"), [("month", 42), ("week", 7), ("day", 1)])
def test_month_week_and_day_show_it(desk, alice, span, days):
    planning(alice)
    found = shown(desk.get(CALENDAR, {"span": span, "day": "2030-03-14"}).content.decode())
    assert (len(found), len(found["2030-03-14"])) == (days, 4)


def test_it_is_filtered_and_in_scope(desk, client, alice, editor):
    mine = planning(alice)[0]
    foreign = other_desk("Quarterly secrets")
    act("assign", foreign, alice, due=DAY.isoformat())
    act("assign", mine, alice, to=editor.pk)
    asked = {"day": "2030-03-14", "span": "day"}
    assert "Quarterly secrets" in desk.get(CALENDAR, asked).content.decode()
    assert shown(desk.get(CALENDAR, {**asked, "assignee": editor.pk}).content.decode()) == {"2030-03-14": ["Plan due"]}
    only = desk.get(CALENDAR, {**asked, "column": foreign.column_id}).content.decode()
    assert shown(only) == {"2030-03-14": ["Quarterly secrets"]}
    client.force_login(editor)
    page = client.get(CALENDAR, asked).content.decode()
    assert "Quarterly secrets" not in page
    assert client.post(MOVE, {"item": f"due-{foreign.pk}", "day": "2030-03-15"}).status_code == 404


def test_moving_keeps_the_time_and_is_taken_back_on_the_page(desk, alice):
    goes = planning(alice)[1]
    desk.post(MOVE, {"item": f"scheduled-{goes.pk}", "day": "2030-03-20", "next": CALENDAR})
    assert goes.scheduled_revision.approved_go_live_at == NOON + timedelta(days=6)
    page = desk.get(CALENDAR, {"day": "2030-03-01"}).content.decode()
    assert "was moved to March 20, 2030." in page
    desk.post(reverse("work.undo", args=[Decision.objects.first().pk]))
    goes.__dict__.pop("scheduled_revision")
    assert goes.scheduled_revision.approved_go_live_at == NOON


def test_a_day_that_is_due_moves_for_who_may_write(client, editor, alice):
    due, goes, *_rest = planning(alice)
    client.force_login(editor)
    page = client.get(CALENDAR, {"day": "2030-03-14", "span": "day"}).content.decode()
    assert f'data-item="due-{due.pk}"' in page
    assert f'data-item="scheduled-{goes.pk}"' not in page
    client.post(MOVE, {"item": f"due-{due.pk}", "day": "2030-03-20"})
    client.post(MOVE, {"item": f"scheduled-{goes.pk}", "day": "2030-03-20"})
    due.refresh_from_db()
    assert (due.due, goes.scheduled_revision.approved_go_live_at) == (date(2030, 3, 20), NOON)


def test_nonsense_changes_nothing_and_says_so(desk, alice):
    due = planning(alice)[0]
    for item in ("", "due-", "due-x", "published-1", f"due-{'9' * 30}"):
        assert desk.post(MOVE, {"item": item, "day": "2030-03-20"}).status_code == 404
    answer = desk.post(MOVE, {"item": f"due-{due.pk}", "day": "2030-02-31", "next": CALENDAR}, follow=True)
    assert "Say to which day" in answer.content.decode()
    for asked in ({"day": "nonsense"}, {"day": "0001-01-01"}, {"span": "year"}, {"column": "x"}, {"move": "x"}):
        assert desk.get(CALENDAR, asked).status_code == 200


def test_an_empty_calendar_says_what_would_stand_here(desk):
    assert "Nothing is planned here." in desk.get(CALENDAR).content.decode()


def test_weeks_begin_as_the_language_has_it():
    from django.utils.translation import override

    for language, first in (("en", date(2030, 3, 10)), ("zh-hans", date(2030, 3, 11))):
        with override(language):
            assert Span(name="week", day=DAY).first == first
    assert span_of({"day": "2030-03-14", "span": "week"}, today=DAY) == Span(name="week", day=DAY)


def test_who_may_not_see_articles_sees_no_calendar(client, charlie):
    client.force_login(charlie)
    assert client.get(CALENDAR).status_code in (302, 404)


def test_a_month_of_five_hundred_costs_no_more(desk, alice, django_assert_max_num_queries, remembered):
    today = localdate()
    rows = [Article(title=f"No. {n}", live=False, due=today, state="draft") for n in range(250)]
    rows += [Article(title=f"Was {n}", live=True, first_published_at=now(), state="published") for n in range(250)]
    Article.objects.bulk_create(rows)
    desk.get(CALENDAR)
    with django_assert_max_num_queries(12):
        page = desk.get(CALENDAR).content.decode()
    assert "and 494 more" in page
