"""People whom an archive names and who are known here: nobody else makes them members, so they are invited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from houtai.core.workspaces import roles
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.invitations import Letter, invite
from houtai.core.workspaces.models import Invitation, Member, User, Workspace


def in_use(keys: Iterable[int]) -> set[int]:
    """Of these identities, those that somebody signs in with or may come to use: it is theirs to say where."""
    known = User.objects.using(CONTROL).filter(pk__in=set(keys))
    members = set(Member.objects.filter(user__in=set(keys), active=True).values_list("user", flat=True))
    return {user.pk for user in known if user.pk in members or user.has_usable_password()}


def invite_known(workspace: Workspace, *, by: User | None, now: datetime) -> list[Letter]:
    """Invite whoever has a row in an imported workspace, in their roles, and is no member yet. Mails nothing."""
    with enter(workspace.pk):
        members = list(Member.objects.filter(workspace=current()).values_list("user", flat=True))
        invited = list(Invitation.objects.filter(workspace=current()).values_list("email", flat=True))
        left = User.objects.filter(is_active=True).exclude(pk__in=members).exclude(email__in=invited)
        return [invite(email=user.email, roles=roles_of(user), inviter=by, now=now) for user in left.order_by("pk")]


def roles_of(user: User) -> set[str]:
    found = set(user.groups.values_list("name", flat=True)) & set(roles.ROLES)
    return found | {roles.MANAGER} if user.is_superuser else found or {roles.VIEWER}


def no_owners() -> None:
    """Owners of the current workspace manage it from now on, and no more."""
    for user in User.objects.filter(is_superuser=True):
        roles.assign(user, roles.MANAGER)
    User.objects.filter(is_superuser=True).update(is_superuser=False)
