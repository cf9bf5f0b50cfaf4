import pytest


@pytest.fixture
def at_desk(client, owner):
    client.force_login(owner)
    return client
