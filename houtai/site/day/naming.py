"""The name under which the played day meets readers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import Actor
from houtai.core.work.models import Site
from houtai.site.day.plan import Plan


def name_site(plan: Plan, manager: Any) -> None:
    """Readers are told that it is a sample, unless the site has a name already."""
    if not Site.objects.shown().name:
        actor = Actor(kind="person", user=manager, simulated=True)
        said = {"name": _("Sample Gazette"), "tagline": _("A sample: what stands here was played.")}
        catalog.action("work.change_site").run(
            Site.objects.kept(), by=actor, at=plan.at(0), once=f"{plan.key}:work.change_site", **said
        )
