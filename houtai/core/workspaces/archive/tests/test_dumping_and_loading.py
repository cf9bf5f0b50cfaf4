"""What is written down comes back as it was, and what is damaged changes nothing."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils.module_loading import import_string

from houtai.core.workspaces.archive.comparing import same
from houtai.core.workspaces.archive.dumping import MANIFEST, dump
from houtai.core.workspaces.archive.errors import BadArchive
from houtai.core.workspaces.archive.loading import load
from houtai.core.workspaces.archive.manifest import Manifest, read, table_file, written
from houtai.core.workspaces.archive.tests.filling import fill
from houtai.core.workspaces.context import current, enter

# The layers above stay unknown to this one, in tests too.
Decision: Any = apps.get_model("work.Decision")
Subject: Any = apps.get_model("work.Subject")
differences = import_string("houtai.core.work.chain.differences")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dumped(tmp_path: Path, alice: Any) -> tuple[Path, Manifest]:
    fill(alice)
    return tmp_path / "dump", dump(current(), tmp_path / "dump")


def test_every_row_comes_back_as_it_was(dumped: tuple[Path, Manifest], blank: Callable[[str], str]) -> None:
    folder, manifest = dumped
    load(blank("second"), folder)
    assert same(current(), "second") == []
    again = dump_of("second", folder.with_name("again"))
    assert [part.sha256 for part in again.tables] == [part.sha256 for part in manifest.tables]


def test_a_difference_is_named_by_table_and_key(dumped: tuple[Path, Manifest], blank: Callable[[str], str]) -> None:
    load(blank("second"), dumped[0])
    changed = Subject.objects.create(kind="a.b", key="1")
    Subject.objects.filter(key="plain").update(title="otherwise")
    found = {(difference.table, difference.what) for difference in same(current(), "second")}
    assert found == {("work_subject", "missing in the second"), ("work_subject", "differs")}
    assert changed.pk


def test_chains_and_their_triggers_are_whole(dumped: tuple[Path, Manifest], blank: Callable[[str], str]) -> None:
    load(blank("second"), dumped[0])
    with enter("second"):
        assert Decision.objects.count() == 2
        assert list(differences(Decision)) == []
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Decision.objects.update(because="changed")


def test_a_number_that_was_given_is_not_given_again(dumped: tuple[Path, Manifest], blank: Callable[[str], str]) -> None:
    gone = Subject.objects.create(kind="a.b", key="gone").pk
    Subject.objects.filter(pk=gone).delete()
    folder = dumped[0].with_name("later")
    dump(current(), folder)
    load(blank("second"), folder)
    with enter("second"):
        assert Subject.objects.create(kind="a.b", key="new").pk == gone + 1


def test_who_writes_meanwhile_waits_for_nobody_and_is_not_seen(tmp_path: Path, alice: Any) -> None:
    fill(alice)
    count = Subject.objects.count()

    def meanwhile(what: str, done: int, of: int) -> None:
        if what == "django_content_type":
            writer = Thread(target=written_elsewhere, args=[current()])
            writer.start()
            writer.join()

    manifest = dump(current(), tmp_path / "dump", progress=meanwhile)
    assert {part.name: part.rows for part in manifest.tables}["work_subject"] == count
    assert Subject.objects.count() > count


@pytest.mark.parametrize("how", ["cut", "other rows", "a row more", "no number", "points nowhere", "not JSON"])
def test_a_damaged_table_changes_nothing(
    how: str, dumped: tuple[Path, Manifest], blank: Callable[[str], str], tmp_path: Path
) -> None:
    folder, manifest = dumped
    before = dump_of(blank("second"), tmp_path / "before")
    spoil(folder, manifest, how)
    with pytest.raises(BadArchive):
        load("second", folder)
    after = dump_of("second", tmp_path / "after")
    assert [part.sha256 for part in after.tables] == [part.sha256 for part in before.tables]


def dump_of(key: str, folder: Path) -> Manifest:
    return dump(key, folder)


def written_elsewhere(key: str) -> None:
    with enter(key):
        Subject.objects.create(kind="while", key="dumped")


def spoil(folder: Path, manifest: Manifest, how: str) -> None:
    path = folder / table_file("work_subject")
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    if how == "cut":
        lines = lines[:-1]
    elif how == "a row more":
        lines.append(lines[-1])
    elif how == "no number":
        lines[0] = b'["one"' + lines[0][lines[0].index(b",") :]
    elif how == "other rows":
        lines[0] = b"[1]\n"
    elif how == "points nowhere":
        lines[0] = b"[99999" + lines[0][lines[0].index(b",") :]
    else:
        path = folder / table_file("work_decision")
        lines = [gzip.decompress(path.read_bytes()).replace(b'"{', b'"{{')]
    data = b"".join(lines)
    path.write_bytes(gzip.compress(data))
    name = path.name.removesuffix(".jsonl.gz")
    parts = [
        msgspec.structs.replace(part, bytes=len(data), sha256=hashlib.sha256(path.read_bytes()).hexdigest())
        if part.name == name
        else part
        for part in manifest.tables
    ]
    changed = msgspec.structs.replace(manifest, tables=parts)
    assert read(written(changed)) == changed
    (folder / MANIFEST).write_bytes(written(changed))
