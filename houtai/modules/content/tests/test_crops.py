"""A cover is cut for readers when its article is published, and shown to those who choose it."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree
from lxml.html import fromstring

from houtai.core.text.pictures import crops, read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import picture
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.api.showing import brief
from houtai.modules.content.models import Article
from houtai.modules.content.models.cropping import crop, uncropped
from houtai.modules.content.tests.conftest import written

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("pictures"),
]


@pytest.fixture
def cover(db):
    return keep(read(picture(size=(1300, 1300))), name="ferry", about="A ferry")


@pytest.fixture
def article(cover, alice):
    made = written(title="Ferry", body=f'<embed embedtype="image" id="{cover.pk}" alt="In port"/>', cover=cover)
    made.act("publish", alice)
    return Article.objects.get(pk=made.pk)


def page(client, address):
    return fromstring(client.get(address).content.decode())


def test_readers_search_engines_and_other_sites_get_their_forms(article, client):
    assert Outbox.objects.get(task__endswith="take_in_pictures").args == [article.pk]
    assert list(uncropped(Article.objects)) == [article]
    crop(article)
    assert not list(uncropped(Article.objects))
    shown = page(client, article.get_absolute_url())
    [head] = shown.xpath("//figure[@class='piece__cover']/img")
    assert (head.get("alt"), head.get("width")) == ("A ferry", "1300")
    assert abs(int(head.get("height")) - 1300 * 9 / 16) < 3
    assert shown.xpath("//meta[@property='og:image:width']/@content") == ["1200"]
    assert shown.xpath("//meta[@property='og:image:height']/@content") == ["630"]
    assert shown.xpath("//meta[@property='og:image:alt']/@content") == ["A ferry"]
    data = json.loads(shown.xpath("//script[@type='application/ld+json']")[0].text)
    assert len(data["image"]) == 3
    assert all(address.startswith("http") for address in data["image"])
    [inside] = shown.xpath("//div[@class='piece__text']//img")
    assert (inside.get("loading"), inside.get("alt")) == ("lazy", "In port")
    assert article.subject.image == crops.made(article.cover, crops.SOCIAL)[0].url


def test_a_list_asks_no_more_for_more_covers(article, alice, client, remembered):
    crop(article)
    address = reverse("content:newest")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(3):
        other = keep(read(picture(size=(400, 300 + number))), name="other")
        crops.make(other, *crops.WIDE)
        written(title=f"Other {number}", cover=other).act("publish", alice)
    client.get(address)
    with CaptureQueriesContext(connection) as four:
        assert client.get(address).content.decode().count('loading="lazy"') == 4
    assert len(four) == len(one)


def test_whoever_chooses_a_cover_sees_its_crops(cover, client, editor):
    client.force_login(editor)
    shown = page(client, reverse("content.crops", args=[cover.pk]))
    sizes = [(img.get("width"), img.get("height")) for img in shown.xpath("//img")]
    assert sizes == [("640", "360"), ("1200", "630"), ("1200", "1200")]
    assert client.get(reverse("content.crops", args=[cover.pk + 1])).status_code == 404


def test_a_stranger_sees_none(cover, charlie, client):
    client.force_login(charlie)
    for who in (client, Client()):
        assert who.get(reverse("content.crops", args=[cover.pk])).status_code in (302, 403, 404)


def test_a_cover_whose_focal_point_moves_is_cut_anew(article, cover):
    cover.focal_point_x = cover.focal_point_y = cover.focal_point_width = cover.focal_point_height = 10
    cover.save()
    assert Outbox.objects.get(task__endswith="crop_image").args == [cover.pk]


def test_the_feed_and_programs_get_addresses_in_full_and_the_cover(article, client):
    crop(article)
    entry = etree.fromstring(client.get("/feed.xml").content).find("{*}entry")
    [enclosure] = entry.xpath("*[local-name()='link'][@rel='enclosure']")
    assert enclosure.get("href") == origin_here() + crops.made(article.cover, crops.SOCIAL)[0].url
    [img] = fromstring(entry.findtext("{*}content")).xpath("//img")
    addresses = [img.get("src"), *(size.split()[0] for size in img.get("srcset").split(", "))]
    assert len(addresses) == 4
    assert all(address.startswith(f"{origin_here()}/media/") for address in addresses)
    assert brief(article, article, tags=[], corrections=[], desk=None)["cover"]["width"] == 1200
