"""The event log is taken at one version, whatever is added meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from django.utils.timezone import now

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive import files
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.context import current

pytestmark = pytest.mark.django_db(transaction=True)


def add(folder: Path, *days: int) -> None:
    write_deltalake(str(folder), pa.table({"day": list(days), "name": ["图 a"] * len(days)}), mode="append")


def days(folder: Path) -> list[int]:
    return sorted(DeltaTable(str(folder)).to_pyarrow_table()["day"].to_pylist())


def test_it_comes_back_as_it_was(tmp_path: Path, alice: Any) -> None:
    log = engine.folder_of(current()) / "events" / "log"
    add(log, 1, 2)
    add(log, 3)
    DeltaTable(str(log)).create_checkpoint()
    add(log, 4)
    export(current(), tmp_path / "a.tar", now=now())
    add(log, 5)
    workspace = bring_in(tmp_path / "a.tar", now=now(), hosts=[])
    copy = engine.folder_of(workspace.pk) / "events" / "log"
    assert days(copy) == [1, 2, 3, 4]
    assert DeltaTable(str(copy)).version() == 2
    add(copy, 6)
    assert days(copy) == [1, 2, 3, 4, 6]
    assert days(log) == [1, 2, 3, 4, 5]


def test_what_is_added_while_it_is_taken_is_left_out(
    tmp_path: Path, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = engine.folder_of(current()) / "events" / "log"
    add(log, 1)
    take = files._take

    def meanwhile(file: Path, to: Path) -> bool:
        if days(log) == [1]:
            add(log, 2)
        return take(file, to)

    monkeypatch.setattr(files, "_take", meanwhile)
    files.gather(current(), tmp_path)
    assert days(tmp_path / "events" / "log") == [1]
