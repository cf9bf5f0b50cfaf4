"""Only new events are counted, and the figures are those of counting all anew."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from houtai.core.events.schema import Fate
from houtai.modules.insight.models import Day, SubjectDay
from houtai.modules.insight.models.counting import count
from houtai.modules.insight.models.figures import Figures
from houtai.modules.insight.tests.conftest import event, keep

NOW = datetime(2026, 3, 11, 10, 30, tzinfo=UTC)
START = NOW.replace(hour=0, minute=0)


def commits(rng, number):
    """Late events, repeats and bots among them; the same few visitors come again and again."""
    for _turn in range(number):
        keep(
            *[
                event(
                    rng.choice(["view", "view", "read", "share", "show"]),
                    START + timedelta(minutes=rng.randrange(-60, 600)),
                    rng.choice("abcd"),
                    subject=rng.choice(["", "a:1", "a:2"]),
                    referrer=rng.choice(["", "www.baidu.com"]),
                    decision=rng.choice([None, None, 5]),
                    value=float(rng.randrange(90)),
                    fate=int(rng.choice([Fate.COUNTED, Fate.COUNTED, Fate.COUNTED, Fate.BOT, Fate.DUPLICATE])),
                )
                for _event in range(12)
            ]
        )
        Day.objects.catch_up(now=NOW)


def kept():
    days = {(row.day, row.simulated): (row.figures, moved(row.minutes)) for row in Day.objects.all()}
    return days, {(row.day, row.simulated, row.subject): (row.views, row.figures) for row in SubjectDay.objects.all()}


def moved(minutes):
    """Without minutes that a first view has left again."""
    return {minute: numbers for minute, numbers in minutes.items() if any(numbers)}


@pytest.mark.parametrize("seed", [1])
def test_counting_on_gives_what_counting_all_anew_gives(seed):
    commits(random.Random(seed), 3)
    on = kept()
    Day.objects.all().delete()
    SubjectDay.objects.all().delete()
    Day.objects.catch_up(now=NOW)
    assert kept() == on


def test_a_day_is_cut_where_counting_would_end():
    commits(random.Random(3), 3)
    row = Day.objects.get(day=NOW.date(), simulated=False)
    cut = START + timedelta(hours=5, minutes=17)
    part, direct = Figures().before(int(cut.timestamp()) // 60, row.minutes), count(START, cut, simulated=False)
    names = ("views", "visitors", "reads", "seconds", "shares", "hours")
    assert [getattr(part, name) for name in names] == [getattr(direct, name) for name in names]


def test_what_was_cut_off_is_counted_by_the_next(monkeypatch):
    keep(event("view", NOW, "a", subject="a:1"))

    def cut_off(*_all, **_other):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("houtai.modules.insight.models.day.added", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Day.objects.catch_up(now=NOW)
    assert not SubjectDay.objects.exists()
    Day.objects.catch_up(now=NOW)
    assert SubjectDay.objects.get().views == 1
