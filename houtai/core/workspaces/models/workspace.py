"""The registry: which workspaces there are, under which hosts, and who is a member. In the control database."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.refusals import Refusal


def new_id() -> str:
    """An id that says nothing, safe as a folder's name."""
    return secrets.token_hex(8)


class UnknownWorkspace(Refusal, LookupError):
    """Nothing, or more than one, goes by this id, host or name."""


class Workspaces(models.QuerySet["Workspace"]):
    def visible_to(self, user: Any) -> Workspaces:
        """All, to those who run the platform from the default workspace's desk; none to anybody else, anywhere else."""
        here = current_or_none()
        if not (user.is_active and user.has_perm("workspaces.change_workspace")):
            return self.none()
        return self.all() if Workspace.objects.filter(pk=here, default=True).exists() else self.none()

    def called(self, text: str) -> Workspace:
        """The one with this id, host or name. Raises UnknownWorkspace."""
        ways = [models.Q(pk=text), models.Q(hosts__name=text.lower()), models.Q(name=text)]
        for way in ways:
            found = list(self.filter(way)[:2])
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownWorkspace(_("Several workspaces are called so: say which by its id."))
        raise UnknownWorkspace(_("There is no workspace with this id, host name or name."))


class Workspace(models.Model):
    """One back office. schema: the migrations its database has, as `schema.version()` names them; trouble: why it
    could not be brought up to the code; off: names of the modules that are switched off; since: when it took its state.
    """

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        LEAVING = "leaving", _("to be deleted")

    class Engine(models.TextChoices):
        SQLITE = "sqlite", "SQLite"
        POSTGRESQL = "postgresql", "PostgreSQL"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=100)
    default = models.BooleanField(default=False)
    engine = models.CharField(_("database"), max_length=12, choices=Engine, default=Engine.SQLITE)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ACTIVE)
    since = models.DateTimeField(default=timezone.now)
    schema = models.CharField(max_length=64, blank=True, default="", editable=False)
    trouble = models.TextField(blank=True, default="", editable=False)
    off = models.JSONField(_("modules switched off"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Workspaces.as_manager()

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        constraints = [
            models.UniqueConstraint(fields=["default"], condition=models.Q(default=True), name="one_default_workspace")
        ]

    def __str__(self) -> str:
        return self.name


class Host(models.Model):
    """A host name that leads to one workspace; other allowed hosts lead to the default one."""

    name = models.CharField(primary_key=True, max_length=253)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="hosts")

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Says that an identity may sign in at a workspace. `active` off ends every session there at the next request."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.workspace_id}"
