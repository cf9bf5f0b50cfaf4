"""Members of the current workspace: who they are, which roles they have, and how they leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import roles
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Member, User
from houtai.core.workspaces.refusals import Refusal


class LastManager(Refusal):
    message = _("Somebody has to manage this workspace. Make somebody else a manager first.")


class OwnersOnly(Refusal):
    message = _("Only an owner may change the roles of an owner, or remove one.")


class UnknownRole(Refusal):
    message = _("There is no such role.")


class NoRole(Refusal):
    message = _("Choose at least one role. To let somebody do nothing here, remove them.")


def expect(identity: User, *, names: Iterable[str]) -> User:
    """Give an identity its row and roles here, so that it can be let in. Who is a member keeps the roles he has."""
    shadow = User.objects.shadow(identity)
    if not Member.objects.filter(workspace=current(), user=identity.pk, active=True).exists():
        shadow.groups.clear()
    roles.assign(shadow, *checked(names))
    return shadow


def let_in(identity: User, *, now: datetime) -> None:
    """Make an identity a member; without `expect` before, one without roles."""
    members = Member.objects.filter(workspace=current(), user=identity.pk)
    if not members.filter(active=False).update(active=True, joined_at=now):
        Member.objects.get_or_create(workspace_id=current(), user_id=identity.pk)


def set_roles(member: User, *, names: Iterable[str], by: User) -> None:
    """Raises NoRole, UnknownRole, OwnersOnly, LastManager."""
    wanted = checked(names)
    with transaction.atomic():
        _begin(member, by)
        member.groups.remove(*Group.objects.filter(name__in=set(roles.ROLES) - wanted))
        roles.assign(member, *wanted)
        _somebody_manages(User.objects.here())


def remove(member: User, *, by: User) -> None:
    """End the membership: his sessions here end at the next request. What he did stays. Raises as `set_roles`."""
    with transaction.atomic():
        _begin(member, by)
        member.groups.clear()
        User.objects.filter(pk=member.pk).update(is_superuser=False)
        _somebody_manages(User.objects.here().exclude(pk=member.pk))
        Member.objects.filter(workspace=current(), user=member.pk).update(active=False)


def checked(names: Iterable[str]) -> set[str]:
    wanted = set(names)
    if not wanted:
        raise NoRole
    if wanted - set(roles.ROLES):
        raise UnknownRole
    return wanted


def _begin(member: User, by: User) -> None:
    # Of two managers who remove each other at once, the second one finds out.
    list(Group.objects.select_for_update().filter(name=roles.MANAGER))
    if User.objects.filter(pk=member.pk, is_superuser=True).exists() and not by.is_superuser:
        raise OwnersOnly


def _somebody_manages(members: Any) -> None:
    if not members.filter(Q(groups__name=roles.MANAGER) | Q(is_superuser=True)).exists():
        raise LastManager
