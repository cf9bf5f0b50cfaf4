from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from lxml.html import fromstring

from houtai.modules.content.tests.conftest import written

PICTURE = '<img src="https://pictures.example/sea.jpg" alt="The sea">'


def saved_unchanged(client: Any, article: Any) -> str:
    """What is left of the text when somebody opens the editor and saves."""
    address = reverse("wagtailsnippets_content_article:edit", args=[article.pk])
    page = fromstring(client.get(address).content.decode())
    form = dict(page.get_element_by_id("w-editor-form").form_values())
    client.post(address, {**form, "loaded_revision_id": ""})
    return str(article.get_latest_revision().content["body"])


@pytest.mark.parametrize("body", [f"<p>Before</p>{PICTURE}<p>After</p>", f"<p>Before {PICTURE} after</p>"])
def test_a_picture_from_elsewhere_survives_the_editor(client, alice, body):
    client.force_login(alice)
    left = saved_unchanged(client, written(title="A", body=body))
    assert 'src="https://pictures.example/sea.jpg"' in left
    assert 'alt="The sea"' in left
    assert left.index("Before") < left.index("<img") < left.lower().index("after")


def test_line_breaks_and_odd_texts_do_not_break_the_editor(client, alice):
    client.force_login(alice)
    body = '<p>one<br>two</p><hr><img src="https://x.example/1" alt="a > b">'
    left = saved_unchanged(client, written(title="A", body=body))
    assert "<br/>" in left
    assert "a &gt; b" in left or "a > b" in left


def test_headings_lists_and_quotes_survive_the_editor(client, alice):
    client.force_login(alice)
    body = "<h2>H</h2><ul><li>one</li></ul><ol><li>two</li></ol><blockquote>said</blockquote><p><strong>b</strong></p>"
    left = saved_unchanged(client, written(title="A", body=body))
    for tag in ("<h2", "<ul>", "<ol>", "<blockquote", "<strong>"):
        assert tag in left or tag.replace("strong", "b") in left, tag
