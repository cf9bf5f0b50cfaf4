"""Makes values of an article out of what a file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.text.address import settle
from houtai.core.text.markdown import referring, stored
from houtai.core.text.models import Origin
from houtai.core.text.pictures.shown import foreign
from houtai.core.text.pictures.shown import settled as shown
from houtai.core.text.sanitise import clean
from houtai.core.work.actors import Actor
from houtai.core.workspaces.context import current
from houtai.modules.content.models.archives.fields import MADE, plain
from houtai.modules.content.models.archives.importers import TO_BE_MADE, Names
from houtai.modules.content.models.archives.library import Library
from houtai.modules.content.models.archives.packs import Pack
from houtai.modules.content.models.archives.record import Record

LATER = 99_999


class Resolving:
    """making: whether authors, columns, series and pictures that are missing are made."""

    def __init__(self, pack: Pack, *, by: Actor, making: bool = False) -> None:
        self.pack, self.by, self.making = pack, by, making
        self.library = Library(pack, by=by, making=making)
        self.forget()
        # Numbers of pages and the like mean something in their own workspace alone.
        self.ours = pack.about is not None and pack.about.workspace == current()

    def forget(self) -> None:
        """Look everything up again: what was made may have been taken back."""
        self.names = Names(by=self.by, about=self.pack.about, making=self.making)
        self.library.forget()

    def values(self, record: Record, version: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
        """By attribute; tags by name. What an archive of ours does not say is empty. Raises NotTaken, BadArchive."""
        empty = {name: None if field.null else field.get_default() for name, field in plain().items()}
        found = {**(empty if self.pack.about else {}), **{name: version[name] for name in plain() if name in version}}
        found = {name: value for name, value in found.items() if value or name not in MADE}
        for name in ("source_url", "cover_url"):
            if name in found:
                found[name] = settle(found[name])
        if self.pack.about or "tags" in version:
            found["tags"] = list(dict.fromkeys(self.names.tag(name) for name in version.get("tags", ())))
        if self.pack.about or "headlines" in version:
            found["headlines"] = list(version.get("headlines", ()))
        found |= self.places(version, notes)
        if self.pack.about or version.get("cover"):
            found["cover_id"] = self.cover(record, version.get("cover", ""), notes)
        body = self.body(record, str(version.get("body", "")), notes)
        return self.taken_in({**found, "body": body})

    def taken_in(self, found: dict[str, Any]) -> dict[str, Any]:
        """What was fetched from elsewhere before is shown from the library, as it is in what is here."""
        cover = found.get("cover_url") if not found.get("cover_id") else None
        addresses = foreign(found["body"])
        if not cover and not addresses:
            return found
        known = Origin.objects.images([*addresses, *([cover] if cover else [])])
        told = {"cover_id": known[cover].pk, "cover_url": ""} if cover in known else {}
        return {**found, **told, "body": shown(found["body"], known)}

    def places(self, version: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, find in (
            ("author", self.names.author),
            ("column", self.names.column),
            ("series", self.names.series),
        ):
            said = version.get(name, "")
            if not said and not self.pack.about:
                continue
            found[f"{name}_id"] = find(said) if said else None
            if said and found[f"{name}_id"] is None:
                del found[f"{name}_id"]
                if name == "author" and not version.get("byline"):
                    found["byline"] = said[:200]
                else:
                    notes.append(_("Left out, for it is not here: %(name)s.") % {"name": said[:80]})
        return found

    def cover(self, record: Record, address: str, notes: list[str]) -> int | None:
        if not address:
            return None
        name = self.pack.find(address, record.place)
        if name is None:
            notes.append(lost(address))
        return self.library.number(name) if name else None

    def body(self, record: Record, text: str, notes: list[str]) -> str:
        def find(address: str) -> int | None:
            name = self.pack.find(address, record.place)
            if name is None:
                elsewhere = settle(address).startswith(("http://", "https://"))
                if not elsewhere:
                    notes.append(lost(address))
                return None if elsewhere else 0
            number = self.library.number(name)
            return LATER if number == TO_BE_MADE else number

        if record.marked:
            return stored(text, find=find, references=self.ours)
        return clean(referring(text, find=find, references=self.ours), stored=True)


def lost(address: str) -> str:
    return _("This picture is not in the file: %(name)s") % {"name": address[:200]}
