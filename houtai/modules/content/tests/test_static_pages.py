"""About us, imprint, privacy: written in the article's editor, public by decisions."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import fromstring

from houtai.core.catalog.catalog import catalog
from houtai.core.work.api.unfit import Unfit
from houtai.core.work.errors import NotFound
from houtai.core.work.models import Decision
from houtai.modules.content.models import StaticPage

VALUES = {"title": "About us", "slug": "about", "body": "<p>We watch tides.</p>", "shown": "footer", "place": 0}


@pytest.fixture
def about(db):
    return StaticPage.objects.create(**VALUES)


def url(name, *args):
    return reverse(f"wagtailsnippets_content_staticpage:{name}", args=args)


def footer(client):
    return fromstring(client.get("/search/").content.decode()).xpath("//footer//a/@href")


def test_it_is_written_and_cleaned_and_changed(client, alice):
    client.force_login(alice)
    client.post(url("add"), {**VALUES, "body": "<h1>Tides</h1><script>x</script><p onclick='x'>Words.</p>"})
    page = StaticPage.objects.get()
    assert page.body == "<h2>Tides</h2><p>Words.</p>"
    assert "Words." in client.get(url("edit", page.pk)).content.decode()
    for _twice in range(2):
        client.post(url("edit", page.pk), {**VALUES, "slug": "us"})
    page.refresh_from_db()
    assert (page.slug, page.body, page.public) == ("us", "<p>We watch tides.</p>", False)
    changed, added = Decision.objects.order_by("-pk")
    assert (added.action, changed.action) == ("content.add_page", "content.change_page")
    assert changed.inputs == {"slug": "us", "body": "<p>We watch tides.</p>"}
    changed.undo(by=alice)
    page.refresh_from_db()
    assert (page.slug, page.body) == ("about", "<h2>Tides</h2><p>Words.</p>")


def test_what_cannot_be_is_refused_whoever_asks(about, alice, bob):
    StaticPage.objects.create(title="Imprint", slug="imprint")
    change = catalog.action("content.change_page")
    for values in ({"slug": "imprint"}, {"title": ""}, {"shown": "everywhere"}):
        with pytest.raises(Unfit):
            change.run(about, by=alice, **values)
    with pytest.raises(NotFound):
        change.run(about, by=bob, title="Mine")
    change.run(about, by=alice, body="<p onclick='x'>Words.</p>")
    assert StaticPage.objects.get(pk=about.pk).body == "<p>Words.</p>"


def test_readers_see_it_from_a_decision_until_it_is_taken_back(client, about, alice):
    address = "/p/about/"
    assert client.get(address).status_code == 404
    assert address not in footer(client)
    decision = catalog.action("content.publish_page").run(about, by=alice)
    assert "We watch tides." in client.get(address).content.decode()
    assert address in footer(client)
    assert address in client.get("/sitemap-columns.xml").content.decode()
    client.force_login(alice)
    client.post(f"/desk/work/undo/{decision.pk}/")
    client.logout()
    assert client.get(address).status_code == 404
    assert address not in client.get("/sitemap-columns.xml").content.decode()


def test_the_editor_offers_what_can_be_done(client, about, alice):
    client.force_login(alice)
    page = client.get(url("edit", about.pk)).content.decode()
    assert "/act/content.publish_page/" in page
    assert "/act/content.withdraw_page/" not in page


def test_an_old_address_leads_on_once_it_is_public(client, about, alice):
    about.slug = "us"
    about.save()
    assert client.get("/p/about/").status_code == 404
    catalog.action("content.publish_page").run(about, by=alice)
    assert client.get("/p/about/")["Location"] == "/p/us/"


def test_what_readers_saw_is_deleted_and_seen_again(client, about, alice):
    catalog.action("content.publish_page").run(about, by=alice)
    decision = catalog.action("content.delete_page").run(about, by=alice)
    assert client.get("/p/about/").status_code == 404
    decision.undo(by=alice)
    assert "We watch tides." in client.get("/p/about/").content.decode()
    assert "/p/about/" in footer(client)


@pytest.mark.parametrize("who", ["bob", "editor", "charlie"])
def test_others_find_none_of_its_doors(who, request, client, about):
    client.force_login(request.getfixturevalue(who))
    doors = [url("list"), url("add"), url("edit", about.pk), url("delete", about.pk)]
    for address in [*doors, f"/desk/work/act/content.publish_page/{about.pk}/"]:
        for answer in (client.get(address), client.post(address, {**VALUES, "title": "Mine"})):
            assert answer.status_code in (302, 403, 404), address
            assert b"We watch tides" not in answer.content
    many = client.post(f"/desk/bulk/content/staticpage/delete/?id={about.pk}")
    assert b"About us" not in many.content
    about.refresh_from_db()
    assert (about.title, about.public) == ("About us", False)
    assert not Decision.objects.exists()


def test_no_room_is_opened_for_its_text(client, about, alice):
    client.force_login(alice)
    assert client.get(f"/desk/coedit/versions/content.staticpage/{about.pk}/body/").status_code == 404


def test_its_pages_ask_few_questions(client, about, alice, remembered, django_assert_max_num_queries):
    client.force_login(alice)
    for address in (url("list"), url("edit", about.pk)):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
