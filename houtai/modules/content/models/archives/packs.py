"""The four kinds of files that articles come in. Each gives its records one by one, and its pictures by address."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, ClassVar
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext as _

from houtai.modules.content.models.archives import foreign, markdown_files, zips
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.manifest import Manifest, loaded, picture
from houtai.modules.content.models.archives.markdown_files import DRAFT
from houtai.modules.content.models.archives.packing import ARTICLES, MANIFEST, PICTURES
from houtai.modules.content.models.archives.record import Record, checked

LARGEST_TEXT = 20 * 2**20
# Where other programs keep what the addresses of pages begin at.
ROOTS = ("", "static", "public", "assets", "content")


class Pack:
    """about: what it says of itself; None for files of other programs. total: how many records, as far as known."""

    about: Manifest | None = None
    total = 0

    def records(self) -> Iterator[Record]:
        """Raises BadArchive at what is damaged."""
        raise NotImplementedError

    def find(self, address: str, place: str) -> str | None:
        """The name of the file that is meant by this address in a text in that folder."""
        return None

    def digest(self, name: str) -> str:
        raise NotImplementedError

    def read(self, name: str) -> bytes:
        raise NotImplementedError

    def describe(self, name: str) -> dict[str, Any]:
        return {}

    def check(self) -> None:
        """Looks at whatever is not part of a record. Raises BadArchive."""


class Single(Pack):
    total = 1

    def __init__(self, record: Record) -> None:
        self.record = record

    def records(self) -> Iterator[Record]:
        yield self.record


class Zipped(Pack):
    largest: ClassVar[int] = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE

    def __init__(self, archive: zipfile.ZipFile, names: Sequence[str]) -> None:
        self.archive, self.names = archive, set(names)
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        if name not in self._digests:
            sha = hashlib.sha1(usedforsecurity=False)
            for data in zips.chunks(self.archive, name, most=self.largest):
                sha.update(data)
            self._digests[name] = sha.hexdigest()
        return self._digests[name]

    def read(self, name: str) -> bytes:
        return zips.read(self.archive, name, most=self.largest)

    def text(self, name: str) -> bytes:
        return zips.read(self.archive, name, most=LARGEST_TEXT)


class Foreign(Zipped):
    def __init__(self, archive: zipfile.ZipFile, names: Sequence[str], texts: Sequence[str]) -> None:
        super().__init__(archive, names)
        self.texts, self.total = texts, len(texts)

    def records(self) -> Iterator[Record]:
        for name in self.texts:
            yield foreign.record(self.text(name), where=name)

    def find(self, address: str, place: str) -> str | None:
        path = PurePosixPath(unquote(address.partition("?")[0].partition("#")[0]).lstrip("/"))
        folders = [PurePosixPath(place), *PurePosixPath(place).parents]
        for folder in folders:
            for root in ROOTS:
                if (name := straight(folder / root / path)) in self.names:
                    return name
        return None


def straight(path: PurePosixPath) -> str:
    """Without the steps up."""
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


class Ours(Zipped):
    about: Manifest

    def __init__(self, archive: zipfile.ZipFile, names: Sequence[str], about: Manifest) -> None:
        super().__init__(archive, names)
        self.about, self.total = about, about.articles
        self.pictures = {said["file"]: said for said in self.listed()}

    def listed(self) -> Iterator[dict[str, Any]]:
        if PICTURES not in self.names:
            raise missing(PICTURES)
        for number, line in zips.lines(self.archive, PICTURES, longest=2**16):
            yield picture(line, where=f"{PICTURES}:{number}")

    def records(self) -> Iterator[Record]:
        seen: set[int] = set()
        for record in self.each():
            if record.article in seen:
                raise BadArchive(_("%(where)s: this article was in it before.") % {"where": record.where})
            seen.add(record.article)
            yield record
        if len(seen) != self.about.articles:
            told = {"n": self.about.articles, "found": len(seen)}
            raise BadArchive(_("There should be %(n)s articles in it, and there are %(found)s.") % told)

    def each(self) -> Iterator[Record]:
        raise NotImplementedError

    def find(self, address: str, place: str) -> str | None:
        return address if address in self.pictures else None

    def describe(self, name: str) -> dict[str, Any]:
        return {part: value for part, value in self.pictures[name].items() if part != "file"}

    def check(self) -> None:
        if unknown := self.names - {MANIFEST, PICTURES, *self.pictures, *self.articles}:
            raise BadArchive(_("There is a file in it that no list names: %(name)s") % {"name": min(unknown)[:100]})
        for name in sorted(self.pictures):
            if name not in self.names:
                raise missing(name)
            if self.digest(name) != PurePosixPath(name).stem:
                raise zips.damaged(name)

    @property
    def articles(self) -> Sequence[str]:
        raise NotImplementedError


class Lines(Ours):
    @property
    def articles(self) -> Sequence[str]:
        return [ARTICLES]

    def each(self) -> Iterator[Record]:
        if ARTICLES not in self.names:
            raise missing(ARTICLES)
        for number, line in zips.lines(self.archive, ARTICLES, longest=LARGEST_TEXT):
            where = f"{ARTICLES}:{number}"
            yield checked(loaded(line, where=where), where=where)


class Marked(Ours):
    @property
    def articles(self) -> Sequence[str]:
        return sorted(name for name in self.names if name.endswith(".md"))

    def each(self) -> Iterator[Record]:
        drafts = {name for name in self.articles if name.endswith(DRAFT)}
        left = set(drafts)
        for name in self.articles:
            if name not in drafts:
                later = name.removesuffix(".md") + DRAFT
                left.discard(later)
                yield markdown_files.record(self.text(name), self.text(later) if later in drafts else None, where=name)
        if left:
            raise missing(min(left).removesuffix(DRAFT) + ".md")


def missing(name: str) -> BadArchive:
    return BadArchive(_("%(name)s is missing in it.") % {"name": name})
