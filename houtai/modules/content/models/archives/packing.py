"""Writes articles into one archive, a few at a time, however many there are."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.workspaces.context import current
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.markdown_files import files
from houtai.modules.content.models.archives.pictures import about
from houtai.modules.content.models.archives.taking import Taking

MARKDOWN, JSON = "markdown", "json"
VERSION = 1
MANIFEST, ARTICLES, PICTURES = "houtai.json", "articles.jsonl", "images.jsonl"
# The list of what is in an archive is read at once, so it ends somewhere.
MOST_FILES = 200_000
CHUNK = 2**20
Progress = Callable[[int], None]


def pack(articles: Any, to: Path, *, form: str, progress: Progress) -> dict[str, int]:
    """Returns how many articles and pictures are in it. The same articles give the same bytes.

    form: MARKDOWN or JSON; progress is told how many are done. Raises BadArchive when there are too many, and OSError.
    """
    with zipfile.ZipFile(to, "x", allowZip64=True) as archive:
        return Packing(archive, progress).pack(articles, form)


class Packing:
    def __init__(self, archive: zipfile.ZipFile, progress: Progress) -> None:
        self.archive, self.progress, self.done = archive, progress, 0
        self.taking = Taking()

    def pack(self, articles: Any, form: str) -> dict[str, int]:
        if form == JSON:
            self.lines(ARTICLES, self.counted(self.taking.each(articles)))
        else:
            for record in self.counted(self.taking.each(articles)):
                for name, text in files(record, self.taking.texts, self.taking.pictures):
                    self.put(name, text.encode())
        pictures = list(self.pictures())
        self.lines(PICTURES, pictures)
        manifest = {"houtai": "articles", "version": VERSION, "format": form, "workspace": current()}
        manifest |= {"articles": self.done, "images": len(pictures), **self.taking.names}
        self.put(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
        return {"articles": self.done, "images": len(pictures)}

    def counted(self, records: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for record in records:
            yield record
            self.done += 1
            self.progress(self.done)

    def lines(self, name: str, rows: Any) -> None:
        with self.archive.open(self.member(name), "w", force_zip64=True) as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    def pictures(self) -> Iterator[dict[str, Any]]:
        """Each file once, as it was uploaded."""
        for address, image in self.taking.pictures.each():
            with image.file.storage.open(image.file.name, "rb") as file:
                member = self.member(address, packed=False)
                with self.archive.open(member, "w", force_zip64=True) as out:
                    for chunk in file.chunks(CHUNK):
                        out.write(chunk)
            yield about(address, image)

    def put(self, name: str, data: bytes) -> None:
        self.archive.writestr(self.member(name), data)

    def member(self, name: str, *, packed: bool = True) -> zipfile.ZipInfo:
        """Without a time, so that the same articles are the same archive."""
        if len(self.archive.filelist) >= MOST_FILES:
            raise BadArchive(_("These are too many for one archive. Choose fewer, or JSON instead of Markdown."))
        member = zipfile.ZipInfo(name)
        member.external_attr = 0o600 << 16
        member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        return member
