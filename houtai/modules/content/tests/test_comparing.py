"""Two versions are compared so that people can read it: by word, by name, and told without colour."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from lxml.html import fromstring

from houtai.modules.content.models import Author, Column
from houtai.modules.content.tests.conftest import written


@pytest.fixture
def changed(db: None) -> Any:
    article = written(title="潮水很高", summary="The tide is high.", body="<p>今天的潮水很高。</p><p>Stays.</p>")
    article.tags.add("ferry")
    article.save_revision()
    article.title, article.summary = "潮水很低", "The tide is low."
    article.body = "<p>今天的潮水<strong>很低</strong>。</p><h2>Stays.</h2>"
    article.column = Column.objects.create(name="Harbour", slug="harbour")
    article.author = Author.objects.create(name="Ada Quay", slug="ada-quay")
    article.expire_at = datetime(2031, 5, 4, 12, tzinfo=UTC)
    article.tags.set(["pier"])
    article.save_revision()
    return article


def compared(client: Any, article: Any, one: Any, other: Any) -> dict[str, Any]:
    address = reverse("wagtailsnippets_content_article:revisions_compare", args=[article.pk, one, other])
    root = fromstring(client.get(address).content)
    return {dt.text_content(): dt.getnext() for dt in root.iter("dt")}


def marks(element: Any) -> list[tuple[str, str]]:
    return [(one.tag, one.text_content().strip()) for one in element.iter("ins", "del")]


def test_words_names_and_formatting_are_told(changed, alice, client):
    client.force_login(alice)
    before = changed.revisions.order_by("pk")[1].pk
    told = compared(client, changed, before, "latest")
    assert marks(told["Title"]) == [("del", "高"), ("ins", "低")]
    assert marks(told["Summary"]) == [("del", "high"), ("ins", "low")]
    assert marks(told["Text"]) == [("del", "高"), ("ins", "低"), ("del", "Paragraph"), ("ins", "Heading 2")]
    assert marks(told["Column"]) == [("ins", "Harbour")]
    assert marks(told["Author"]) == [("ins", "Ada Quay")]
    assert marks(told["Tags"]) == [("del", "ferry"), ("ins", "pier")]
    assert "2031" in told["Expiry date/time"].text_content()
    assert "Series" not in told
    changed.author.delete()
    assert marks(compared(client, changed, before, "latest")["Column"]) == [("ins", "Harbour")]


def test_what_is_the_same_is_said_to_be(published, alice, client):
    client.force_login(alice)
    address = reverse("wagtailsnippets_content_article:revisions_compare", args=[published.pk, "live", "latest"])
    page = client.get(address).content.decode()
    assert "Nothing differs between the two." in page
