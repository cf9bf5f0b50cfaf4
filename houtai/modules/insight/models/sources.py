"""Where readers come from, told by the host of the page before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.modules.insight.models.hosts import MAIL, SEARCH, SOCIAL, TOP

LABELS: dict[str, Any] = {
    "direct": _("Direct"),
    "within": _("From one page to the next"),
    "search": _("Search"),
    "social": _("Social networks"),
    "push": _("Own pushes"),
    "mail": _("Mail"),
    "other": _("Other sites"),
}


def kind_of(host: str, *, own: Collection[str]) -> str:
    """One of LABELS. Mail and social networks come first, for they live on hosts of search engines too."""
    if not host:
        return "direct"
    if host in own:
        return "within"
    lists = (("mail", MAIL), ("social", SOCIAL), ("search", SEARCH))
    return next((kind for kind, names in lists if any(belongs(host, name) for name in names)), "other")


def belongs(host: str, name: str) -> bool:
    """A name with a dot is a host and all below it; one that ends in a bare word has many top-level domains."""
    if name.rpartition(".")[2] in TOP:
        return host == name or host.endswith(f".{name}")
    return f".{host}.".find(f".{name}.") >= 0


def kinds(hosts: Mapping[str, int], *, pushed: int, own: Collection[str]) -> dict[str, int]:
    """Views by kind of source, all kinds in the order of LABELS."""
    found: Counter[str] = Counter({"push": pushed})
    for host, views in hosts.items():
        found[kind_of(host, own=own)] += views
    return {kind: found[kind] for kind in LABELS}
