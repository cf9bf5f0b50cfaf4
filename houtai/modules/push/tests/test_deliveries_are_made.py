"""What was planned goes out through real channels, and whatever they answer, the books balance."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

import pytest

from houtai.core.readers.models import Address
from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.leases import take
from houtai.modules.push.models.letters import letters
from houtai.modules.push.models.sending import deliver
from houtai.modules.push.models.settling import settle
from houtai.modules.push.tests.channels import sinks  # noqa: F401 - a fixture
from houtai.modules.push.tests.conftest import HOUR, NOON, balanced, planned, readers, refuse

MINUTE = timedelta(minutes=1)


@pytest.fixture
def reach(sinks):  # noqa: F811
    """Readers whose addresses are at the services on loopback."""

    def make(count, *channels):
        made = readers(count, channels=channels)
        values = {"webpush": sinks.subscription, "email": sinks.mailbox, "webhook": sinks.hook}
        for address in Address.objects.filter(reader__in=made):
            address.value = values[address.channel](address.reader.key)
            address.save()
        return made

    return make


def go(push, at=NOON, **more):
    found = deliver(now=at, worker="w", **more)
    push.refresh_from_db()
    assert balanced(push)
    return dict(found)


def test_every_channel_delivers_with_the_readers_own_link(reach, sinks, story, bob):  # noqa: F811
    for channel in ("webpush", "email", "webhook"):
        reach(2, channel)
    push = planned(story, by=bob, headlines=["One", "Two"], channels=["webpush", "email", "webhook"])
    assert go(push) == {"delivered": 6}
    assert (push.state, push.finished) == ("sent", NOON)
    assert sinks.problems == []
    assert len(sinks.received) == 6
    assert len({one.url for one in sinks.received}) == 6
    assert all("?via=" in one.url for one in sinks.received)


def test_nothing_is_sent_twice(reach, sinks, story, bob):  # noqa: F811
    reach(3, "webpush")
    push = planned(story, by=bob)
    go(push)
    assert go(push, NOON + MINUTE) == {}
    assert len(sinks.received) == 3


def test_a_busy_channel_is_tried_again_later_and_later(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    sinks.behave("*", "broken")
    push = planned(story, by=bob)
    assert go(push) == {"retry": 1}
    assert go(push, NOON + 0.5 * MINUTE) == {}
    assert go(push, NOON + MINUTE) == {"retry": 1}
    assert go(push, NOON + 5 * MINUTE) == {}
    sinks.behave("*", "")
    assert go(push, NOON + 6 * MINUTE) == {"delivered": 1}


def test_what_cannot_be_tried_again_in_time_expires(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    sinks.behave("*", "broken")
    push = planned(story, by=bob, expires_minutes=1)
    assert go(push) == {"expired": 1}
    assert push.state == "sent"


def test_a_dead_address_is_used_no_more_and_another_one_instead(reach, sinks, story, bob):  # noqa: F811
    (one,) = reach(1, "webpush")
    value = sinks.subscription("old")
    spare = Address.objects.create(reader=one, channel="webpush", value=value, digest="x", since=NOON - HOUR)
    sinks.behave("r0", "gone")
    push = planned(story, by=bob)
    assert go(push) == {"retry": 1}
    assert go(push) == {"delivered": 1}
    assert list(Address.objects.filter(dead=None)) == [spare]


def test_without_another_address_it_fails_and_gives_the_attention_back(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    sinks.behave("*", "gone")
    push = planned(story, by=bob)
    assert go(push) == {"failed": 1}
    assert Delivery.objects.get().slot is None


def test_where_it_is_unknown_whether_it_arrived_the_attention_stays_taken(reach, sinks, story, bob):  # noqa: F811
    reach(1, "email")
    sinks.behave("*", "hangs up")
    push = planned(story, by=bob, channels=["email"])
    assert go(push) == {"failed": 1}
    assert Delivery.objects.get().slot == 1


def test_what_changed_after_planning_is_heeded(reach, sinks, story, bob):  # noqa: F811
    refuser, gone, _other = reach(3, "webpush")
    push = planned(story, by=bob)
    refuse(refuser)
    gone.addresses.all().delete()
    assert go(push) == {"stopped": 1, "failed": 1, "delivered": 1}


def test_an_article_withdrawn_between_choice_and_sending_is_not_sent(reach, sinks, story, bob):  # noqa: F811
    reach(2, "webpush")
    push = planned(story, by=bob)
    type(push.subject).objects.filter(pk=push.subject_id).update(state="withdrawn")
    assert go(push) == {"stopped": 2}
    assert sinks.received == []


def test_a_worker_that_died_loses_nothing_and_repeats_no_e_mail(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    reach(1, "email")
    push = planned(story, by=bob, channels=["webpush", "email"])
    Delivery.objects.update(state="sending", worker="dead", lease=NOON + 5 * MINUTE, tries=1)
    assert go(push, NOON + MINUTE) == {}
    assert go(push, NOON + 5 * MINUTE) == {"delivered": 1}
    assert push.books["failed"] == 1
    assert "unknown" in Delivery.objects.get(channel="email").error


def test_a_lease_that_ran_out_gives_the_last_word_to_the_next_worker(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    push = planned(story, by=bob)
    taken = take(now=NOON, worker="slow", limit=9, simulated=False, channels=["webpush"])
    assert go(push, NOON + 6 * MINUTE) == {"delivered": 1}
    (letter,) = letters(taken, now=NOON)
    assert +settle([(letter, None)], now=NOON + 7 * MINUTE) == Counter()
    assert Delivery.objects.get().state == "delivered"


def test_a_channel_that_never_answers_holds_up_no_other(reach, sinks, story, bob):  # noqa: F811
    reach(2, "webpush")
    reach(2, "webhook")
    sinks.behave("r0", "never")
    push = planned(story, by=bob, channels=["webpush", "webhook"])
    began = time.monotonic()
    found = go(push, seconds=1.0)
    assert time.monotonic() - began < 10
    assert found["delivered"] >= 2
    assert found["retry"] >= 1


def test_played_and_real_deliveries_are_made_apart(reach, sinks, story, bob):  # noqa: F811
    reach(1, "webpush")
    push = planned(story, by=bob)
    assert go(push, simulated=True) == {}
    assert go(push) == {"delivered": 1}


def test_the_push_is_over_only_when_all_is_settled(reach, sinks, story, bob):  # noqa: F811
    reach(3, "webpush")
    push = planned(story, by=bob)
    go(push, limit=2)
    assert push.state == "sending"
    go(push)
    assert (Push.objects.get().state, push.books["delivered"]) == ("sent", 3)
