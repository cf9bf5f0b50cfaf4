from __future__ import annotations

import pytest

from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written

HOSTILE = (
    '<p onclick="x()">Hello<script>steal()</script><a href="javascript:x()">link</a><img src=x onerror=x()></p>'
    "<svg onload=x()>"
)
SIGNS = ("script", "onclick", "onerror", "javascript:", "svg", "onload")


def harmless(text: str) -> bool:
    return not any(sign in text for sign in SIGNS)


def test_a_form_cleans_a_hostile_body():
    article = Article(title="A", body=HOSTILE)
    article.clean()
    assert harmless(article.body)


def test_a_hostile_body_is_clean_in_every_revision(db):
    article = written(title="A", body="<p>Hi</p>")
    article.body = HOSTILE
    assert harmless(article.save_revision().content["body"])
    article.save()
    article.refresh_from_db()
    assert harmless(article.body)
    assert "Hello" in article.text


def test_a_revision_from_elsewhere_is_cleaned_when_it_goes_live(draft, alice, client):
    revision = draft.latest_revision
    revision.content["body"] = HOSTILE
    revision.save()
    draft.act("publish", alice)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "steal()" not in page
    assert "javascript:" not in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " jav\tascript:x"])
def test_a_source_address_must_be_one_of_the_web(address):
    article = Article(title="A", source_url=address)
    article.tidy()
    assert article.source_url == ""


def test_wagtails_own_pictures_and_links_stay(db):
    link = '<p data-block-key="a1"><a id="3" linktype="document">Report</a></p>'
    article = written(title="A", body=f'{link}<embed alt="Sea" embedtype="image" format="left" id="7"/>')
    assert 'linktype="document"' in article.body
    assert 'embedtype="image"' in article.body
