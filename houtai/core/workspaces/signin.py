"""Who may sign in at the current workspace, and who is signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.http import HttpRequest

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Member, User

# Behind the name of a right that holds in some of the collections.
SOMEWHERE = " somewhere"


class MemberBackend(ModelBackend):
    """Checks the identity's password, then membership, and answers with the member's shadow in the workspace."""

    def authenticate(
        self, request: HttpRequest | None, email: str | None = None, password: str | None = None, **others: Any
    ) -> User | None:
        if not email or not password:
            return None
        identity = User.objects.using(CONTROL).filter(email=email.strip().lower()).first()
        if identity is None:
            # As slow as for a known address, so that the time tells nothing.
            make_password(password)
            return None
        return self.get_user(identity.pk) if identity.check_password(password) else None

    def _get_user_permissions(self, user_obj: Any) -> Any:
        """Rights come from roles alone, so there is nothing to look up."""
        return Permission.objects.none()

    def _get_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        """Those of the roles, with what they may do in some collection of pictures: every page's menu asks for both."""
        plain = user_obj.is_active and not user_obj.is_anonymous and not user_obj.is_superuser
        if plain and obj is None and from_name == "group" and not hasattr(user_obj, "_group_perm_cache"):
            user_obj._group_perm_cache = rights_of(user_obj)
        found: set[str] = super()._get_permissions(user_obj, obj, from_name)
        return found

    def get_user(self, user_id: Any) -> User | None:
        elsewhere = Member.objects.filter(user=OuterRef("user"), active=True).exclude(workspace=current())
        memberships = Member.objects.using(CONTROL).select_related("user").annotate(others=Exists(elsewhere))
        member = memberships.filter(workspace=current(), user=user_id, active=True, user__is_active=True).first()
        # Every page of the desk asks for the profile.
        users = User.objects.select_related("wagtail_userprofile")
        user = users.filter(pk=user_id).first() if member else None
        if member is None or user is None or not self.user_can_authenticate(user):
            return None
        user._identity, user._joined, user._has_others = member.user, member.joined_at, member.others
        return user


def rights_of(user: User) -> set[str]:
    named, groups = ("content_type__app_label", "codename"), user.groups.all()
    everywhere = Permission.objects.filter(group__in=groups).values_list(*named).order_by()
    held = Permission.objects.filter(groupcollectionpermission__group__in=groups).order_by()
    somewhere = held.values_list(named[0], Concat("codename", Value(SOMEWHERE)))
    return {f"{app}.{name}" for app, name in everywhere.union(somewhere)}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody registers by himself: members are added at the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """The person's own doing (change, reset), so it may change an identity that other workspaces share."""
        identity = user.identity
        identity.set_password(password)
        identity.save(using=CONTROL)
        user.set_password(None)
        user._new_password = None
        if user.pk and not user.is_identity:
            user.save(update_fields=["password"])
