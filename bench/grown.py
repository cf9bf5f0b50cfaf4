"""The product's settings when `work` has two migrations more, which bench/fleet.py writes."""

from houtai.site.settings import *  # noqa: F403

MIGRATION_MODULES = {"work": "grown_work"}
