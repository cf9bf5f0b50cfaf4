from datetime import timedelta

from houtai.core.events.schema import visitor_of
from houtai.core.readers.conditions import Evaluation
from houtai.core.readers.following import follow
from houtai.core.readers.models import Address, Consent, Position, Reader, ReaderTag, Tag, Visitor, everybody
from houtai.core.readers.tests.conftest import NOW, event


def owner(visitor):
    return Visitor.objects.get(pk=visitor_of(visitor)).reader


def identify(visitor, key, **more):
    return event(visitor, "identify", reader=key, **more)


def test_a_new_visitor_becomes_an_anonymous_reader(happened):
    happened(event("a", ago=2), event("a"), event("b"))
    assert follow(now=NOW).readers == 2
    assert owner("a").first_seen == NOW - timedelta(days=2)
    assert owner("a").last_seen == NOW
    assert set(everybody()) == set(Reader.objects.values_list("pk", flat=True))


def test_each_event_counts_once(happened):
    happened(event("a"))
    follow(now=NOW)
    assert follow(now=NOW).events == 0
    happened(event("a"))
    assert follow(now=NOW).events == 1
    assert list(Evaluation(now=NOW).of("did view at least 2 times in 1 day")) == [owner("a").pk]
    assert not Evaluation(now=NOW).of("did view at least 3 times in 1 day")


def test_a_worker_that_was_overtaken_leaves_things_as_they_are(happened):
    happened(event("a"))
    Position.objects.reached("readers")
    assert Position.objects.move("readers", start=-1, end=0, at=NOW)
    assert not Position.objects.move("readers", start=-1, end=0, at=NOW)


def test_played_readers_are_kept_apart(happened):
    happened(event("real"), event("played", simulated=True))
    follow(now=NOW)
    assert list(everybody()) == [owner("real").pk]
    assert list(everybody(simulated=True)) == [owner("played").pk]
    assert list(Evaluation(now=NOW, simulated=True).of("did view in 1 day")) == [owner("played").pk]


def test_a_visitor_who_says_who_they_are_goes_over_with_all_that_was_theirs(happened):
    happened(event("a"), event("a"))
    follow(now=NOW)
    anonymous = owner("a")
    tag = Tag.objects.create(name="vip")
    ReaderTag.objects.give(tag, [anonymous.pk], how="hand", at=NOW)
    Address.objects.create(reader=anonymous, channel="email", value={"email": "a@example.com"}, digest="1", since=NOW)
    happened(identify("a", "alice"))
    assert follow(now=NOW).merged == 1
    known = Reader.objects.get(key="alice")
    anonymous.refresh_from_db()
    assert anonymous.merged == known
    assert owner("a") == known
    assert known.addresses.count() == 1
    assert list(Evaluation(now=NOW).of("tag:vip and did view at least 2 times in 1 day")) == [known.pk]
    assert list(everybody()) == [known.pk]


def test_saying_it_again_changes_nothing(happened):
    happened(event("a"))
    follow(now=NOW)
    happened(identify("a", "alice"))
    follow(now=NOW)
    happened(identify("a", "alice"))
    assert follow(now=NOW).merged == 0


def test_a_visitor_who_is_known_already_does_not_become_somebody_else(happened):
    happened(identify("a", "alice"))
    follow(now=NOW)
    happened(identify("a", "bob"))
    follow(now=NOW)
    assert owner("a").key == "alice"


def test_a_played_visitor_never_becomes_a_real_reader(happened):
    Reader.objects.known("alice", now=NOW)
    happened(identify("a", "alice", simulated=True))
    follow(now=NOW)
    assert owner("a").key is None


def test_of_two_consents_the_more_recent_one_wins(happened):
    happened(event("a"))
    follow(now=NOW)
    known = Reader.objects.known("alice", now=NOW)
    Consent.objects.create(reader=known, channel="email", given=True, at=NOW - timedelta(days=1))
    Consent.objects.create(reader=owner("a"), channel="email", given=False, at=NOW)
    happened(identify("a", "alice"))
    follow(now=NOW)
    assert [consent.given for consent in known.consents.all()] == [False]


def test_events_of_a_key_alone_make_one_known_reader(happened):
    happened(*(event("reader:alice", reader="alice") for _ in range(3)))
    follow(now=NOW)
    assert owner("reader:alice") == Reader.objects.get(key="alice")
    assert Reader.objects.count() == 1
