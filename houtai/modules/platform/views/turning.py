"""Doing one of the platform's actions to a workspace: a page that asks first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from houtai.core.work.views.act import Act, action_for
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import subject_of
from houtai.modules.platform.views.doors import Door


class Turn(Door, Act):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        View.setup(self, request, *args, **kwargs)
        self.action = action_for(f"platform.{kwargs['verb']}", request.user)
        self.target = get_object_or_404(Workspace.objects.visible_to(request.user), pk=kwargs["key"])
        self.target.subject = subject_of(self.target)
        request.GET = request.GET.copy()
        request.GET.setdefault("next", reverse("platform.workspace", args=[self.target.pk]))
