"""Feeds and pages that we wrote for trying things out: wholly invented, the same for the same seed."""

from houtai.modules.collect.sample.plan import Truth
from houtai.modules.collect.sample.site import Site, site

__all__ = ["Site", "Truth", "site"]
