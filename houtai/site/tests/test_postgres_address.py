"""The address of a PostgreSQL server in the environment."""

import pytest

from houtai.site.environment import Environment, WrongSetting


@pytest.mark.parametrize("value", ["mysql://here", "postgresql://a:secret@h:port/x", "5432"])
def test_a_wrong_address_stops_the_start_without_being_repeated(value):
    environment = Environment({"HOUTAI_POSTGRES_URL": value})
    environment.postgres("HOUTAI_POSTGRES_URL")
    with pytest.raises(WrongSetting, match="address of a PostgreSQL server") as wrong:
        environment.check()
    assert "secret" not in str(wrong.value)


def test_none_is_named_by_default():
    assert Environment({}).postgres("HOUTAI_POSTGRES_URL") is None
