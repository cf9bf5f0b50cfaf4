"""A file of articles on its way out or in: kept beside the database, where nobody is served it by its name."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of

KEPT = timedelta(days=3)
TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    return secrets.token_hex(16)


class Transfers(Visible):
    def visible_to(self, user: Any) -> Transfers:
        """Everybody's own, as long as they may see articles at all."""
        verbs = ("view", "change", "add")
        allowed = user.is_active and any(user.has_perm(f"content.{verb}_article") for verb in verbs)
        return self.filter(by=user) if allowed else self.none()

    def tidy(self, *, now: datetime) -> int:
        """Forget what is old, and its file. Returns how many."""
        old = list(self.filter(at__lte=now - KEPT))
        for row in old:
            row.drop_file()
            row.delete()
        return len(old)


class Transfer(models.Model):
    """token: the name of its file; done, total: how many articles; problem: why nothing came of it, for people."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    token = models.CharField(max_length=32, default=new_token, editable=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    report = models.JSONField(default=dict)

    objects = Transfers.as_manager()
    # Its file is in no archive of the workspace.
    stays_behind = True

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["-at", "-pk"]

    @property
    def path(self) -> Path:
        """Raises SuspiciousFileOperation for a row that was not made here and would lead elsewhere."""
        if not TOKEN.fullmatch(self.token):
            raise SuspiciousFileOperation(f"No name of a file: {self.token!r}")
        folder = folder_of(current()) / "transfers"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / self.token

    def drop_file(self) -> None:
        with suppress(SuspiciousFileOperation):
            self.path.unlink(missing_ok=True)

    def tell(self, done: int, total: int | None = None) -> None:
        """How far it is, for the page that shows it."""
        self.done, self.total = done, self.total if total is None else total
        type(self)._base_manager.filter(pk=self.pk).update(done=self.done, total=self.total)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """In the language of whoever asked for it, which is not that of a background task."""
        profile = getattr(self.by, "wagtail_userprofile", None)
        with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
            yield
