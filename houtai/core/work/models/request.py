"""What one person asked for and a second person must agree to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.work import columns
from houtai.core.work.models.subject import HasSubject, Visible, beyond

LASTS = timedelta(days=3)


class Requests(Visible):
    def waiting(self) -> Requests:
        return self.filter(state=Request.State.WAITING)

    def visible_to(self, user: Any) -> Requests:
        """Everyone's for those who may agree, as far as they see what it is about; and always one's own."""
        if not (user.is_active and user.has_perm("work.decide_request")):
            return self.filter(asked_by=user)
        out = beyond(user, "about__", besides=Request)
        return self.filter(~out | Q(asked_by=user)) if out else self.all()


class Request(HasSubject):
    """An action that waits for a second person; it is bound to the version of the subject that the first one saw."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", pgettext_lazy("request", "Refused")

    about = models.ForeignKey("work.Subject", models.PROTECT, related_name="requests")
    action = models.CharField(max_length=80)
    inputs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    because = models.TextField(blank=True)
    seen = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    objects = Requests.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        permissions = [("decide_request", _("Can agree to what another person asked for"))]

    def __str__(self) -> str:
        return f"{self.wanted}: {self.about}"

    @property
    def wanted(self) -> Any:
        """The action's name as people read it."""
        try:
            return catalog.action(self.action).label
        except UnknownName:
            return self.action

    def described(self) -> dict[str, Any]:
        return {"title": str(self.about), "state": self.state, "author": str(self.asked_by), "place": columns.ASKED}
