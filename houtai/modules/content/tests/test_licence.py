"""Readers see the source with its terms of use."""

import json

import pytest
from lxml.html import fromstring

from houtai.core.text.manuscript import Manuscript
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.once("what stands on pages")

TERMS = "https://creativecommons.org/licenses/by/4.0/"


def test_terms_of_a_manuscript_become_those_of_the_article(draft, alice):
    found = Manuscript(title="Ferry", html="<p>It left.</p>", licence=TERMS, url="https://x.example/1", site="Gazette")
    article = Article.from_manuscript(found, origin=draft.subject, user=alice)
    assert article.licence == article.get_latest_revision_as_object().licence == TERMS


def test_the_source_is_credited_with_its_terms(client, alice):
    said = {"source_name": "Gazette", "source_url": "https://x.example/1"}
    linked = written(title="Ferry", licence=TERMS, **said)
    worded = written(title="Crane", licence="未经授权，不得转载。", **said)
    for article in (linked, worded):
        article.act("publish", alice)
    page = fromstring(client.get(linked.get_absolute_url()).content.decode())
    assert page.xpath("//p[@class='source']//a/@href") == ["https://x.example/1", TERMS]
    assert json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["license"] == TERMS
    page = fromstring(client.get(worded.get_absolute_url()).content.decode())
    assert "未经授权，不得转载。" in page.xpath("string(//p[@class='source'])")
    assert "license" not in json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
