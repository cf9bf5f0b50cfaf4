"""Which drafts can be merged into: those offered, and any other by its title, as far as the person may see it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fromstring

from houtai.modules.collect.forms import merging
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.tests.conftest import NOW


@pytest.fixture
def drafts(db: None, monkeypatch: Any) -> list[Draft]:
    monkeypatch.setattr(merging, "OFFERED", 2)
    source = Source.objects.create(name="Feed", url="https://feed.example/", next_at=NOW)
    titles = ("Harbour reopens", "Harbour closes", "Copper", "Tides", "Winter")
    return [Draft.objects.create(source=source, title=title, html="<p>A.</p>", collected_at=NOW) for title in titles]


@pytest.fixture
def merge(client: Any, bob: Any, drafts: list[Draft]) -> Any:
    client.force_login(bob)
    address = f"/desk/work/act/collect.merge/{drafts[4].pk}/"
    return lambda **told: client.post(address, {f"m-{name}": value for name, value in told.items()}, follow=True)


def into(draft: Draft) -> Draft | None:
    return Draft.objects.get(pk=draft.pk).merged_into


def test_one_that_is_not_offered_is_found_by_words_of_its_title(merge, drafts):
    merge(into=drafts[3].pk, title="reOpens")
    assert into(drafts[4]) == drafts[0]


def test_several_are_offered_instead(merge, drafts):
    page = merge(into=drafts[3].pk, title="harbour")
    assert into(drafts[4]) is None
    form = fromstring(page.content.decode())
    assert form.xpath("//select[@name='m-into']/option/text()") == ["Harbour closes", "Harbour reopens"]
    merge(**{name.removeprefix("m-"): value for name, value in form.forms[-1].form_values() if name.startswith("m-")})
    assert into(drafts[4]) == drafts[1]


def test_what_cannot_be_merged_into_or_seen_is_not_found(merge, drafts, monkeypatch):
    drafts[0].skip()
    assert "No draft has these words" in merge(title="reopens").content.decode()
    seen = type(Draft.objects.all()).visible_to
    monkeypatch.setattr(
        type(Draft.objects.all()), "visible_to", lambda rows, user: seen(rows, user).exclude(title="Harbour closes")
    )
    assert "No draft has these words" in merge(title="closes").content.decode()
    assert "Harbour closes" not in merge(title="").content.decode()
    assert into(drafts[4]) is None
