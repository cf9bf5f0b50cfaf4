"""The page where a site is given its name and looks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from houtai.core.work.models import Site
from houtai.core.work.views.act import Act, action_for

ACTION = "work.change_site"


class SitePage(Act):
    """The action's own page, always for the one site there is."""

    template_name = "work/site.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        action_for(ACTION, request.user)
        super().setup(request, *args, action=ACTION, key=str(Site.objects.kept().pk))
