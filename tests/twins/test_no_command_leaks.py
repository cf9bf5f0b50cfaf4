"""Every command that works inside a workspace, for one and then for the other: each stays with its own."""

import gzip
import subprocess
import tarfile
from contextlib import contextmanager
from contextvars import Context
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

from houtai.core.readers.models import Reader
from houtai.core.workspaces.context import NoWorkspace, enter
from houtai.core.workspaces.management.commands.workspaces import parts
from houtai.site.command_line import OUTSIDE, main
from tests import cluster
from tests.twins.remains import remains

pytestmark = pytest.mark.django_db(transaction=True)

INSIDE = [
    "decisions verify",
    "ledger close",
    "ledger verify --json",
    "readers rebuild",
    "readers export {canary}-r0",
    "readers erase {canary}-r1",
    "publish_scheduled",
    "rebuild_references_index",
    "update_index",
    "dumpdata content collect push readers strategies work",
]
ABOUT = [
    "workspaces usage {key} --json",
    "workspaces modules {key}",
    "workspaces host {key}",
    "workspaces invite {key} {canary}@example.com --mail",
    "workspaces reindex {key}",
    "workspaces backup {key}",
    "workspaces backup {key} --list",
    "workspaces export {key} {folder}/{canary}.tar",
    "export_articles {key} {folder}/{canary}.zip --format json",
    "import_articles {key} {folder}/{canary}.zip --dry-run",
    "workspaces suspend {key}",
    "workspaces resume {key}",
]
# For all workspaces, or walked by tests of their own that make, move and delete workspaces; a played day is one too.
ELSEWHERE = {"sinks", "day", "catalog_docs", "workspaces"}
LIVES = {"make", "list", "rename", "leave", "stay", "purge", "move", "migrate", "import", "restore", "drill"}


def said(words, capsys):
    """What the command line prints; it knows no workspace but the one that is named."""
    with suppress_success():
        main_alone(words)
    return "".join(capsys.readouterr())


@contextmanager
def suppress_success():
    """Some commands end the process with 0 when all is well."""
    try:
        yield
    except SystemExit as ended:
        if ended.code:
            raise


def main_alone(words):
    Context().run(main, ["houtai", *words.split()])


def archived(file):
    """What is in an archive: tables are packed in it once more."""
    with tarfile.open(file) as archive:
        parts = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
    return b"".join(gzip.decompress(part) if name.endswith(".gz") else part for name, part in parts.items())


def backed_up(twin):
    (folder,) = (Path(settings.HOME) / settings.BACKUPS / twin.key).iterdir()
    (packed,) = (file for file in folder.rglob("db*") if file.is_file())
    if packed.suffix == ".gz":
        return gzip.decompress(packed.read_bytes())
    return subprocess.run(
        [cluster.binaries() / "pg_restore", "-f", "-", packed], stdout=subprocess.PIPE, check=True
    ).stdout


def test_every_command_in_turn(filled, sinks, caplog, capsys, tmp_path):
    one, two = filled
    for command in [f"{line} --workspace={{key}}" for line in INSIDE] + ABOUT:
        for twin, other in ((one, two), (two, one)):
            words = command.format(canary=twin.canary, key=twin.key, folder=tmp_path)
            assert other.canary not in said(words, capsys), words
    assert remains(filled, sinks, caplog) == []
    for twin in filled:
        with enter(twin.key):
            keys = Reader.objects.values_list("key", flat=True)
            assert set(keys) & {f"{twin.canary}-r{n}" for n in range(3)} == {f"{twin.canary}-r0", f"{twin.canary}-r2"}
    for twin, other in ((one, two), (two, one)):
        for kept in (archived(tmp_path / f"{twin.canary}.tar"), backed_up(twin)):
            assert twin.canary.encode() in kept
            assert other.canary.encode() not in kept


def test_without_a_workspace_a_command_is_in_the_default_one_and_in_no_twin(filled, capsys):
    one, two = filled
    assert one.canary not in said("dumpdata content work", capsys)
    for reader in (f"{one.canary}-r0", f"{two.canary}-r0"):
        with pytest.raises(SystemExit):
            main_alone(f"readers export {reader}")
    with pytest.raises(SystemExit, match="There is no workspace"):
        main_alone("readers rebuild --workspace=nothing")
    with pytest.raises(NoWorkspace):
        Context().run(call_command, "readers", "rebuild")


def test_no_command_of_ours_is_left_out():
    ours = {name for name, app in get_commands().items() if app.startswith("houtai.")}
    walked = {line.split()[0] for line in INSIDE}
    assert ours - walked - OUTSIDE == ELSEWHERE
    assert set(parts()) - {line.split()[1] for line in ABOUT} == LIVES
