"""Roles are groups. The modules say what each role may do in them; a role is what all of them say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import catalog

MANAGER, OPERATOR, EDITOR, VIEWER = "Managers", "Operators", "Editors", "Viewers"
ROLES = (MANAGER, OPERATOR, EDITOR, VIEWER)
LABELS = {MANAGER: _("Managers"), OPERATOR: _("Operators"), EDITOR: _("Editors"), VIEWER: _("Viewers")}
DESK = "wagtailadmin.access_admin"


class UnknownPermission(LookupError):
    """A module grants a permission that no model declares."""


def sync() -> None:
    """Make the roles' groups, and grant them what the modules of the catalog say. Takes nothing away."""
    granted = [module.roles for module in catalog.modules.values()]
    for role in ROLES:
        grant(role, DESK, *(name for roles in granted for name in _names(roles, role)))


def grant(role: str, *names: str) -> None:
    """Let a role do what these permissions ("app.codename") allow. Raises UnknownPermission."""
    group, _created = Group.objects.get_or_create(name=role)
    group.permissions.add(*_permissions(names))


def assign(user: Any, *roles: str) -> None:
    """Give a member these roles, besides those he has."""
    user.groups.add(*Group.objects.filter(name__in=roles))


def _names(roles: Mapping[str, Iterable[str]], role: str) -> Iterable[str]:
    return roles.get(role, ())


def _permissions(names: Iterable[str]) -> list[Permission]:
    wanted = set(names)
    codes = {name.partition(".")[2] for name in wanted}
    rows = Permission.objects.filter(codename__in=codes).select_related("content_type")
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    if missing := wanted - found.keys():
        raise UnknownPermission("no model declares " + ", ".join(sorted(missing)))
    return [found[name] for name in wanted]
