"""A workspace's page tells of its back-ups."""

from typing import Any

from django.test import RequestFactory
from django.utils.timezone import now

from houtai.core.workspaces.backups import taking, turn
from houtai.core.workspaces.desk.backups import part
from houtai.core.workspaces.models import Workspace


def test_it_says_how_to_make_the_first(shop: Workspace) -> None:
    assert f"bin/houtai workspaces backup {shop.pk}" in part(shop, RequestFactory().get("/"))


def test_it_lists_what_there_is(shop: Workspace) -> None:
    turn.back_up_all(now=now())
    markup = part(shop, RequestFactory().get("/"))
    assert f"bin/houtai workspaces restore {shop.pk}" in markup
    assert "State of" in markup
    default = part(Workspace.objects.get(default=True), RequestFactory().get("/"))
    assert "control database was last backed up" in default
    assert "control database" not in markup


def test_a_failure_is_told_on_both_pages(shop: Workspace, monkeypatch: Any) -> None:
    def full(*_words: Any, **_options: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking, "copy_tree", full)
    turn.back_up_all(now=now())
    assert "No space left on device" in part(shop, RequestFactory().get("/"))
    assert shop.pk in part(Workspace.objects.get(default=True), RequestFactory().get("/"))
