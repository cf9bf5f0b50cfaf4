"""A Host header is a stranger's word: only a name of ours leads anywhere, however it is written."""

import pytest

from houtai.core.workspaces import registry
from houtai.core.workspaces.models import Host
from houtai.core.workspaces.preparation import create_workspace

pytestmark = pytest.mark.django_db
FORGED = [
    *("evil.example", "", "localhost.evil.example", "localhost@evil.example", "evil.example@localhost", "../etc"),
    *("own.example/", "own.example,localhost", "own.example localhost", "own..example", ".own.example", "*", "%"),
    *("own.example#", "own.example:80:80", "own.example:x", "[own.example]", "[::1", "::1", "\x00", "own.example\n"),
]


@pytest.fixture
def own():
    workspace = create_workspace(name="Own")
    for name in ("own.example", "xn--fiqs8s.example"):
        Host.objects.create(name=name, workspace=workspace)
    return workspace.pk


def led(host):
    """The workspace that these bytes lead to."""
    registry.forget_hosts()
    return registry.workspace_of((host if isinstance(host, bytes) else host.encode()).decode("latin-1"))


@pytest.mark.parametrize("host", FORGED)
def test_a_forged_host_finds_nothing(own, host):
    assert led(host) is None


def test_an_overlong_host_finds_nothing(own):
    assert led("a." * 5000 + "own.example") is None
    assert led("own.example:" + "8" * 5000) is None


def test_upper_case_makes_no_difference(own):
    assert led("OWN.Example") == own


def test_a_final_dot_makes_no_difference(own):
    assert led("own.example.") == own
    assert led("own.example..") is None


def test_a_port_makes_no_difference(own):
    assert led("own.example:8443") == own


def test_a_name_in_chinese_is_asked_for_in_punycode(own):
    assert led("xn--fiqs8s.example") == own
    for bare in ("中国.example", "own。example", "ＯＷＮ.example", b"own.example\xff"):
        assert led(bare) is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_leads_to_the_default_workspace(host):
    assert led(host) == registry.default_workspace()


@pytest.mark.parametrize("host", ["10.0.0.7", "[::2]", "0.0.0.0", "testserver"])
def test_an_address_of_another_machine_finds_nothing(host):
    assert led(host) is None


def test_a_row_cannot_take_a_name_of_the_installation(own):
    Host.objects.create(name="localhost", workspace_id=own)
    assert led("localhost") == registry.default_workspace()


def test_a_workspace_without_a_host_is_found_by_its_id():
    workspace = create_workspace(name="Bare")
    assert led(f"{workspace.pk}.localhost:8000") == workspace.pk
    assert led(f"{workspace.pk}.evil.example") is None
    assert led("ffffffffffffffff.localhost") is None


def test_links_lead_to_the_workspaces_own_host(own, settings):
    bare = create_workspace(name="Bare").pk
    assert registry.origin_of(registry.default_workspace() or "") == settings.URL.origin
    assert registry.origin_of(own) == settings.URL.origin.replace("localhost", "own.example")
    assert registry.origin_of(bare) == settings.URL.origin.replace("localhost", f"{bare}.localhost")


def test_strangers_do_not_make_us_forget_our_own(own, monkeypatch):
    monkeypatch.setattr(registry, "MOST", 10)
    registry.forget_hosts()
    registry.place_of("own.example", clock=0)
    for number in range(50):
        registry.place_of(f"{number}.evil.example", clock=0)
    assert len(registry._known) <= 10
    assert "own.example" in registry._known
