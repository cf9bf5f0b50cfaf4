"""Where an article comes from when it was collected: its source, the terms of that, and who else tells the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.text.address import settle

LONGEST = 4000


class Sourced(models.Model):
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("source's address"), max_length=2000, blank=True)
    licence = models.CharField(
        _("terms of use"), max_length=300, blank=True, help_text=_("As the source states them: an address or words.")
    )
    credits = models.TextField(
        _("further sources"),
        max_length=LONGEST,
        blank=True,
        help_text=_("Who else tells the same, one a line: a name, an address, or both."),
    )

    class Meta:
        abstract = True

    @property
    def credited(self) -> list[tuple[str, str]]:
        """The further sources: what is shown of each, and where that leads, or ""."""
        return [parted(line) for line in self.credits.splitlines() if line.strip()]

    @property
    def source_addresses(self) -> list[str]:
        """Of all sources that have one, the first of them its own."""
        return [url for url in (self.source_url, *(url for _name, url in self.credited)) if url]


def parted(line: str) -> tuple[str, str]:
    """A line may end with an address."""
    name, _blank, last = line.strip().rpartition(" ")
    url = settle(last) if last.startswith(("https://", "http://")) else ""
    return (name.strip() or url, url) if url else (line.strip(), "")


def lines(others: Sequence[tuple[str, str]]) -> list[str]:
    """As the field has them."""
    return [" ".join(f"{name} {url}".split()) for name, url in others if name or url]


def joined(known: str, others: Sequence[tuple[str, str]], *, gone: bool = False) -> str:
    """What the field then says: with these too, or without them, as far as it has room."""
    new = lines(others)
    kept = [line for line in known.splitlines() if line not in new]
    told = kept if gone else [*known.splitlines(), *(line for line in new if line not in known.splitlines())]
    while len("\n".join(told)) > LONGEST:
        told.pop()
    return "\n".join(told)
