"""Who may sign in at the current workspace, and who is signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Member, User


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
