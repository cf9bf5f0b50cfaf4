"""Only new events are counted, and the sums are those of counting all anew."""

from datetime import timedelta

import pytest
from deltalake import DeltaTable

from houtai.core.events import log
from houtai.core.events.commits import newest
from houtai.core.events.schema import Fate
from houtai.modules.rankings.models import Ranking, Reached
from houtai.modules.rankings.tests.conftest import NOW, event, keep, shown_and_opened


@pytest.fixture
def kind(ranking):
    ranking.kind, ranking.minimum = "a", 1
    ranking.save()
    return ranking


def counted(ranking, now=NOW):
    """What is known of each subject: hours with anything, real and simulated."""
    found: dict[tuple[bool, str, int], list[int]] = {}
    for simulated in (False, True):
        sums = ranking.sums(now=now, simulated=simulated)
        for subject, numbers in zip(sums.subjects, sums.numbers, strict=True):
            found |= {(simulated, subject, sums.first + n): row.tolist() for n, row in enumerate(numbers) if row.any()}
    return found


def anew(ranking, now=NOW):
    ranking.reached.all().delete()
    return counted(ranking, now)


def test_nothing_is_read_when_nothing_came(kind, monkeypatch):
    keep(shown_and_opened("a:1", shown=9, opened=3))
    before = counted(kind)
    monkeypatch.setattr(Reached, "changed", None)
    assert counted(kind) == before


def test_joining_files_changes_nothing(kind, monkeypatch):
    for n in range(3):
        keep([event("show", "a:1", f"v{n}")])
    before, there = counted(kind), newest()
    DeltaTable(str(log.event_log().folder)).optimize.compact()
    monkeypatch.setattr(Reached, "changed", None)
    assert (counted(kind), newest()) == (before, there)


def test_two_that_count_at_once_count_once(kind, monkeypatch):
    keep(shown_and_opened("a:1", shown=9, opened=3))
    real = Reached.changed

    def overtaken(*args):
        monkeypatch.setattr(Reached, "changed", real)
        Ranking.objects.get(name="hot").sums(now=NOW)
        return real(*args)

    monkeypatch.setattr(Reached, "changed", overtaken)
    assert counted(kind) == anew(kind)


def test_what_was_cut_off_is_counted_by_the_next(kind, monkeypatch):
    keep(shown_and_opened("a:1", shown=9, opened=3))
    before = counted(kind)
    keep(shown_and_opened("a:1", shown=12, opened=4))
    votes, real = type(kind.votes.all()), type(kind.votes.all()).add

    def cut_off(self, *args, **whose):
        real(self, *args, **whose)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(votes, "add", cut_off)
        with pytest.raises(KeyboardInterrupt):
            counted(kind)
    assert before != counted(kind) == anew(kind)


def test_late_events_repeats_and_other_days_are_counted_on(kind):
    keep(shown_and_opened("a:1", shown=9, opened=3, ago=30))
    counted(kind)
    keep(shown_and_opened("a:1", shown=9, opened=9, ago=33))
    keep(shown_and_opened("a:1", shown=20, opened=9, ago=33, fate=int(Fate.DUPLICATE)))
    keep(shown_and_opened("a:2", shown=5, opened=5, ago=1, simulated=True))
    assert counted(kind) == anew(kind)
    later = NOW + timedelta(days=2)
    keep(shown_and_opened("a:2", shown=5, opened=5, ago=-40))
    assert counted(kind, later) == anew(kind, later)


def test_another_half_life_or_another_log_counts_anew(kind):
    keep(shown_and_opened("a:1", shown=9, opened=3, ago=12))
    before = counted(kind)
    kind.half_life = 24
    kind.save()
    assert counted(kind) == anew(kind) != before
    kind.reached.update(commit=99)
    assert counted(kind) == anew(kind)
