from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from conftest import person
from houtai.core.work.tests.conftest import NOW
from houtai.modules.strategies.models import Strategy, Trial
from houtai.modules.strategies.tests.testing_headlines import LATER, OTHER, article, at_work, come, turn

pytestmark = pytest.mark.once("what stands on pages")

TITLE = "Tide tables go digital"


@pytest.fixture
def piece(alice):
    return article(apps.get_model("content.article"), apps.get_model("content.headline"), by=alice)


@pytest.fixture
def strategy(piece, alice):
    made = at_work(by=alice)
    turn(at=NOW)
    return made


def page_of(strategy, client):
    return client.get(reverse("strategies.strategy", args=[strategy.pk]))


def test_with_too_few_it_says_so(client, alice, strategy, piece):
    client.force_login(alice)
    assert "Nobody was shown it yet" in page_of(strategy, client).content.decode()
    come(piece, 1, shown=10, opened=2)
    turn(at=NOW + LATER)
    page = page_of(strategy, client).content.decode()
    assert "Not sure yet. “Tides by telephone” leads" in page
    assert "20%" in page


def test_it_asks_at_most_twelve_times_and_no_more_with_more_trials(
    client, alice, strategy, django_assert_max_num_queries, remembered
):
    client.force_login(alice)
    models = apps.get_model("content.article"), apps.get_model("content.headline")
    for number in range(4):
        article(*models, by=alice, title=f"No. {number}")
    turn(at=NOW + timedelta(minutes=1))
    assert Trial.objects.count() == 5
    page_of(strategy, client)
    with django_assert_max_num_queries(12):
        page = page_of(strategy, client).content.decode()
    assert all(f"No. {number}" in page for number in range(4))


def test_an_editor_of_another_column_sees_nothing_of_what_is_tried(client, strategy, piece, alice):
    sea = apps.get_model("content.column").objects.create(
        name="Sea", slug="sea", desk=Group.objects.create(name="Sea desk")
    )
    row = type(piece).objects.get(pk=piece.pk)
    row.column = sea
    row.save()
    operator = person("operator", "Operators")
    client.force_login(operator)
    page = page_of(strategy, client).content.decode()
    assert "A test of" in page
    assert TITLE not in page
    assert OTHER not in page


def test_strangers_are_told_that_there_is_none(client, charlie, strategy):
    client.force_login(charlie)
    assert page_of(strategy, client).status_code in (302, 404)


def test_the_preset_is_filled_in_and_the_preview_says_what_it_would_try(client, alice, piece):
    client.force_login(alice)
    page = client.get(reverse(Strategy.snippet_viewset.get_url_name("add")), {"preset": "headlines"}).content.decode()
    assert "content.headline" in page
    strategy = at_work(by=alice)
    shown = strategy.get_preview_context(SimpleNamespace(user=alice), "")
    assert [(str(subject), arms) for subject, arms in shown["fresh"]] == [(TITLE, [TITLE, OTHER])]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("test", {}), ("test", {})], "stands twice"),
        ([("test", {}), ("schedule", {})], "A test has no “When”"),
    ],
)
def test_a_test_is_one_part_alone(alice, parts, said):
    blocks = Strategy._meta.get_field("parts").stream_block.child_blocks
    strategy: Any = Strategy(name="Wrong", queue="")
    strategy.parts = [(name, {**blocks[name].get_default(), **value}) for name, value in parts]
    assert said in " ".join(strategy.faults())
