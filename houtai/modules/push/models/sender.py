"""Who writes to readers: the site, as its pages have it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from houtai.core.work.models import Site
from houtai.core.workspaces.registry import origin_here


@dataclass(frozen=True, kw_only=True)
class Sender:
    """origin: where the site is, without a path."""

    site: Site
    origin: str

    @classmethod
    def here(cls) -> Sender:
        return cls(site=Site.objects.shown(), origin=origin_here())

    @property
    def icon(self) -> str:
        """The logo's whole address; "" without one."""
        mark = self.site.mark
        return urljoin(self.origin, mark.url) if mark else ""
