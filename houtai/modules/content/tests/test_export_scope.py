"""Whoever exports gets what they see, and fetches it only as long as they would see it."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.utils.timezone import now

from houtai.modules.content import tasks
from houtai.modules.content.models import Column, Export
from houtai.modules.content.models.transfer import KEPT
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance():
    """A column with a desk, and a draft in it."""
    column = Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))
    written(title="Quarterly secrets", slug="secrets", body="<p>Numbers.</p>", column=column)
    return column


@pytest.fixture(autouse=True)
def tide():
    return written(title="Tide", slug="tide", body="<p>Ebb.</p>")


def made(by, **about):
    row = Export.objects.ask(by=by, at=now(), **about)
    tasks.export_articles.call(row.pk)
    row.refresh_from_db()
    return row


def fetched(client, row):
    answer = client.get(f"/desk/content/export/{row.pk}/file/")
    return answer.status_code, b"".join(answer.streaming_content) if answer.status_code == 200 else b""


def test_an_editor_of_another_column_gets_none_of_its_drafts(finance, bob, client):
    client.force_login(bob)
    for about in ({}, {"chosen": list(finance.article_set.values_list("pk", flat=True))}, {"query": "q=secrets"}):
        row = made(bob, **about)
        _status, data = fetched(client, row)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = b"".join(archive.read(name) for name in archive.namelist())
        assert b"ecrets" not in text
        assert (b"Ebb" in text) == (about == {})


def test_who_lost_the_column_meanwhile_cannot_fetch_it_any_more(finance, bob, client):
    bob.groups.add(finance.desk)
    client.force_login(bob)
    row = made(bob)
    status, data = fetched(client, row)
    assert (status, b"secrets" in data) == (200, True)
    bob.groups.remove(finance.desk)
    assert fetched(client, row)[0] == 404


def test_nobody_fetches_what_somebody_else_exported(alice, bob, charlie, client):
    row = made(alice)
    for other in (bob, charlie, None):
        client.logout()
        if other:
            client.force_login(other)
        assert fetched(client, row)[0] in (302, 403, 404)
        assert client.get(row.get_absolute_url()).status_code in (302, 403, 404)


def test_a_stranger_finds_no_doors(charlie, client):
    client.force_login(charlie)
    for path in ("/desk/content/export/", "/desk/content/import/"):
        for method in (client.get, client.post):
            assert method(path).status_code in (302, 403, 404)


def test_what_is_three_days_old_is_gone(alice, client):
    row = made(alice)
    assert row.path.exists()
    Export.objects.filter(pk=row.pk).update(at=now() - KEPT)
    tasks.tidy.call()
    assert not Export.objects.exists()
    assert not row.path.exists()
