"""In shadow it decides, does nothing, and is compared with people."""

from __future__ import annotations

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Look, Run
from houtai.modules.strategies.tests.conftest import LATER, LONG, MIDDLE, SHORT, decide, look, states


def test_it_notes_what_it_would_do_and_does_nothing(strategy, alice):
    drafts = waiting(1, words=SHORT) + waiting(1, words=MIDDLE) + waiting(1, words=LONG)
    (turn,) = look()
    assert states(drafts) == ["waiting"] * 3
    opinions = Decision.objects.filter(strategy=strategy.key).order_by("id")
    assert [(row.mode, row.action, row.rule) for row in opinions] == [
        ("shadow", "collect.skip", "Too short"),
        ("shadow", "content.accept", "Long enough"),
    ]
    assert opinions[0].facts["words"] == SHORT
    assert (turn.looked, turn.decided, turn.unsure) == (3, 0, 1)


def test_the_run_log_says_why_and_why_not(strategy):
    waiting(1, words=MIDDLE)
    look()
    one = Look.objects.get()
    assert (one.fate, one.action) == ("unsure", "")
    assert [(why["rule"], why["known"], why["held"]) for why in one.why] == [
        ("Too short", MIDDLE, False),
        ("Long enough", MIDDLE, False),
    ]


def test_it_looks_at_each_once(strategy):
    waiting(2, words=SHORT)
    look()
    assert look(at=LATER) == []
    assert (Run.objects.count(), Look.objects.count()) == (1, 2)


def test_it_watches_what_people_have_in_hand(strategy, bob, queue):
    waiting(1, words=SHORT)
    queue.next_for(bob, now=LATER)
    look(at=LATER)
    assert Look.objects.get().fate == "shadow"


def test_agreement_is_told_by_rule(strategy, bob):
    short, long = waiting(3, words=SHORT), waiting(2, words=LONG)
    look()
    decide(short, "collect.skip", by=bob)
    decide(long[:1], "content.accept", by=bob)
    decide(long[1:], "collect.skip", by=bob)
    agreement = strategy.agreement()
    assert (agreement.asked, agreement.agreed) == (5, 4)
    assert {rule: one.share for rule, one in agreement.by_rule().items()} == {"Too short": 1.0, "Long enough": 0.5}
    (other,) = [pair for pair in agreement.pairs if not pair.agrees]
    assert (other.title, other.strategy_said, other.person_said) == (long[1].title, "content.accept", "collect.skip")


def test_what_people_took_back_does_not_count(strategy, bob):
    (draft,) = waiting(1, words=SHORT)
    look()
    decide([draft], "collect.skip", by=bob)
    Decision.objects.first().undo(by=bob)
    assert strategy.agreement().asked == 0


def test_what_people_decided_before_it_looked_does_not_count(strategy, bob):
    drafts = waiting(2, words=SHORT)
    decide(drafts[:1], "collect.skip", by=bob)
    look()
    assert strategy.agreement().asked == 0
