"""What an archive says of itself: the first thing in it, and all that is believed is checked against it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from houtai.core.workspaces.archive.errors import BadArchive
from houtai.core.workspaces.archive.tables import TIME, Column

FORMAT = 1
MOST_BYTES, MOST_FILES = 64 * 2**20, 1_000_000
PLAIN = re.compile(r"[a-z][a-z0-9_]{0,62}")
HOST = re.compile(r"[a-z0-9.-]{1,253}")

Size = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Key = Annotated[int, msgspec.Meta(ge=1, le=2**62)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]


class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Refuses what it does not know."""


class TablePart(Struct, frozen=True, kw_only=True):
    """rows, bytes: of the table as JSON lines; packed: bytes of its gzip file; sha256: of that file;
    next: the last number its counter gave, so that no number is given twice.
    """

    name: Annotated[str, msgspec.Meta(pattern=f"^{PLAIN.pattern}$")]
    columns: list[Column]
    rows: Size
    bytes: Size
    packed: Size
    sha256: Digest
    next: Size = 0


class FilePart(Struct, frozen=True, kw_only=True):
    """name: below the workspace's folder, such as media/images/a.jpg."""

    name: Annotated[str, msgspec.Meta(max_length=1000)]
    bytes: Size
    sha256: Digest


class Person(Struct, frozen=True, kw_only=True):
    """A member: `key` is what the tables call them. Passwords stay where they are."""

    key: Key
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
    first_name: Text = ""
    last_name: Text = ""
    locale: Text = ""
    member: bool = True
    active: bool = True
    joined_at: TIME | None = None


class SealPart(Struct, frozen=True, kw_only=True):
    chain: Text
    row: Size
    hash: Text


class InvitationPart(Struct, frozen=True, kw_only=True):
    email: Annotated[str, msgspec.Meta(max_length=254)]
    roles: list[Text]
    digest: Digest
    inviter: Key | None
    created_at: TIME
    expires_at: TIME
    accepted_at: TIME | None = None
    withdrawn_at: TIME | None = None


class UsePart(Struct, frozen=True, kw_only=True):
    module: Annotated[str, msgspec.Meta(max_length=60)]
    month: dt.date
    count: Size
    first_at: TIME
    last_at: TIME


class Registry(Struct, frozen=True, kw_only=True):
    """What the control database knows of the workspace."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    hosts: list[Annotated[str, msgspec.Meta(pattern=f"^{HOST.pattern}$")]] = []
    off: list[Text] = []
    people: list[Person] = []
    seals: list[SealPart] = []
    invitations: list[InvitationPart] = []
    uses: list[UsePart] = []


class Manifest(Struct, frozen=True, kw_only=True):
    """schema: digest of the migrations; migrations: their names; taken_at: as of when the rows are."""

    format: int
    schema: Text
    taken_at: TIME
    migrations: list[tuple[Text, Text]]
    tables: list[TablePart]
    files: list[FilePart] = []
    registry: Registry | None = None

    @property
    def bytes(self) -> int:
        """How much room all of it takes on the disk, about."""
        return sum(part.bytes + part.packed for part in self.tables) + sum(part.bytes for part in self.files)

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each part by its name in the archive, in the order in which they come."""
        packed = {table_file(part.name): part.packed for part in self.tables}
        return packed | {part.name: part.bytes for part in self.files}

    @property
    def digests(self) -> dict[str, str]:
        packed = {table_file(part.name): part.sha256 for part in self.tables}
        return packed | {part.name: part.sha256 for part in self.files}


def table_file(table: str) -> str:
    return f"tables/{table}.jsonl.gz"


def written(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def read(data: bytes) -> Manifest:
    """Raises BadArchive for anything that is not a manifest of this format, or that names parts it must not."""
    try:
        version = msgspec.json.decode(data, type=dict[str, Any]).get("format")
        if version != FORMAT:
            raise BadArchive(f"The archive has the format {str(version)[:20]}; this Houtai reads format {FORMAT}.")
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadArchive(f"The archive's manifest cannot be read: {error}") from error
    _check_names([part.name for part in manifest.tables], [part.name for part in manifest.files])
    _check_people(manifest.registry)
    return manifest


def _check_names(tables: list[str], files: list[str]) -> None:
    if len(tables) + len(files) > MOST_FILES:
        raise BadArchive(f"The archive has more than {MOST_FILES} parts.")
    for name in files:
        if not is_safe(name):
            raise BadArchive(f"The archive has a file with a name that is not allowed: {name[:200]!r}")
    known = set(files)
    if len(known) != len(files) or len(set(tables)) != len(tables):
        raise BadArchive("The archive names one of its parts twice.")
    for name in files:
        if known & set(_above(name)):
            raise BadArchive(f"The archive has a file where it also has a folder: {name[:200]!r}")


def is_safe(name: str) -> bool:
    """Whether a file's name stays below media/ or events/, is one name only, and is no trick."""
    steps = name.split("/")
    if len(steps) < 2 or steps[0] not in ("media", "events") or not name.isprintable() or "\\" in name:
        return False
    return all(step and step.strip(". ") and len(step.encode()) <= 255 and ":" not in step for step in steps)


def _above(name: str) -> Iterable[str]:
    steps = name.split("/")
    return ("/".join(steps[:length]) for length in range(1, len(steps)))


def _check_people(registry: Registry | None) -> None:
    people = registry.people if registry else []
    if len({person.key for person in people}) != len(people):
        raise BadArchive("The archive names one key for two people.")
    if len({person.email.strip().lower() for person in people}) != len(people):
        raise BadArchive("The archive names one address for two people.")
