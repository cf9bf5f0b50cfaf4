"""Suggestions and threads that nobody has settled are told before publishing, with the way to them."""

import pytest
from django.urls import reverse

from houtai.core.text import shared
from houtai.modules.coedit.tests.browsers import first_text
from houtai.modules.coedit.tests.conftest import room_of, written
from houtai.modules.coedit.tests.test_the_form_and_the_room import form, in_room

AT = {"by": "u7", "at": "2026-11-30T02:00:00.000Z"}


def suggest(doc):
    """One adds and removes, in two places; another adds."""
    text = first_text(doc)
    text.insert(0, "Oh, ", {"insertion": {"id": "a", **AT}})
    text.format(6, 9, {"deletion": {"id": "a", **AT}})
    text.insert(4, "really ", {"insertion": {"id": "b", **AT}})


@pytest.fixture
def text(db):
    text = written()
    room = room_of(text)
    room.edit(suggest)
    for resolved in (None, room.changed):
        room.threads.create(epoch=room.epoch, anchor={}, changed=1, resolved=resolved)
    return text


def test_they_are_counted_once_each(text):
    assert shared.unsettled(text) == shared.Unsettled(suggestions=2, threads=1)
    assert shared.unsettled(written(title="Another")) == shared.Unsettled()


def test_the_editor_and_whoever_publishes_are_told_and_led_there(client, alice, text):
    client.force_login(alice)
    address = reverse("wagtailsnippets_content_article:edit", args=[text.pk])
    page = client.get(address).content.decode()
    assert '<a href="#suggestions">2 suggestions are still open.</a>' in page
    assert "1 comment is still open." in page
    told = client.post(address, form(in_room(text), **{"action-publish": "1"}), follow=True).content.decode()
    assert "2 suggestions are still open." in told
    assert f'href="{address}#suggestions"' in told
