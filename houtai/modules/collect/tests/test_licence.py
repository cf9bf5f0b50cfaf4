"""The terms of use that a page states go with its draft to whoever publishes it."""

import pytest
from django.urls import reverse

from houtai.modules.collect.models import Draft
from houtai.modules.collect.models.facts import facts_of
from houtai.modules.collect.tests.conftest import NOW, feed, item, page, story

pytestmark = pytest.mark.once("what pages state")

TERMS = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Terms</a>'


def collected(web):
    """One draft with terms and one without."""
    web.stories(1)
    web.pages["/2"] = page("Story 2", story(2)).replace("</body>", f"<footer>{TERMS}</footer></body>")
    web.pages["/feed"] = feed(*(item(number, link=web.place.url(f"/{number}")) for number in (1, 2)))
    web.collect(web.source())
    return Draft.objects.get(title="Story 2"), Draft.objects.get(title="Story 1")


def test_terms_are_kept_with_the_draft_and_handed_on(web):
    stated, silent = collected(web)
    assert stated.licence == stated.manuscript().licence == "https://creativecommons.org/licenses/by/4.0/"
    facts = facts_of([stated, silent], now=NOW)
    assert [facts[draft.pk]["has_licence"] for draft in (stated, silent)] == [True, False]


def test_the_desk_shows_terms_and_finds_what_has_none(web, client, alice):
    stated, silent = collected(web)
    client.force_login(alice)
    text = client.get(reverse("collect.draft", args=[stated.pk])).content.decode()
    assert ">CC BY 4.0</a>" in text
    for wanted, other, answer in ((stated, silent, "true"), (silent, stated, "false")):
        text = client.get(reverse("collect.drafts"), {"licence": answer}).content.decode()
        assert wanted.title in text
        assert other.title not in text
