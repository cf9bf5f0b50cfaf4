from __future__ import annotations

from houtai.modules.content.models import Column
from houtai.modules.content.models.related import related
from houtai.modules.content.tests.conftest import written

LONG = " ".join(f"word{number}" for number in range(60))


def public(by, *tags, **fields):
    article = written(**fields)
    article.tags.add(*tags)
    article.save()
    article.save_revision()
    article.act("publish", by)
    article.refresh_from_db()
    return article


def titles(article):
    return [one.title for one in related(article)]


def test_common_tags_come_before_near_texts_and_these_before_the_column(alice):
    sea = Column.objects.create(name="Sea", slug="sea")
    public(alice, title="Column", column=sea)
    public(alice, title="Nothing in common")
    public(alice, "tide", "ship", title="Tags")
    article = public(alice, "tide", "ship", title="A", column=sea, body=f"<p>{LONG}</p>")
    assert titles(article) == ["Tags", "Column"]


def test_near_texts_are_related(alice):
    public(alice, title="Near", body=f"<p>{LONG} and more</p>")
    assert titles(public(alice, title="A", body=f"<p>{LONG}</p>")) == ["Near"]


def test_there_are_four_at_most_and_never_the_article_itself(alice):
    for number in range(6):
        public(alice, "tide", title=f"No. {number}")
    article = public(alice, "tide", title="A")
    assert titles(article) == ["No. 5", "No. 4", "No. 3", "No. 2"]


def test_drafts_are_not_and_what_is_withdrawn_is_gone_at_once(alice):
    draft = written(title="Draft")
    draft.tags.add("tide")
    draft.save()
    other, article = public(alice, "tide", title="Other"), public(alice, "tide", title="A")
    assert titles(article) == ["Other"]
    other.unpublish(user=alice)
    assert titles(article) == []


def test_an_article_page_with_everything_asks_eight_times(client, alice, remembered, django_assert_max_num_queries):
    for number in range(5):
        article = public(alice, "tide", title=f"No. {number}")
    client.get(article.get_absolute_url())
    with django_assert_max_num_queries(8):
        page = client.get(article.get_absolute_url()).content.decode()
    assert "Read on" in page
