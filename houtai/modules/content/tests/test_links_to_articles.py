"""A text links to articles by number: offered are those in sight, and readers get the address of now."""

import json

from django.urls import reverse

from conftest import person
from houtai.core.text.abroad import abroad
from houtai.modules.content.models import Article
from houtai.modules.content.models.checks import remarks
from houtai.modules.content.tests.conftest import other_desk, written

LINK = '<p>See <a linktype="article" id="{}">the tables</a>.</p>'


def found(client, **asked):
    return json.loads(client.get(reverse("content.linkable"), asked).content)["found"]


def test_those_in_sight_are_found_by_words_and_by_number(client, editor, published):
    hidden = other_desk("Tide secrets")
    client.force_login(editor)
    told = {"linktype": "article", "id": published.pk, "title": published.title, "note": "Published"}
    assert found(client, q="tide") == found(client, id=published.pk) == [told]
    assert found(client, id=hidden.pk) == found(client, q="") == []


def test_a_stranger_finds_no_door(client, db, published):
    assert client.get(reverse("content.linkable"), {"q": "tide"}).status_code in (302, 404)
    client.force_login(person("stranger"))
    assert client.get(reverse("content.linkable"), {"q": "tide"}).status_code in (302, 404)


def test_readers_get_the_address_of_now_and_of_what_is_public_alone(client, published, alice):
    linking = written(title="Linking", body=LINK.format(published.pk))
    linking.act("publish", alice)
    for slug in ("first", "second"):
        Article.objects.filter(pk=published.pk).update(slug=slug)
        assert f'<a href="/a/{published.pk}-{slug}/">the tables</a>' in page_of(client, linking)
    assert 'href="https://news.example/a/' in abroad(linking.body, origin="https://news.example")
    assert not [remark for remark in remarks(linking) if remark.check == "hidden"]
    published.refresh_from_db()
    published.act("unpublish", alice)
    assert "See <a>the tables</a>." in page_of(client, linking)
    assert [str(remark.says) for remark in remarks(linking) if remark.check == "hidden"] == [
        "“the tables” links to an article that is not public."
    ]


def page_of(client, article):
    return client.get(Article.objects.get(pk=article.pk).get_absolute_url()).content.decode()
