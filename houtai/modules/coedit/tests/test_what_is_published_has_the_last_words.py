"""What was written a moment ago is in what is submitted, published or scheduled, though no draft had it yet."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.text.yjs.changing import change
from houtai.modules.coedit.tests.conftest import room_of

LAST = "<p>The tide is high, and it still rises.</p>"


@pytest.fixture
def article(db: None) -> Any:
    from houtai.modules.coedit.tests.conftest import written

    row = written()
    room_of(row).edit(partial(change, html=LAST))
    return row


def test_published(article, alice):
    catalog.action("content.publish").run(article, by=alice)
    article.refresh_from_db()
    assert (article.live, article.body) == (True, LAST)


def test_submitted(article, alice):
    catalog.action("content.submit").run(article, by=alice)
    state = article.current_workflow_task_state
    assert state.revision.as_object().body == LAST


def test_scheduled(article, alice):
    go_live = (now() + timedelta(days=1)).isoformat()
    catalog.action("content.schedule").run(article, by=alice, go_live=go_live)
    assert article.scheduled_revision.as_object().body == LAST


def test_a_revision_that_is_named_stays_as_it_was(article, alice):
    named = article.latest_revision
    catalog.action("content.publish").run(article, by=alice, revision=named.pk)
    article.refresh_from_db()
    assert "still rises" not in article.body


def test_approved(article, alice, editor):
    workflow = apps.get_model("wagtailcore.Workflow").objects.get(name="Editor's check")
    article.column = apps.get_model("content.Column").objects.create(name="Sea", slug="sea", workflow=workflow)
    article.save()
    article.save_revision()
    catalog.action("content.submit").run(article, by=editor)
    later = LAST.replace("still", "hardly")
    room_of(article).edit(partial(change, html=later))
    catalog.action("content.approve").run(article, by=alice)
    article.refresh_from_db()
    assert (article.live, article.body) == (True, later)
