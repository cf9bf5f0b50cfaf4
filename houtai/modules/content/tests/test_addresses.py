from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from houtai.modules.content.actions import Delete
from houtai.modules.content.models import Column, ColumnAddress
from houtai.modules.content.tests.conftest import written


@pytest.fixture
def sea(db):
    return Column.objects.create(name="Sea", slug="sea")


def rename(column, slug):
    column.slug = slug
    column.save()


def test_an_article_that_got_another_address_is_found_at_the_old_one(client, published, alice):
    old = published.get_absolute_url()
    published.slug = "tides"
    published.save_revision()
    published.act("publish", alice)
    published.refresh_from_db()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"/a/{published.pk}-tides/")
    assert client.get(answer["Location"]).status_code == 200


def test_what_follows_the_question_mark_goes_along(client, published):
    answer = client.get(f"/a/{published.pk}-old/?via=x%20y&page=2")
    assert answer["Location"] == f"{published.get_absolute_url()}?via=x%20y&page=2"


def test_what_is_withdrawn_says_so_and_nothing_of_what_it_was(client, published, alice):
    published.unpublish(user=alice)
    answer = client.get(f"/a/{published.pk}-whatever/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "This article is no longer public" in page
    assert published.title not in page
    assert "noindex" in page


def test_what_is_public_again_is_there_again(client, published, alice):
    published.unpublish(user=alice)
    published.act("publish", alice)
    assert client.get(published.get_absolute_url()).status_code == 200


def test_what_readers_saw_and_was_deleted_is_gone_too(client, published, alice, owner):
    address = published.get_absolute_url()
    Delete().run(published, by=alice, second=owner)
    assert client.get(address).status_code == 410


def test_what_readers_never_saw_is_not_there(client, draft, alice):
    assert client.get(f"/a/{draft.pk}/").status_code == 404
    key = draft.pk
    Delete().run(draft, by=alice)
    assert client.get(f"/a/{key}/").status_code == 404
    assert client.get("/a/999999999999999999/").status_code == 404


def test_a_column_is_found_at_every_address_it_had(client, sea):
    for slug in ("ocean", "waters"):
        rename(sea, slug)
    for old in ("sea", "ocean"):
        answer = client.get(f"/column/{old}/?page=2")
        assert (answer.status_code, answer["Location"]) == (301, "/column/waters/?page=2")
    assert client.get("/column/waters/").status_code == 200


def test_a_column_that_goes_back_to_its_old_address_keeps_no_loop(client, sea):
    rename(sea, "ocean")
    rename(sea, "sea")
    assert client.get("/column/sea/").status_code == 200
    assert client.get("/column/ocean/")["Location"] == "/column/sea/"


def test_an_old_address_that_another_column_takes_is_that_columns(client, sea):
    rename(sea, "ocean")
    Column.objects.create(name="Seaside", slug="sea")
    assert "Seaside" in client.get("/column/sea/").content.decode()
    assert not ColumnAddress.objects.filter(slug="sea").exists()


def test_an_address_that_is_taken_changes_nothing(sea):
    land = Column.objects.create(name="Land", slug="land")
    with pytest.raises(IntegrityError), transaction.atomic():
        rename(land, "sea")
    assert not ColumnAddress.objects.exists()


def test_the_pages_of_articles_and_columns_ask_few_questions(
    client, sea, alice, remembered, django_assert_max_num_queries
):
    article = written(title="A", column=sea)
    article.act("publish", alice)
    rename(sea, "ocean")
    for address, most in ((f"/a/{article.pk}-x/", 2), ("/column/sea/", 2), ("/a/77/", 6)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
