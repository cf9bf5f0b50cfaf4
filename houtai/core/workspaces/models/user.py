"""Who signs in. The row in the control database is the identity; the row in a workspace is the member's shadow there.

Both have the same key. The identity holds the password and the e-mail address; the shadow holds the groups and
permissions, and everything in the workspace points to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import IntegrityError, models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models.workspace import Member


class SharedIdentity(ValueError):
    """The identity belongs to other workspaces too, so none of them may change its password or address."""


class Users(UserManager["User"]):
    """Creates users by e-mail address: the identity, the shadow and the membership in one call."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)

    def here(self) -> models.QuerySet[User]:
        """Everybody who may sign in at the current workspace."""
        members = Member.objects.filter(workspace=current(), active=True, user__is_active=True)
        return self.filter(is_active=True, pk__in=list(members.values_list("user_id", flat=True)))

    def visible_to(self, user: Any) -> models.QuerySet[User]:
        return self.here() if user.has_perm("workspaces.view_member") else self.none()

    def shadow(self, identity: User) -> User:
        """The identity's row in the current workspace, made when it is missing. It makes nobody a member."""
        row = self.filter(pk=identity.pk).first() or self._new_shadow(identity)
        row._identity = identity
        return row

    def _new_shadow(self, identity: User) -> User:
        names = {name: getattr(identity, name) for name in ("email", "first_name", "last_name", "locale")}
        row = self.model(pk=identity.pk, **names)
        row._identity = identity
        row.set_password(None)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            # Somebody else was as quick; any other reason rises here.
            return self.get(pk=identity.pk)
        return row

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=(email or "").strip().lower())


class User(AbstractUser):
    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    locale = models.CharField(_("language"), max_length=10, blank=True, default="")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Users()

    _identity: User | None = None
    _new_password: str | None = None
    _joined: datetime | None = None
    _has_others: bool | None = None

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def is_identity(self) -> bool:
        return self._state.db == CONTROL

    @property
    def identity(self) -> User:
        """The row in the control database that this one is the shadow of."""
        if self.is_identity:
            return self
        if self._identity is None:
            self._identity = User.objects.using(CONTROL).get(pk=self.pk)
        return self._identity

    @property
    def has_others(self) -> bool:
        """Whether he is a member of other workspaces too, as known when he came in."""
        return bool(self._has_others)

    @property
    def is_shared(self) -> bool:
        """Whether the identity is or was a member of other workspaces too. Asks the control database."""
        return self.identity.memberships.exclude(workspace=current()).exists()

    @property
    def joined(self) -> datetime | None:
        """Since when he is a member of the current workspace."""
        if self._joined is None:
            members = Member.objects.filter(workspace=current(), user_id=self.pk)
            self._joined = members.values_list("joined_at", flat=True).first()
        return self._joined

    def set_password(self, raw_password: str | None) -> None:
        """Takes effect at `save()`. The shadow's own is never usable, and new each time, so that old links die."""
        self._new_password = make_password(raw_password)
        self.password = make_password(None)

    def check_password(self, raw_password: str) -> bool:
        return super().check_password(raw_password) if self.is_identity else self.identity.check_password(raw_password)

    def has_usable_password(self) -> bool:
        return super().has_usable_password() if self.is_identity else self.identity.has_usable_password()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        salt = "houtai.core.workspaces.models.User.session"
        # With the time, so that sessions from before somebody was removed stay ended when he comes back.
        bound = f"{self.identity.password} {self.joined}"
        return salted_hmac(salt, bound, secret=secret, algorithm="sha256").hexdigest()

    def save(self, *args: Any, using: str | None = None, **options: Any) -> None:
        self.email = self.email.strip().lower()
        if CONTROL in (using, self._state.db):
            self._take_password()
        else:
            self._keep_identity(options.get("update_fields"))
        super().save(*args, using=using, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        """Deleting a shadow ends the membership and keeps the identity, which may have others."""
        if not self.is_identity:
            Member.objects.filter(workspace=current(), user_id=self.pk).delete()
        return super().delete(*args, **options)

    def _take_password(self) -> None:
        if self._new_password:
            self.password, self._new_password = self._new_password, None

    def _keep_identity(self, update_fields: Any) -> None:
        if self._state.adding:
            if self._identity is None:
                self._join()
        elif self._new_password or (update_fields is None and self.email != self.identity.email):
            self._change_identity()
        self._new_password = None

    def _join(self) -> None:
        """Find or make the identity of this address, and make it a member. A known identity keeps its password."""
        identity = User.objects.using(CONTROL).filter(email=self.email).first()
        if identity is None:
            identity = User(pk=self.pk, email=self.email, first_name=self.first_name, last_name=self.last_name)
            identity.locale, identity.password = self.locale, self._new_password or make_password(None)
            identity.save(using=CONTROL)
        Member.objects.get_or_create(workspace_id=current(), user_id=identity.pk)
        self.id, self._identity = identity.pk, identity

    def _change_identity(self) -> None:
        identity = self.identity
        if self.is_shared:
            raise SharedIdentity(f"{identity.email} is a member of other workspaces and changes this in person")
        identity.email = self.email
        identity.password = self._new_password or identity.password
        identity.save(using=CONTROL, update_fields=["email", "password"])
