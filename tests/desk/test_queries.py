"""Every page of the desk asks the databases at most twelve times, however many rows there are."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.models import Decision, Subject
from houtai.core.work.tests.conftest import waiting
from houtai.modules.content.models import Article
from houtai.modules.strategies.tests.conftest import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembered")]
MOST = 12
LISTS = [
    "wagtailsnippets_content_article:list",
    "wagtailsnippets_content_author:list",
    "wagtailsnippets_content_column:list",
    "wagtailsnippets_content_series:list",
    "wagtailsnippets_content_wordlist:list",
    "wagtailsnippets_strategies_strategy:list",
]
MENU = [page.name for _module, page in catalog.offered("pages") if page.menu]

PLATFORM = {page.name for module, page in catalog.offered("pages") if module.home_only}
WALKS = {
    "owner": ["wagtailadmin_home", *MENU, *LISTS],
    "alice": [name for name in ["wagtailadmin_home", *MENU, *LISTS] if name not in PLATFORM],
}
# A manager is asked for more than an owner is, and PostgreSQL for more than SQLite.
WHO = [
    pytest.param("owner", marks=pytest.mark.only("sqlite")),
    pytest.param("alice", marks=pytest.mark.only("postgresql")),
]


def asked(client, url):
    """How many queries a page takes once the process knows its content types."""
    assert client.get(url).status_code == 200, url
    with (
        CaptureQueriesContext(connections["default"]) as ours,
        CaptureQueriesContext(connections["control"]) as control,
    ):
        client.get(url)
    return [query["sql"] for query in [*control.captured_queries, *ours.captured_queries]]


def rows(count, by):
    """Drafts, each with a decision, articles among them, and as many that wait."""
    for number, draft in enumerate(waiting(count, words=200)):
        name = "content.accept" if number % 2 else "collect.skip"
        catalog.action(name).run(draft, by=by, because=Because(queue="collect.drafts"))
    waiting(count, words=200)


@pytest.mark.parametrize("who", WHO)
def test_a_page_asks_at_most_twelve_times_and_no_more_with_more_rows(who, request, client, alice):
    client.force_login(request.getfixturevalue(who))
    rows(3, alice)
    few = {name: asked(client, reverse(name)) for name in WALKS[who]}
    rows(20, alice)
    many = {name: asked(client, reverse(name)) for name in WALKS[who]}
    assert {name: told for name, told in many.items() if len(told) > min(MOST, len(few[name]))} == {}


@pytest.mark.parametrize("who", WHO)
def test_the_pages_of_one_thing_ask_at_most_twelve_times(who, request, client, alice):
    client.force_login(request.getfixturevalue(who))
    rows(3, alice)
    subject = Subject.objects.filter(kind="collect.draft", state="waiting").first()
    catalog.action("content.submit").run(Article.objects.first(), by=alice)
    urls = [
        reverse("work.queue", args=["content-reviews"]),
        reverse("work.queue", args=["collect-drafts"]),
        f"{reverse('work.queue', args=['collect-drafts'])}?item={subject.key}",
        reverse("work.decision", args=[Decision.objects.first().pk]),
        reverse("collect.draft", args=[subject.key]),
        reverse("collect.source", args=[subject.target().source_id]),
        reverse("work.act", args=["collect.pause", subject.target().source_id]),
    ]
    for url in urls:
        assert len(asked(client, url)) <= MOST, (url, asked(client, url))


@pytest.mark.parametrize("who", WHO)
def test_editors_ask_a_fixed_number_of_times_that_their_history_does_not_raise(who, request, client, alice):
    """More than twelve: Wagtail asks for revision, workflow, references and who else is editing, and checks look."""
    client.force_login(request.getfixturevalue(who))
    rows(3, alice)
    article, strategy = Article.objects.first(), written()
    urls = [
        reverse("wagtailsnippets_content_article:add"),
        reverse("wagtailsnippets_content_article:edit", args=[article.pk]),
        reverse("wagtailsnippets_strategies_strategy:edit", args=[strategy.pk]),
    ]
    revise(article, strategy, times=1)
    few = {url: len(asked(client, url)) for url in urls}
    rows(10, alice)
    revise(article, strategy, times=10)
    many = {url: len(asked(client, url)) for url in urls}
    assert many == few
    assert max(many.values()) <= 28, many


def revise(*things, times):
    for thing in things:
        for _number in range(times):
            thing.save_revision()
