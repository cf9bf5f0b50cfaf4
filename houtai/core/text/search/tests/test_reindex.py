"""`bin/houtai reindex`."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from houtai.core.text.models import Refiling
from houtai.core.text.search import refiling
from houtai.core.text.search.refiling import every, refile, targets
from houtai.core.workspaces.context import current

pytestmark = pytest.mark.django_db


def test_it_goes_on_where_it_was_stopped(monkeypatch, capsys):
    monkeypatch.setattr(refiling, "BATCH", 2)
    documents = next(one for one in every() if targets(one)._meta.model_name == "article")
    articles = [targets(documents).objects.create(title=f"Tide {number}") for number in range(5)]
    documents.objects.all().delete()
    Refiling.begin(targets(documents))
    with monkeypatch.context() as patched:
        patched.setattr(documents, "again", classmethod(stop_at(articles[1], documents.again)))
        with pytest.raises(KeyboardInterrupt):
            refile(documents)
    assert Refiling.objects.get().below == articles[3].pk
    call_command("reindex", current())
    assert documents.objects.count() == 5
    assert "all of 3 can be found" in capsys.readouterr().out
    call_command("reindex", current())
    assert documents.objects.count() == 5


def stop_at(target, again):
    def stopping(_documents, one):
        if one == target:
            raise KeyboardInterrupt
        again(one)

    return stopping


def test_a_workspace_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="no workspace nowhere"):
        call_command("reindex", "nowhere")
