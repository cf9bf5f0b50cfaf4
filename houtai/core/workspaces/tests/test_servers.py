"""A PostgreSQL server as its address says it, and one that does not answer."""

import pytest

from houtai.core.workspaces.engines.postgresql import PostgreSQL, prefix
from houtai.core.workspaces.engines.server import Server, ServerUnreachable


def test_an_address_becomes_what_django_connects_with():
    server = Server.parse("postgresql://ann:s%40fe@db.example.com:5433/start?sslmode=require")
    found = server.settings("one")
    assert {name: found[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")} == {
        "HOST": "db.example.com",
        "PORT": "5433",
        "USER": "ann",
        "PASSWORD": "s@fe",
        "NAME": "one",
    }
    assert found["OPTIONS"]["sslmode"] == "require"
    assert server.dbname == "start"


def test_its_password_is_not_shown():
    assert "s@fe" not in repr(Server.parse("postgresql://ann:s%40fe@db.example.com/"))


@pytest.mark.parametrize("url", [None, "postgresql://ann@127.0.0.1:1/postgres"])
def test_without_a_server_there_is_one_line_that_says_so(settings, tmp_path, url):
    settings.HOME, settings.POSTGRES = tmp_path, Server.parse(url) if url else None
    with pytest.raises(ServerUnreachable, match="HOUTAI_POSTGRES_URL") as told:
        PostgreSQL().exists("abc")
    assert "\n" not in str(told.value)


def test_databases_of_a_home_are_named_alike(settings, tmp_path):
    settings.HOME = tmp_path
    assert prefix() == prefix()
    assert prefix().startswith("houtai_")
