"""`bin/houtai workspaces`: each subcommand is a file of its own."""

import json

import pytest
from django.core.management import CommandError, call_command

from houtai.core.workspaces import engine
from houtai.core.workspaces.models import Workspace


def say(capsys, *words):
    call_command("workspaces", *words)
    return capsys.readouterr().out.strip()


def make(capsys, *words):
    return say(capsys, "make", *words, "--engine", engine.own().name).split()[0]


def test_a_life_by_command(capsys, owner):
    key = make(capsys, "News 🎉", "--host", "News.example.com", "--owner", owner.email)
    for verb, state in (("suspend", "suspended"), ("resume", "active"), ("leave", "leaving"), ("stay", "active")):
        say(capsys, verb, "news.example.com")
        assert Workspace.objects.get(pk=key).state == state
    say(capsys, "rename", key, "Else")
    assert say(capsys, "host", "Else", "--add", "b.example.com", "--remove", "news.example.com") == "b.example.com"
    told = json.loads(say(capsys, "list", "--json"))
    assert [(row["name"], row["hosts"]) for row in told if not row["default"]] == [("Else", ["b.example.com"])]
    assert say(capsys, "purge", "--dry-run") == ""


@pytest.mark.parametrize(
    "words",
    [
        ("suspend", "nothing"),
        ("suspend", "Houtai"),
        ("leave", "Houtai"),
        ("rename", "Houtai", "a\0b"),
        ("make", "News", "--host", "127.0.0.1"),
        ("make", "News", "--owner", "nobody@example.com"),
        ("make", "a\x1bb"),
        ("host", "Houtai", "--remove", "nothing.example.com"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(capsys, db, words):
    with pytest.raises(CommandError):
        say(capsys, *words)
    assert list(Workspace.objects.values_list("name", "state")) == [("Houtai", "active")]
