"""Short words to other processes: each is heard once, by those who did not say it."""

from datetime import UTC, datetime, timedelta

import pytest

from houtai.core.workspaces import hints
from houtai.core.workspaces.models import Hint

pytestmark = pytest.mark.django_db


TODAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def say(monkeypatch):
    def elsewhere(word, topic="tides", at=TODAY):
        with monkeypatch.context() as patch:
            patch.setattr(hints, "process", lambda: "elsewhere")
            hints.say(topic, word, now=at)

    return elsewhere


def test_each_word_is_heard_once_and_in_order(say):
    say("ebb", at=TODAY - timedelta(seconds=1))
    listener = hints.Listener("tides", since=TODAY)
    say("low")
    say("high")
    say("low")
    say("north", topic="winds")
    assert listener.news() == ["low", "high"]
    say("low")
    assert listener.news() == ["low"]
    assert listener.news() == []


def test_nobody_hears_what_they_said_themselves():
    hints.say("tides", "low", now=TODAY)
    assert hints.Listener("tides", since=TODAY).news() == []


def test_a_word_that_is_seen_late_is_heard(say):
    """As of a transaction that began before another and ended after it."""
    listener = hints.Listener("tides", since=TODAY)
    say("low")
    late = Hint.objects.get(topic="tides")
    late.delete()
    say("high")
    assert listener.news() == ["high"]
    late.save(force_insert=True)
    assert listener.news() == ["low"]


def test_what_was_said_long_ago_goes(say, monkeypatch):
    monkeypatch.setattr(hints, "TIDIED_EACH", 1)
    say("low", at=TODAY - timedelta(hours=1))
    say("high")
    assert [row.word for row in Hint.objects.filter(topic="tides")] == ["high"]
