"""What everybody may see, and what only people at the desk may."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.modules.rankings.models import Place
from houtai.modules.rankings.tests.conftest import NOW, keep, named, shown_and_opened

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")
PUBLIC = ["/hot/", "/hot.json", "/hot.xml", "/hot/widget/"]


@pytest.fixture
def hot(ranking, articles):
    for n, article in enumerate(articles, start=1):
        keep(shown_and_opened(named(article), shown=60, opened=n * 5))
    ranking.refresh(now=NOW)
    return articles


@pytest.mark.parametrize("url", PUBLIC)
def test_everybody_sees_the_ranking_and_nothing_of_what_was_withdrawn(url, hot, client, alice):
    assert "Article 5" in client.get(url).content.decode()
    hot[4].refresh_from_db()
    hot[4].act("unpublish", alice)
    text = client.get(url).content.decode()
    assert "Article 5" not in text
    assert "Article 4" in text


@pytest.mark.parametrize("url", PUBLIC)
def test_what_has_not_changed_is_not_sent_again_and_sets_no_cookie(url, hot, client):
    first = client.get(url)
    assert first["Cache-Control"] == "no-cache"
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert not first.cookies
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("url", PUBLIC)
def test_simulated_places_are_shown_only_when_there_are_no_others(url, hot, client):
    Place.objects.filter(rank=1).update(simulated=True)
    text = client.get(url).content.decode()
    assert "Article 5" not in text
    Place.objects.filter(simulated=False).delete()
    text = client.get(url).content.decode()
    assert "Article 5" in text
    assert "sample" in text.lower()


def test_odd_questions_get_a_plain_answer(hot, client):
    for query in [
        "limit=-1",
        "limit=x",
        "limit=99999999999999999999",
        "column=%00",
        "limit=%D9%A3",
        "column=" + "x" * 999,
    ]:
        assert client.get(f"/hot.json?{query}").status_code == 200
    assert len(client.get("/hot.json?limit=2").json()["items"]) == 2
    assert client.get("/hot.json?column=Nowhere").json()["items"] == []


def test_data_is_for_every_site_and_complete(hot, client):
    answer = client.get("/hot.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    top = json.loads(answer.content)["items"][0]
    assert (top["rank"], top["title"]) == (1, "Article 5")
    assert top["url"].startswith("http://testserver/a/")


def test_the_feed_is_well_formed(hot, client):
    entries = ET.fromstring(client.get("/hot.xml").content).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 5


def test_only_the_widget_may_stand_in_other_sites_frames(hot, client):
    widget, page = client.get("/hot/widget/"), client.get("/hot/")
    assert "frame-ancestors *" in widget["Content-Security-Policy"]
    assert "X-Frame-Options" not in widget
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "<script" not in widget.content.decode()


@pytest.mark.parametrize("name", ["rankings.hot", "rankings.rule"])
def test_a_stranger_at_the_desk_finds_nothing(name, hot, client, charlie, bob):
    client.force_login(charlie)
    assert client.get(reverse(name)).status_code in (302, 403, 404)
    client.force_login(bob)
    assert client.get(reverse(name)).status_code == 200


def test_the_desk_lists_facts_filters_and_exports(hot, client, bob):
    client.force_login(bob)
    url = reverse("rankings.hot")
    text = client.get(url).content.decode()
    assert "Article 5" in text
    assert "polyline" in text
    assert "Article 5" not in client.get(f"{url}?q=Article 4").content.decode()
    export = b"".join(client.get(f"{url}?export=csv").streaming_content).decode()
    assert export.count("\n") == 6


def test_the_desk_shows_what_is_simulated_as_such(hot, client, bob):
    Place.objects.filter(rank=1).update(simulated=True)
    client.force_login(bob)
    url = reverse("rankings.hot")
    assert "Article 5" not in client.get(url).content.decode()
    played = client.get(f"{url}?simulated=true").content.decode()
    assert "Article 5" in played
    assert "simulated" in played.lower()


def test_only_those_who_may_change_the_settings(hot, client, alice, bob):
    url, asked = reverse("rankings.rule"), {"window": 24, "half_life": 6, "minimum": 5}
    client.force_login(bob)
    assert client.post(url, asked).status_code == 404
    client.force_login(alice)
    assert client.post(url, {**asked, "half_life": 0}).status_code == 422
    assert client.post(url, asked).status_code == 302
    assert "6 hours ago" in client.get(url).content.decode()


def test_candidates_have_all_their_facts_and_are_never_stale(hot):
    offered = catalog.candidate("rankings.hot")
    found = offered.best(now=NOW, limit=2)
    assert [each.facts["title"] for each in found] == ["Article 5", "Article 4"]
    assert set(found[0].facts) == {fact.name for fact in offered.known}
    assert found[0].facts["rate"] == pytest.approx(25 / 60)
    assert offered.best(now=NOW, simulated=True) == []
    assert offered.best(now=now()) == []
