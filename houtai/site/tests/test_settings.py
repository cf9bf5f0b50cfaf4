"""A wrong setting stops the start and says what a right one looks like."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from houtai.site.environment import Environment, WrongSetting, read_or_create

HOME = Path("/nowhere")


def test_everything_wrong_is_said_at_once():
    env = Environment({"HOUTAI_URL": "ftp//x", "HOUTAI_DEBUG": "perhaps", "HOUTAI_SECRET_KEY": "short"})
    env.url("HOUTAI_URL", default="http://localhost:8000")
    env.flag("HOUTAI_DEBUG", default=False)
    env.secret("HOUTAI_SECRET_KEY", file=HOME)
    with pytest.raises(WrongSetting) as caught:
        env.check()
    text = str(caught.value)
    assert "HOUTAI_URL is 'ftp//x', but it must be a web address" in text
    assert "HOUTAI_DEBUG is 'perhaps', but it must be 1 or 0" in text
    assert "HOUTAI_SECRET_KEY" in text
    assert "short" not in text


@pytest.mark.parametrize(
    "value", ["desk.example.com", "https://", "https://x.example/path", "http://x:99999", "http://a b"]
)
def test_a_wrong_address_is_refused(value):
    env = Environment({"HOUTAI_URL": value})
    env.url("HOUTAI_URL", default="http://localhost:8000")
    with pytest.raises(WrongSetting, match="for example https://desk"):
        env.check()


def test_an_address_tells_its_port_and_origin():
    address = Environment({"U": "https://desk.example/"}).url("U", default="")
    assert (address.port, address.origin) == (443, "https://desk.example")


def test_a_made_secret_is_kept_and_is_its_owners_only(tmp_path):
    file = tmp_path / "secret-key"
    secret = read_or_create(file)
    assert read_or_create(file) == secret
    assert file.stat().st_mode & 0o777 == 0o600


def houtai(*words, **variables):
    # The browser journeys allow what no installation should, for the process of the tests alone.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment |= variables
    command = [sys.executable, "-m", "houtai", *words]
    return subprocess.run(
        command, env=environment, cwd=settings.ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_start_is_refused_in_one_plain_message(tmp_path):
    start = houtai("check", HOUTAI_HOME=str(tmp_path), HOUTAI_URL="nonsense")
    assert start.returncode != 0
    assert start.stderr.startswith("Houtai cannot start:\nHOUTAI_URL is 'nonsense'")


def test_the_deployment_check_is_clean(tmp_path):
    check = houtai(
        "check", "--deploy", "--fail-level=WARNING", HOUTAI_HOME=str(tmp_path), HOUTAI_URL="https://x.example"
    )
    assert check.returncode == 0, check.stderr
