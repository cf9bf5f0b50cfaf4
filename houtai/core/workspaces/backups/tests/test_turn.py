"""Back-ups are taken on time, of what has changed, and only as many are kept as are wanted."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.utils.timezone import now

from houtai.core.workspaces.backups import taking, turn
from houtai.core.workspaces.backups.places import Backup, backups_of, root
from houtai.core.workspaces.backups.pruning import prune, wanted
from houtai.core.workspaces.backups.tests.writing import add
from houtai.core.workspaces.models import Workspace

LATER = timedelta(minutes=20)


class Usage(NamedTuple):
    free: int


def test_a_turn_is_taken_once_in_a_while_and_tells_what_it_did(shop: Workspace) -> None:
    made = Workspace.objects.count() + 1
    first = turn.turn_if_due(now=now())
    assert (first.taken, first.troubles) == (made, {})
    assert turn.turn_if_due(now=now()) is None
    assert turn.last_turn() == first
    assert turn.turn_if_due(now=now() + LATER) is not None


def test_what_has_not_changed_is_not_taken_again(shop: Workspace) -> None:
    add(shop, "one")
    moment = now() + LATER
    # The first one may move the log of writes into the file, which looks like a change.
    taken = [taking.take(shop.pk, now=moment + LATER * turn) for turn in range(3)]
    assert taken[0]
    assert taken[2] is None
    add(shop, "two")
    assert taking.take(shop.pk, now=moment + LATER * 4)


def test_a_file_that_has_not_changed_takes_no_room_again(shop: Workspace) -> None:
    first, second = (taking.take(shop.pk, now=now() + LATER * turn, even_if_same=True) for turn in range(2))
    pictures = [(backup.files / "media" / "picture.txt").stat().st_ino for backup in (first, second)]
    assert pictures[0] == pictures[1]


def test_a_full_disk_is_told_and_leaves_nothing(shop: Workspace, monkeypatch: Any) -> None:
    monkeypatch.setattr(taking, "disk_usage", lambda _path: Usage(free=2**20))
    with pytest.raises(taking.NoRoom):
        taking.take(shop.pk, now=now())
    assert list((root() / shop.pk).iterdir()) == []
    told = turn.back_up_all(now=now())
    assert "NoRoom" in told.troubles[shop.pk]
    assert told.taken == 0


def test_what_fails_half_way_leaves_nothing(shop: Workspace, monkeypatch: Any) -> None:
    def full(*_words: Any, **_options: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking, "copy_tree", full)
    with pytest.raises(OSError, match="No space"):
        taking.take(shop.pk, now=now())
    assert list((root() / shop.pk).iterdir()) == []


def test_what_a_kill_left_is_cleared_away(shop: Workspace) -> None:
    (root() / shop.pk / ".draft-12").mkdir(parents=True)
    turn.back_up_all(now=now())
    assert list((root() / shop.pk).glob(".draft*")) == []


def test_all_of_a_day_then_one_a_day_for_a_week() -> None:
    at = datetime(2026, 3, 20, 12, tzinfo=UTC)
    times = [at - timedelta(hours=hours) for hours in range(24 * 10, -1, -1)]
    kept = wanted([Backup(key="w", at=time, folder=Path(str(time))) for time in times], now=at)
    assert [backup.at for backup in kept if at - backup.at <= timedelta(hours=24)] == times[-25:]
    older = [backup.at for backup in kept if at - backup.at > timedelta(hours=24)]
    assert [(time.day, time.hour) for time in older] == [(day, 23) for day in range(13, 19)]


def test_the_newest_is_kept_however_old(shop: Workspace) -> None:
    taking.take(shop.pk, now=now() - timedelta(days=40), even_if_same=True)
    taking.take(shop.pk, now=now() - timedelta(days=30), even_if_same=True)
    assert prune(shop.pk, now=now()) == 1
    assert len(backups_of(shop.pk)) == 1


def test_those_of_a_workspace_that_is_gone_go_after_a_week(shop: Workspace) -> None:
    kept = taking.take(shop.pk, now=now() - timedelta(days=6), even_if_same=True)
    old = shutil.copytree(kept.folder, root() / "gone" / "20200101T000000.000000Z")
    turn.back_up_all(now=now())
    assert not old.exists()
    assert kept.folder.exists()
