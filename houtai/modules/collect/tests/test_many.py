"""Many sources at once: looked at first, bad lines named and kept, and out again as other programs read them."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml.html import fromstring

from conftest import person
from houtai.modules.collect.client import opml
from houtai.modules.collect.client.errors import Malformed
from houtai.modules.collect.models import Source
from houtai.modules.collect.tests.conftest import NOW

HERE = "/desk/collect/sources/import/"
LINES = "https://a.example/feed The harbour\nhttps://b.example/\tTides\tShips\nnonsense here\nhttp://a.example/feed/\nhttps://old.example/"


@pytest.fixture
def desk(client: Any, alice: Any) -> Any:
    Source.objects.create(name="Old", url="https://old.example", next_at=NOW)
    apps.get_model("content.Column").objects.create(name="Ships", slug="ships")
    client.force_login(alice)
    return client


def left(page: Any) -> list[str]:
    (field,) = fromstring(page.content.decode()).xpath("//textarea[@name='lines']")
    return (field.text or "").split("\n")[-len(LINES.splitlines()) :]


def test_lines_are_looked_at_first_and_only_then_added(desk, alice):
    page = desk.post(HERE, {"lines": LINES})
    said = page.content.decode()
    assert "2 lines become sources." in said
    for told in ("Enter a valid URL.", "It stands here twice.", "There is already a source with this address."):
        assert told in said, told
    assert Source.objects.count() == 1
    page = desk.post(HERE, {"lines": LINES, "add": ""})
    assert "2 sources added." in page.content.decode()
    kept = [line.strip() for line in left(page) if line.strip()]
    assert kept == ["nonsense here", "http://a.example/feed/", "https://old.example/"]
    made = Source.objects.exclude(name="Old").order_by("pk")
    assert [(row.name, row.column, row.made_by) for row in made] == [
        ("The harbour", "", alice),
        ("Tides", "Ships", alice),
    ]
    assert all(row.wanted_at for row in made)


def test_the_file_of_a_feed_reader_becomes_lines(desk):
    feeds = [opml.Listed(url="https://a.example/?x=1&y=2", name="<A> & “B”", column="Ships")]
    file = SimpleUploadedFile("feeds.opml", opml.write("Feeds", feeds))
    page = desk.post(HERE, {"lines": "https://b.example/", "file": file})
    assert [line.strip() for line in left(page)][-2:] == [
        "https://b.example/",
        "https://a.example/?x=1&y=2\t<A> & “B”\tShips",
    ]
    assert (
        "This is not an OPML file." in desk.post(HERE, {"file": SimpleUploadedFile("x.opml", b"<a/>")}).content.decode()
    )


def test_folders_are_columns_and_entities_are_refused():
    data = b'<opml><body><outline text="Ships"><outline text="A" xmlUrl="https://a.example/"/></outline></body></opml>'
    assert opml.read(data) == [opml.Listed(url="https://a.example/", name="A", column="Ships")]
    for bad in (b'<!DOCTYPE opml [<!ENTITY x "y">]><opml/>', b"", b"<opml>", b"<html/>"):
        with pytest.raises(Malformed):
            opml.read(bad)


def test_what_goes_out_comes_in_again_and_leaves_out_what_is_deleted(desk):
    Source.objects.create(name="Gone", url="gone:1", state="gone")
    Source.objects.for_single_pages()
    answer = desk.get("/desk/collect/sources/opml/")
    assert opml.read(answer.content) == [opml.Listed(url="https://old.example", name="Old")]


def test_who_may_add_none_finds_no_such_page(client, desk):
    client.force_login(person("operator", "Operators"))
    assert client.get(HERE).status_code == client.post(HERE, {"lines": LINES, "add": ""}).status_code == 404
    client.force_login(person("nobody", "Nobodies"))
    assert client.get("/desk/collect/sources/opml/").status_code in (302, 404)
    assert Source.objects.count() == 1
