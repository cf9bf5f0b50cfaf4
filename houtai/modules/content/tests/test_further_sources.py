"""Who else tells a story is named and linked to wherever readers and programs meet it."""

import json

import pytest
from django.urls import reverse
from lxml import etree
from lxml.html import fromstring

from houtai.modules.content.models import Article
from houtai.modules.content.models.checks import remarks
from houtai.modules.content.tests.conftest import act, written

pytestmark = pytest.mark.once("what stands on pages")

SAID = {"source_name": "Gazette", "source_url": "https://g.example/1"}
LINES = "The Herald https://h.example/2\nhttps://bare.example/\nOn paper only\njavascript:alert(1)"


@pytest.fixture
def public(alice):
    article = written(title="Ferry", credits=LINES, **SAID)
    act("publish", article, alice)
    return Article.objects.get(pk=article.pk)


def test_readers_find_them_below_the_article(public, client):
    page = fromstring(client.get(public.get_absolute_url()).content.decode())
    links = page.xpath("//p[@class='source']//a/@href")
    assert links == ["https://g.example/1", "https://h.example/2", "https://bare.example/"]
    assert "On paper only" in page.xpath("string(//p[@class='source'][2])")
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert told["isBasedOn"] == links


def test_the_feed_names_them_and_leads_to_them(public, client):
    feed = etree.fromstring(client.get(reverse("content:feed")).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("//a:entry/a:link[@rel='via']/@href", namespaces=names)[1] == "https://h.example/2"
    assert "The Herald" in feed.xpath("string(//a:entry/a:content)", namespaces=names)


def test_a_collected_article_whose_source_was_emptied_is_remarked_on(draft):
    sent = written(title="Sent", origin=draft.subject, **SAID)
    assert "source" not in [remark.check for remark in remarks(sent)]
    sent.source_name = sent.source_url = ""
    assert "source" in [remark.check for remark in remarks(sent)]
    assert "source" not in [remark.check for remark in remarks(draft)]
