"""Many sources at once: a line each, or a file of a feed reader, and what would become of each line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.text.charset import decode
from houtai.core.work import columns
from houtai.modules.collect.client import opml
from houtai.modules.collect.client.errors import Malformed
from houtai.modules.collect.forms.addresses import spellings, web_address
from houtai.modules.collect.models import Source

MOST, MOST_BYTES = 500, 2**21


@dataclass(kw_only=True)
class Line:
    """text: as it was written; place: the column's key; problem: why it becomes no source, "" when it does."""

    number: int
    text: str
    url: str
    name: str
    column: str
    place: int = columns.NONE
    problem: str = ""

    @classmethod
    def of(cls, number: int, text: str) -> Line:
        """Address, name and column with tabs between; or address, blank, name."""
        first, *more = [part.strip() for part in text.split("\t")]
        url, _blank, name = first.partition(" ")
        name, column = [*([name] if name else []), *more, "", ""][:2]
        return cls(number=number, text=text, url=url, name=name[:200], column=column)


class SourcesForm(forms.Form):
    lines = forms.CharField(
        label=_("Addresses, a line each"),
        required=False,
        max_length=MOST_BYTES,
        help_text=_("After an address its name may follow, and after a tab the column."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or an OPML file"),
        required=False,
        help_text=_("As feed readers export them. Its feeds are added to the lines above."),
        widget=forms.ClearableFileInput(attrs={"accept": ".opml,.xml,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean()
        lines = [*told.get("lines", "").splitlines(), *self.lines_of(told.get("file"))]
        told["lines"] = [line.strip() for line in lines if line.strip()]
        if not (told["lines"] or self.errors):
            raise forms.ValidationError(_("Write an address, or choose a file."))
        return told

    def lines_of(self, file: Any) -> list[str]:
        if not file:
            return []
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large to be a list of feeds."))
        data = file.read()
        if file.name.lower().endswith(".txt"):
            return decode(data).splitlines()
        try:
            return [f"{feed.url}\t{feed.name}\t{feed.column}" for feed in opml.read(data)]
        except Malformed as error:
            raise forms.ValidationError(_("This is not an OPML file.")) from error


def judged(lines: list[str], *, user: Any) -> list[Line]:
    """What would become of each; asked of the database in two queries."""
    found = [Line.of(number, text) for number, text in enumerate(lines, 1)]
    known = set(
        Source.objects.filter(url__in=[way for line in found for way in ways(line)]).values_list("url", flat=True)
    )
    mine = {name.casefold(): key for key, name in columns.offered_to(user).items()}
    seen: set[str] = set()
    for line in found:
        line.place = mine.get(line.column.casefold(), columns.NONE)
        line.problem = problem(line, known, seen)
        line.name = line.name or urlsplit(line.url).netloc[:200]
        seen.update(ways(line))
    return found


def ways(line: Line) -> list[str]:
    return spellings(line.url) if line.url.startswith(("http://", "https://")) else []


def problem(line: Line, known: set[str], seen: set[str]) -> str:
    try:
        web_address(forms.URLField(max_length=2000, assume_scheme="https").clean(line.url))
    except forms.ValidationError as error:
        return " ".join(error.messages)
    if line.number > MOST:
        return say("More than %(most)s for once: bring this one next time.") % {"most": MOST}
    if known & set(ways(line)):
        return say("There is already a source with this address.")
    return say("It stands here twice.") if line.url in seen else ""


@transaction.atomic
def add(lines: list[Line], *, by: Any, at: datetime) -> list[Source]:
    """A source of each line without a problem, looked at soon."""
    names, made = columns.names(), []
    for line in lines:
        if not line.problem:
            source = Source.objects.create(name=line.name, url=line.url, made_by=by)
            if line.place != columns.NONE:
                source.go_to(line.place, names[line.place])
            source.look_now(at=at)
            made.append(source)
    return made
