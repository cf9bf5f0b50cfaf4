from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.modules.content.models import WordList

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"wagtailsnippets_content_wordlist:{name}", args=args)


def test_a_manager_keeps_lists_of_words(client, alice):
    client.force_login(alice)
    client.post(url("add"), {"name": "Care", "words": " tide \n\ntide\n禁词"})
    kept = WordList.objects.get()
    assert (kept.words, kept.forbids) == ("tide\n禁词", False)
    client.post(url("edit", kept.pk), {"name": "Care", "words": "tide", "forbids": "on"})
    kept.refresh_from_db()
    assert (kept.words, kept.forbids) == ("tide", True)
    assert "Care" in client.get(url("list")).content.decode()


def test_a_list_without_words_is_none(client, alice):
    client.force_login(alice)
    assert "Write at least one word." in client.post(url("add"), {"name": "Care", "words": " \n"}).content.decode()
    assert not WordList.objects.exists()


@pytest.mark.parametrize("who", ["bob", "editor", "charlie"])
def test_others_find_no_door(who, request, client):
    kept = WordList.objects.create(name="Care", words="secretword")
    client.force_login(request.getfixturevalue(who))
    for address in (url("list"), url("add"), url("edit", kept.pk), url("delete", kept.pk)):
        for answer in (client.get(address), client.post(address, {"name": "Mine", "words": "x"})):
            assert answer.status_code in (302, 403, 404), address
            assert b"secretword" not in answer.content
    assert list(WordList.objects.values_list("name", flat=True)) == ["Care"]


def test_nothing_chooses_a_list(client, alice):
    client.force_login(alice)
    assert client.get(reverse("wagtailsnippetchoosers_content_wordlist:choose")).status_code == 404
