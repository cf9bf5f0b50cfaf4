"""A damaged or hostile archive is refused whole, and nothing of it stays."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive.errors import ArchiveError, BadArchive
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.archive.manifest import is_safe
from houtai.core.workspaces.archive.packing import unpack
from houtai.core.workspaces.archive.tests.filling import fill
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def archive(tmp_path: Path, alice: Any) -> Path:
    fill(alice)
    media = engine.folder_of(current()) / "media"
    media.mkdir(exist_ok=True)
    (media / "a.jpg").write_bytes(b"picture")
    export(current(), tmp_path / "a.tar", now=now())
    return tmp_path / "a.tar"


MANIFESTS: dict[str, Change] = {
    "another format": lambda told: told.update(format=2),
    "a newer version": lambda told: told["migrations"].append(["work", "9999_to_come"]),
    "holes in its version": lambda told: told["migrations"].remove(["work", "0002_append_only"]),
    "a table less": lambda told: told["tables"].pop(),
    "a table twice": lambda told: told["tables"].append(told["tables"][0]),
    "a table nobody knows": lambda told: told["tables"][0].update(name="sqlite_master"),
    "another kind of column": lambda told: told["tables"][0]["columns"][0].update(kind="text"),
    "other rows": lambda told: told["tables"][0].update(rows=1000),
    "fewer bytes than it has": lambda told: told["tables"][0].update(bytes=1),
    "more room than there is": lambda told: told["tables"][0].update(bytes=2**60),
    "another digest": lambda told: told["tables"][0].update(sha256="0" * 64),
    "a path upwards": lambda told: told["files"][0].update(name="media/../../db.sqlite3"),
    "an absolute path": lambda told: told["files"][0].update(name="/etc/passwd"),
    "a database as a file": lambda told: told["files"][0].update(name="db.sqlite3"),
    "a NUL in a name": lambda told: told["files"][0].update(name="media/a\0b"),
    "names that differ in case": lambda told: told["files"].append({**told["files"][0], "name": "media/A.JPG"}),
    "a person less": lambda told: told["registry"]["people"].clear(),
    "two people with one address": lambda told: told["registry"]["people"].append(
        {**told["registry"]["people"][0], "key": 77}
    ),
    "a bad host": lambda told: told["registry"].update(hosts=["a/b"]),
    "no registry": lambda told: told.update(registry=None),
    "something more": lambda told: told.update(more=1),
    "deep nesting": lambda told: told.update(registry=json.loads("[" * 900 + "]" * 900)),
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_a_manifest_that_is_wrong(what: str, archive: Path) -> None:
    before = home()
    with_manifest(archive, MANIFESTS[what])
    with pytest.raises(Refusal):
        bring_in(archive, now=now())
    assert home() == before


def test_content_types_that_would_fill_the_memory(archive: Path) -> None:
    def swell(told: dict[str, Any]) -> None:
        next(part for part in told["tables"] if part["name"] == "django_content_type")["bytes"] = 2**21

    with_manifest(archive, swell)
    with pytest.raises(BadArchive, match="more content types"):
        bring_in(archive, now=now())


def link(member: tarfile.TarInfo) -> None:
    member.type, member.linkname, member.size = tarfile.SYMTYPE, "/etc/passwd", 0


def device(member: tarfile.TarInfo) -> None:
    member.type, member.size = tarfile.CHRTYPE, 0


def hard_link(member: tarfile.TarInfo) -> None:
    member.type, member.linkname, member.size = tarfile.LNKTYPE, "manifest.json", 0


def upwards(member: tarfile.TarInfo) -> None:
    member.name = "../../a.jpg"


def sparse(member: tarfile.TarInfo) -> None:
    member.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": "7", "GNU.sparse.realsize": "7"}


def long_header(member: tarfile.TarInfo) -> None:
    member.pax_headers = {"comment": "x" * 2**21}


@pytest.mark.parametrize("change", [link, device, hard_link, upwards, sparse, long_header])
def test_a_member_that_is_no_plain_part(change: Callable[[tarfile.TarInfo], None], archive: Path) -> None:
    before = home()
    members = read(archive)
    with tarfile.open(archive, "w:", format=tarfile.PAX_FORMAT) as tar:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if name == "media/a.jpg":
                change(member)
            tar.addfile(member, io.BytesIO(data))
    with pytest.raises(BadArchive):
        bring_in(archive, now=now())
    assert home() == before


@pytest.mark.parametrize("name", ["media/a", "media/图/é.jpg", "events/log/_delta_log/0.json", "media/.hidden"])
def test_names_of_files_that_are_fine(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize(
    "name",
    [
        *("media", "media/", "media//a", "media/.", "media/../a", "media/. ./a", "/media/a", "media/a\\b", "media/c:d"),
        *("media/a\nb", "media/a\u202eb", "tables/a", "MEDIA/a", "media/" + "a" * 256, ""),
    ],
)
def test_names_of_files_that_are_refused(name: str) -> None:
    assert not is_safe(name)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_any_change_is_refused_or_changes_nothing(data: Any, archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    place = data.draw(some.integers(0, len(whole) - 1))
    put = data.draw(some.binary(min_size=0, max_size=600))
    cut = data.draw(some.integers(0, 600))
    changed = tmp_path / "changed.tar"
    changed.write_bytes(whole[:place] + put + whole[place + cut :])
    folders = [tmp_path / f"{len(list(tmp_path.iterdir()))}-{number}" for number in range(2)]
    for folder in folders:
        folder.mkdir()
    expected = unpack(archive, folders[0], progress=lambda *told: None)
    try:
        found = unpack(changed, folders[1], progress=lambda *told: None)
    except ArchiveError:
        return
    # What no digest covers is the manifest, which is checked against the tables, and the empty room between parts.
    assert found.digests == expected.digests


def with_manifest(archive: Path, change: Change) -> None:
    members = read(archive)
    told = json.loads(members[0][1])
    change(told)
    members[0] = ("manifest.json", json.dumps(told).encode())
    with tarfile.open(archive, "w:", format=tarfile.PAX_FORMAT) as tar:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def read(archive: Path) -> list[tuple[str, bytes]]:
    with tarfile.open(archive) as tar:
        return [(member.name, tar.extractfile(member).read()) for member in tar]


def home() -> Any:
    top = engine.folder_of(current()).parents[1]
    folders = sorted(path.name for kind in ("workspaces", "drafts") for path in (top / kind).glob("*"))
    return folders, Workspace.objects.count()
