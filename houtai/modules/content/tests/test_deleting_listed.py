"""What articles are sorted by is deleted by decisions that go back with all that it held."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Workflow

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import CannotUndo, NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.models import Author, Column, Series, StaticPage
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.tests.test_listed import url

KINDS: dict[Any, dict[str, Any]] = {
    Author: {"name": "Mei Lin", "about": "Of tides."},
    Column: {"name": "Harbour", "about": "Of ships.", "place": 2},
    Series: {"name": "Tides", "about": "In five parts."},
    StaticPage: {"title": "About us", "body": "<p>We watch tides.</p>", "shown": "menu", "place": 3, "public": True},
}
LISTS = pytest.mark.parametrize("model", KINDS)


def made(model, **more):
    """With an old address; a column with a desk and a workflow."""
    if model is Column:
        more = {"desk": Group.objects.create(name="Harbour desk"), "workflow": Workflow.objects.first(), **more}
    row = model.objects.create(**{**KINDS[model], "slug": "first", **more})
    row.slug = "then"
    row.save()
    return row


def held(row):
    """All that is kept of it, from the database."""
    fields = [one.attname for one in row._meta.concrete_fields if one.name != "changed"]
    return type(row).objects.values(*fields).get(pk=row.pk), list(row.old_addresses.values_list("slug", flat=True))


def word(model):
    return model.snippet_viewset.deletes.name


def delete(row, by):
    return catalog.action(word(row)).run(row, by=by)


def bulk(*rows):
    return f"/desk/bulk/content/{rows[0]._meta.model_name}/delete/?" + "&".join(f"id={row.pk}" for row in rows)


@LISTS
def test_at_the_desk_it_goes_and_comes_back(client, alice, model):
    client.force_login(alice)
    row = made(model)
    before, version = held(row), row.subject.version
    assert "It can be brought back." in client.get(url(model, "delete", row.pk)).content.decode()
    page = client.post(url(model, "delete", row.pk), follow=True).content.decode()
    decision = Decision.objects.get()
    assert decision.action == word(model)
    assert reverse("work.undo", args=[decision.pk]) in page
    assert not model.objects.exists()
    back = client.post(reverse("work.undo", args=[decision.pk]), {"next": "/desk/"}, follow=True).content.decode()
    assert "Taken back" in back
    assert held(row) == before
    assert (row.subject.state, row.subject.version) == (row.described().get("state", ""), version + 2)
    again = Decision.objects.first()
    assert (again.undoes, again.outcome) == (decision, "")
    again.undo(by=alice)
    assert not model.objects.exists()


@LISTS
def test_many_at_once_are_decisions_of_one_batch(client, alice, model):
    client.force_login(alice)
    called = next(iter(KINDS[model]))
    rows = [made(model), model.objects.create(**{called: "Li", "slug": "li"})]
    assert client.post(bulk(*rows)).status_code == 302
    assert not model.objects.exists()
    batch = Decision.objects.values_list("batch", flat=True).distinct().get()
    client.post(reverse("work.undo_batch", args=[batch]))
    assert set(model.objects.all()) == set(rows)


NAMED = {Author: "author", Column: "column", Series: "series"}


@pytest.mark.parametrize("model", NAMED)
def test_what_articles_name_stays_and_that_is_said_before(client, alice, model):
    client.force_login(alice)
    row, free = made(model), model.objects.create(name="Li", slug="li")
    written(title="Low water", **{NAMED[model]: row})
    page = client.get(url(model, "delete", row.pk)).content.decode()
    assert "Articles name it. Change them first." in page
    assert "Yes, delete" not in page
    told = client.post(url(model, "delete", row.pk), follow=True).content.decode()
    assert "Articles name it. Change them first." in told
    many = client.get(bulk(row, free)).content.decode()
    assert many.count("Articles name it. Change them first.") == 1
    client.post(bulk(row, free))
    assert model.objects.get() == row
    with pytest.raises(NotPossible):
        delete(row, alice)


@LISTS
@pytest.mark.parametrize("who", ["bob", "editor", "charlie"])
def test_others_delete_nothing_and_bring_nothing_back(who, request, client, alice, model):
    row, other = made(model), request.getfixturevalue(who)
    client.force_login(other)
    for address in (url(model, "delete", row.pk), bulk(row)):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403, 404), address
    assert model.objects.filter(pk=row.pk).exists()
    with pytest.raises((NotAllowed, NotFound)):
        delete(row, other)
    decision = delete(row, alice)
    with pytest.raises((NotAllowed, NotFound)):
        decision.undo(by=other)
    client.post(reverse("work.undo", args=[decision.pk]))
    assert not model.objects.exists()


def test_what_is_gone_or_taken_meanwhile_is_said(client, alice):
    image = get_image_model().objects.create(title="Portrait", file=get_test_image_file())
    row = made(Author, picture=image)
    decision = delete(row, alice)
    image.delete()
    other = Author.objects.create(name="Li", slug="first")
    client.force_login(alice)
    told = client.post(reverse("work.undo", args=[decision.pk]), {"next": "/desk/"}, follow=True).content.decode()
    assert "not brought back: picture, the old address “first”." in told
    row = Author.objects.get(name="Mei Lin")
    assert (row.name, row.picture, row.slug, other.slug) == ("Mei Lin", None, "then", "first")


def test_it_stays_gone_where_its_name_is_used_again_and_without_its_decision(alice):
    row = made(Author)
    subject, decision = row.subject, delete(row, alice)
    with pytest.raises(NotPossible):
        catalog.action("content.bring_back_author").run(subject, by=alice)
    other = Author.objects.create(name="Mei Lin", slug="li")
    with pytest.raises(NotPossible):
        decision.undo(by=alice)
    other.delete()
    decision.undo(by=alice)
    with pytest.raises(CannotUndo):
        decision.undo(by=alice)
    assert Author.objects.get().name == "Mei Lin"


def test_a_column_that_only_a_draft_names_stays(alice):
    row = made(Column)
    article = written(title="Low water")
    article.column = row
    article.save_revision()
    with pytest.raises(NotPossible):
        delete(row, alice)


def test_its_pages_ask_few_questions(client, alice, remembered, django_assert_max_num_queries):
    client.force_login(alice)
    rows = [made(Column), Column.objects.create(name="Li", slug="li")]
    for address in (url(Column, "delete", rows[0].pk), bulk(*rows)):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
