"""A list without rows says in our words and in the reader's language what to do next."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from lxml.html import fromstring
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from houtai.modules.content.models import Column, StaticPage

pytestmark = pytest.mark.once("what lists say")
LISTS = [model for model in get_snippet_models() if model._meta.app_label == "content"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_it_says_what_to_do_next(model, language, alice, client):
    client.force_login(alice)
    UserProfile.objects.update_or_create(user=alice, defaults={"preferred_language": language})
    names = model.snippet_viewset.get_url_name
    empty = getattr(model.snippet_viewset, "empty", None) or model.snippet_viewset.index_view_class.empty
    with override(language):
        said = [escape(str(one)) for one in (empty.title, empty.text)]
    assert said[0].isascii() == (language == "en")
    for name in ("list", "list_results"):
        page = client.get(reverse(names(name))).content.decode()
        assert [text for text in said if text not in page] == []
        assert "Why not" not in page


def test_each_cell_says_what_it_is_for_phones_and_blank_ones_are_left_out(alice, client):
    client.force_login(alice)
    Column.objects.create(name="International trade", slug="trade", place=3)
    page = fromstring(client.get(reverse("wagtailsnippets_content_column:list")).content)
    cells = {cell.get("data-label"): "data-blank" in cell.attrib for cell in page.iter("td")}
    assert {"Place in the menu": False, "About": True, "Desk": True}.items() <= cells.items()


def test_what_is_looked_for_and_not_there_is_no_empty_list(alice, client):
    client.force_login(alice)
    StaticPage.objects.create(title="Imprint", slug="imprint")
    page = client.get(reverse("wagtailsnippets_content_staticpage:list") + "?q=nowhere").content.decode()
    assert "Nothing matches." in page
