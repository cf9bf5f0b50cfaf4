"""What an archive of ours says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.packing import JSON, MANIFEST, MARKDOWN, PICTURES, VERSION
from houtai.modules.content.models.archives.pictures import ABOUT, FOLDER

KINDS = {"authors": ("about",), "columns": ("name", "about"), "series": ("name", "about")}


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """workspace: where it comes from; authors, columns, series: what they are called in the files, to what they are."""

    form: str
    workspace: str = ""
    articles: int = 0
    images: int = 0
    authors: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    series: dict[str, dict[str, str]] = field(default_factory=dict)


def manifest(data: bytes) -> Manifest:
    """Raises BadArchive."""
    said = loaded(data, where=MANIFEST)
    wanted = {"houtai", "version", "format", "workspace", "articles", "images", *KINDS}
    if not isinstance(said, dict) or said.get("houtai") != "articles" or not isinstance(said.get("version"), int):
        raise wrong(MANIFEST)
    if said["version"] > VERSION:
        raise BadArchive(_("A newer release has written this archive. Bring this one up to it first."))
    counts = (said.get("articles"), said.get("images"))
    if set(said) != wanted or said["format"] not in (MARKDOWN, JSON) or not all(isinstance(n, int) for n in counts):
        raise wrong(MANIFEST)
    if not isinstance(said["workspace"], str) or not all(named(said[kind], parts) for kind, parts in KINDS.items()):
        raise wrong(MANIFEST)
    told = {name: said[name] for name in ("workspace", "articles", "images", *KINDS)}
    return Manifest(form=said["format"], **told)


def named(said: Any, parts: tuple[str, ...]) -> bool:
    rows = said.values() if isinstance(said, dict) else [None]
    return all(isinstance(row, dict) and set(row) == set(parts) and all(map(is_text, row.values())) for row in rows)


def is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 300 and "\x00" not in value


def picture(data: bytes, *, where: str) -> dict[str, Any]:
    """A line of the list of pictures. Raises BadArchive."""
    said = loaded(data, where=where)
    if not isinstance(said, dict) or not set(said) <= {"file", *ABOUT} or not is_text(said.get("file")):
        raise wrong(where)
    words = [said.get(name, "") for name in ("title", "description")]
    figures = [said.get(name, 0) for name in ABOUT[2:]]
    if not all(map(is_text, words)) or not all(isinstance(n, int) and 0 <= n < 10**6 for n in figures):
        raise wrong(where)
    if not said["file"].startswith(f"{FOLDER}/"):
        raise wrong(where)
    return said


def loaded(data: bytes, *, where: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadArchive(
            _("%(where)s: this is no JSON (%(why)s).") % {"where": where, "why": str(error)[:100]}
        ) from error


def wrong(where: str) -> BadArchive:
    return BadArchive(_("%(where)s: this is not what it should be.") % {"where": where})


__all__ = ["PICTURES", "Manifest", "loaded", "manifest", "picture", "wrong"]
