import pytest

from houtai.core.workspaces import engine, lifecycle


@pytest.fixture
def news(db):
    return lifecycle.make(name="News", host="news.example.com", engine=engine.own().name)


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client
