"""One article as its file has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.fields import NAMED, check_text, check_time, inward, plain, wrong
from houtai.modules.content.models.author import Author
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.headline import LONGEST, MOST, distinct
from houtai.modules.content.models.series import Series

STATES = ("draft", "scheduled", "published", "withdrawn")
PARTS = ("article", "state", "published", "live", "draft", "corrections")
# By what a file names them.
CALLED: Mapping[str, Any] = {
    "author": Author._meta.get_field("name"),
    "column": Column._meta.get_field("slug"),
    "series": Series._meta.get_field("slug"),
}
CORRECTION = ("text", "at", "by", "withdrawn_at", "withdrawn_by")


@dataclass(frozen=True, kw_only=True)
class Record:
    """article: its number in the workspace that it comes from, 0 for files of other programs; live, draft: name to
    value, of what readers see and of a later draft; where: in the archive; marked: the texts are Markdown; place: the
    folder that addresses of pictures start from; notes: for people, what was left out.
    """

    article: int
    where: str
    state: str = "draft"
    published: datetime | None = None
    live: Mapping[str, Any] | None = None
    draft: Mapping[str, Any] | None = None
    corrections: tuple[Mapping[str, Any], ...] = ()
    marked: bool = False
    place: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def newest(self) -> Mapping[str, Any]:
        return self.draft or self.live or {}

    @property
    def title(self) -> str:
        return str(self.newest.get("title", ""))


def checked(said: Any, *, where: str, marked: bool = False) -> Record:
    """The record that JSON, or a front matter of ours, says. Raises BadArchive for whatever it should not hold."""
    known(said, PARTS, where)
    number, state = said.get("article"), said.get("state", "draft")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**63:
        raise wrong("article", where)
    if state not in STATES:
        raise wrong("state", where)
    versions: dict[str, Any] = {
        name: version(said[name], name, where=where) for name in ("live", "draft") if said.get(name) is not None
    }
    if not versions:
        raise BadArchive(_("%(where)s: there is no text in it.") % {"where": where})
    told = said.get("corrections", [])
    if not isinstance(told, list):
        raise wrong("corrections", where)
    corrections = tuple(correction(one, where) for one in told)
    published = moment(said.get("published"), "published", where)
    return Record(
        article=number,
        where=where,
        state=state,
        published=published,
        corrections=corrections,
        marked=marked,
        **versions,
    )


def known(said: Any, names: tuple[str, ...], where: str) -> None:
    if not isinstance(said, dict):
        raise BadArchive(_("%(where)s: this is not what an article looks like.") % {"where": where})
    if unknown := sorted(set(said) - set(names)):
        told = {"where": where, "names": ", ".join(str(name)[:40] for name in unknown[:5])}
        raise BadArchive(_("%(where)s: unknown fields: %(names)s.") % told)


def version(said: Any, part: str, *, where: str) -> dict[str, Any]:
    """Only a draft may have no title yet."""
    known(said, (*plain(), *NAMED), where)
    found = {name: inward(name, said[name], where=where) for name in plain() if name in said}
    if part == "live" and not str(found.get("title", "")).strip():
        raise BadArchive(_("%(where)s: the title is missing.") % {"where": where})
    for name in ("body", "cover", *CALLED):
        if name in said:
            check_text(name, said[name], where)
            found[name] = said[name] or ""
            check_called(name, found[name], where)
    if "tags" in said:
        found["tags"] = tags(said["tags"], where)
    if "headlines" in said:
        found["headlines"] = headlines(said["headlines"], where)
    return found


def check_called(name: str, value: str, where: str) -> None:
    """Raises BadArchive for what nothing can be called."""
    try:
        if name in CALLED and value:
            CALLED[name].run_validators(value)
    except ValidationError as error:
        raise wrong(name, where) from error


def headlines(said: Any, where: str) -> list[str]:
    """Those besides the title, in their order."""
    if not isinstance(said, list) or len(said) >= MOST:
        raise wrong("headlines", where)
    for text in said:
        check_text("headlines", text, where)
        if not (text or "").strip() or len(text) > LONGEST:
            raise wrong("headlines", where)
    return distinct(said)


def tags(said: Any, where: str) -> list[str]:
    if not isinstance(said, list):
        raise wrong("tags", where)
    for tag in said:
        check_text("tags", tag, where)
        if not tag or len(tag) > 100:
            raise wrong("tags", where)
    return list(dict.fromkeys(tag.strip() for tag in said if tag.strip()))


def correction(said: Any, where: str) -> dict[str, Any]:
    known(said, CORRECTION, where)
    for name in ("text", "by", "withdrawn_by"):
        check_text(name, said.get(name), where)
    at = moment(said.get("at"), "at", where)
    if at is None or not said.get("text"):
        raise wrong("corrections", where)
    names = {name: (said.get(name) or "")[:200] for name in ("by", "withdrawn_by")}
    withdrawn = moment(said.get("withdrawn_at"), "withdrawn_at", where)
    return {"text": said["text"], "at": at, "withdrawn_at": withdrawn, **names}


def moment(said: Any, name: str, where: str) -> datetime | None:
    if said in (None, ""):
        return None
    try:
        found = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise wrong(name, where)
    check_time(name, found, where)
    return found
