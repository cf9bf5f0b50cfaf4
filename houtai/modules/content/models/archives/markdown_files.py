"""Our own Markdown files: one of an article, and a second one of a draft that is newer than what readers see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.text.markdown import markdown
from houtai.modules.content.models.archives import front
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.fields import NAMED, plain
from houtai.modules.content.models.archives.pictures import Pictures
from houtai.modules.content.models.archives.record import Record, checked, known

FACTS = ("state", "published", "corrections")
DRAFT = ".draft.md"
LONGEST_NAME = 60


def files(record: dict[str, Any], texts: dict[str, str], pictures: Pictures) -> Iterator[tuple[str, str]]:
    """Names and contents. texts: stored HTML by version, for the record has it with addresses."""
    base = record["live"] or record["draft"]
    name = f"{record['article']}-{base.get('slug', '')[:LONGEST_NAME]}".rstrip("-")
    first = {"article": record["article"], **front_of(base), **{fact: record[fact] for fact in FACTS if record[fact]}}
    yield f"{name}.md", front.written(first, text(texts["live" if record["live"] else "draft"], pictures))
    if record["live"] and record["draft"]:
        later = {"article": record["article"], "version": "draft", **front_of(record["draft"])}
        yield f"{name}{DRAFT}", front.written(later, text(texts["draft"], pictures))


def front_of(version: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name != "body"}


def text(html: str, pictures: Pictures) -> str:
    return markdown(html, address=pictures.address)


def record(base: bytes, later: bytes | None, *, where: str) -> Record:
    """later: the file of the newer draft. Raises BadArchive."""
    said, version = read(base, where=where)
    facts = {name: said.pop(name) for name in ("article", *FACTS) if name in said}
    facts["article"] = number(facts.get("article"), where)
    public = facts.get("state") == "published"
    found = {"live" if public else "draft": version}
    if later is not None:
        also, draft = read(later, where=where)
        if also.pop("version", "") != "draft" or number(also.pop("article", None), where) != facts["article"]:
            raise BadArchive(_("%(where)s: the draft beside it is of another article.") % {"where": where})
        known(also, (), where)
        found["draft"] = draft
    known(said, (), where)
    return checked({**facts, **found}, where=where, marked=True)


def read(data: bytes, *, where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of the article, and of this version of it."""
    said, below = front.parted(data, where=where)
    names = (*plain(), *(name for name in NAMED if name != "body"))
    version = {name: said.pop(name) for name in names if name in said}
    return said, {**version, "body": below}


def number(said: Any, where: str) -> int:
    if not isinstance(said, str) or not said.isdecimal() or len(said) > 18:
        raise BadArchive(_("%(where)s: the number of the article is missing.") % {"where": where})
    return int(said)
