"""What the pages of insight show, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Decision
from houtai.modules.insight.tests.conftest import event, keep

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")
NOW = datetime(2026, 3, 11, 10, 30, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def busy(article, at):
    at(NOW)
    name = f"content.article:{article.pk}"
    decision = Decision.objects.filter(subject=article.subject).latest("id").pk
    views = [
        event("view", NOW - timedelta(minutes=2 + n), f"v{n}", subject=name, referrer="www.baidu.com")
        for n in range(12)
    ]
    keep(
        *views,
        event("view", NOW - timedelta(minutes=3), "p", subject=name, decision=decision),
        event("read", NOW - timedelta(minutes=2), "v1", subject=name, value=90.0),
        *[event("view", NOW - WEEK - timedelta(hours=1), f"w{n}", subject=name) for n in range(10)],
        *[event("view", NOW - WEEK + timedelta(hours=1), f"w{n}", subject=name) for n in range(40)],
    )
    return article


def test_today_stands_beside_the_same_weekday_up_to_the_same_time(busy, desk):
    page = desk.get(reverse("insight.traffic"))
    views = page.context["stats"][0]
    assert (views.value, views.delta, views.about) == ("13", "+30%", "Then: 10")
    text = page.content.decode()
    assert "Tide tables" in text
    assert "www.baidu.com" in text
    assert "1 min 30 s" in text
    now = page.context["now"]
    assert (now.visitors, now.late_visitors, now.views, now.late_views) == (13, 5, 13, 5)


def test_without_readers_then_no_change_is_claimed(desk, at):
    at(NOW)
    keep(event("view", NOW - timedelta(hours=1)))
    page = desk.get(reverse("insight.traffic"))
    assert page.context["stats"][0].delta == "no data for then"


def test_an_empty_log_says_what_to_do_next(desk):
    text = desk.get(reverse("insight.traffic")).content.decode()
    assert "Nobody has read anything" in text
    assert desk.get(reverse("wagtailadmin_home")).status_code == 200


def test_one_subject_has_its_curve_sources_and_what_pushes_brought(busy, desk):
    page = desk.get(reverse("insight.subject", args=[busy.subject.pk]))
    assert page.context["stats"][0].value == "13"
    assert [row["views"] for row in page.context["pushes"]] == [1]
    assert "Tide tables" in page.content.decode()


@pytest.mark.parametrize(
    "query", ["period=yesterday", "period=week", "period=month", "start=2026-03-01&end=2026-03-11"]
)
def test_any_days_can_be_chosen(query, busy, desk):
    assert desk.get(f"{reverse('insight.traffic')}?{query}").status_code == 200
    assert desk.get(f"{reverse('insight.subject', args=[busy.subject.pk])}?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["period=x", "start=x&end=2026-03-11", "start=2026-03-11&end=2026-03-01", "start=0001-01-01&end=9999-12-31"],
)
def test_wrong_days_are_answered_plainly_and_kept(query, busy, desk):
    text = desk.get(f"{reverse('insight.traffic')}?{query}")
    assert text.status_code == 200
    assert "period" in query or 'role="alert"' in text.content.decode()


@pytest.mark.parametrize(
    ("table", "what"), [("days", "2026-03-11"), ("content", "Tide tables"), ("sources", "www.baidu.com")]
)
def test_tables_can_be_taken_along(table, what, busy, desk):
    answer = desk.get(f"{reverse('insight.export')}?table={table}")
    assert what in answer.content.decode()
    assert desk.get(f"{reverse('insight.export')}?table=x").status_code == 404


def test_simulated_readers_are_apart_and_labelled(busy, desk):
    keep(*[event("view", NOW - timedelta(minutes=9), f"s{n}", simulated=True) for n in range(3)])
    url = reverse("insight.traffic")
    assert desk.get(url).context["stats"][0].value == "13"
    played = desk.get(f"{url}?simulated=true")
    assert played.context["stats"][0].value == "3"
    assert "never added to real ones" in played.content.decode()


def test_where_only_simulated_readers_came_they_are_shown_as_such(desk, at):
    at(NOW)
    keep(event("view", NOW - timedelta(minutes=9), simulated=True))
    page = desk.get(reverse("insight.traffic"))
    assert page.context["stats"][0].value == "1"
    assert "never added to real ones" in page.content.decode()


def test_a_stranger_finds_nothing(busy, client, charlie):
    client.force_login(charlie)
    urls = [reverse("insight.traffic"), reverse("insight.export"), reverse("insight.subject", args=[busy.subject.pk])]
    assert {client.get(url).status_code for url in urls} <= {302, 403, 404}


def test_an_article_of_another_desk_is_not_named(busy, desk):
    from django.apps import apps
    from django.contrib.auth.models import Group

    own = apps.get_model("content.Column").objects.create(
        name="Sea", slug="sea", desk=Group.objects.create(name="Sea desk")
    )
    busy.refresh_from_db()
    busy.column = own
    busy.save()
    assert "Tide tables" not in desk.get(reverse("insight.traffic")).content.decode()
    assert "Tide tables" not in desk.get(f"{reverse('insight.export')}?table=content").content.decode()
    assert desk.get(reverse("insight.subject", args=[busy.subject.pk])).status_code == 404


def test_every_job_is_offered():
    assert "insight.count_days" in [job.name for _module, job in catalog.offered("schedule")]
