"""Public lists end somewhere, so that nobody makes the database pass over all articles."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from houtai.modules.content.models import Article, Column
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.views import public

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three(monkeypatch):
    """Of which two are listed, each on a page of its own."""
    monkeypatch.setattr(public, "PAGE", 1)
    monkeypatch.setattr(public.Pages, "cap", 2)
    sea = Column.objects.create(name="Sea", slug="sea")
    for title in ("First", "Second", "Third"):
        written(title=title, column=sea)
    Article.objects.update(live=True, first_published_at=now())


@pytest.mark.parametrize("path", ["/", "/column/sea/"])
def test_pages_beyond_the_last_one_are_not_there(client, path):
    assert "Page 1 of 2" in client.get(path).content.decode()
    assert "First" not in client.get(f"{path}?page=2").content.decode()
    assert [client.get(path, {"page": page}).status_code for page in ("2", "x", "-1", "3", "9" * 5000)] == [
        *(200, 200, 200),
        *(404, 404),
    ]


def test_what_lies_beyond_is_not_counted(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    counting = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert counting
    assert all("LIMIT" in sql for sql in counting)
