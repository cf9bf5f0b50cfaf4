from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from houtai.core.work.models import Subject
from houtai.modules.content.models import Topic
from houtai.modules.content.tests.test_related import public

know_tags = import_module("houtai.modules.content.migrations.0008_known_tags").know_tags


@pytest.mark.parametrize("name", ["tide", "港口"])
def test_tags_from_before_are_known_as_those_of_today_are(alice, name):
    public(alice, name, title="A")
    shown = ("kind", "title", "url", "state")
    today = Subject.objects.filter(kind="content.topic").values(*shown).get()
    Topic.objects.all()._raw_delete("default")
    Subject.objects.filter(kind="content.topic").delete()
    before = [("content", "0007_topics"), ("work", "0002_append_only")]
    know_tags(MigrationLoader(connection).project_state(before).apps, None)
    assert Subject.objects.filter(kind="content.topic").values(*shown).get() == today
    assert Topic.objects.get().subject.title == name
