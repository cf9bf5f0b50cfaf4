"""Who was told that a text mentions them: each of them once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from houtai.core.text.yjs.mentions import mentioned
from houtai.core.workspaces.models import User
from houtai.core.workspaces.registry import origin_here
from houtai.modules.coedit.models.access import of_user
from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.models.room import Room

SUBJECT = _("You are mentioned in “%(title)s”")


class Mention(models.Model):
    """sent: when the letter was handed over."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="mentions")
    user = models.ForeignKey("workspaces.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_mention_per_person")]

    def __str__(self) -> str:
        return f"{self.room} {self.user_id}"

    @classmethod
    def note(cls, room: Room) -> list[Mention]:
        """Those whom the text mentions now and who were not told yet; only members who may see it."""
        seq = room.seq
        keys = {int(key) for key in mentioned(room.document()) if key.isdecimal() and len(key) < 18}
        told = set(room.mentions.values_list("user", flat=True))
        # A text can name more keys than a query takes, so it is the members who are looked through.
        people = User.objects.here() if keys - told else ()
        new = [user for user in people if user.pk in keys - told and sees(room, user)]
        rows = [cls.objects.create(room=room, user=user) for user in new]
        Room.objects.filter(pk=room.pk).update(noticed=seq)
        return rows

    def tell(self) -> None:
        """Write to them, in their language. A second call writes nothing."""
        if not type(self).objects.filter(pk=self.pk, sent=None).update(sent=now()):
            return
        target = self.room.target()
        if target is not None and sees(self.room, self.user):
            letter(self.user, target, link_to(self.room, target), subject=SUBJECT, template="coedit/mention.txt").send()


def sees(room: Room, user: Any) -> bool:
    try:
        of_user(room.kind, room.key, room.field, user)
    except Refused:
        return False
    return True


def link_to(room: Room, target: Any) -> str:
    viewset = getattr(target, "snippet_viewset", None)
    path = reverse(viewset.get_url_name("edit"), args=[room.key]) if viewset else ""
    return f"{origin_here()}{path}"


def letter(user: Any, target: Any, link: str, *, subject: Any, template: str, **more: Any) -> EmailMessage:
    """In their language. subject: translated late, with %(title)s in it; more: for the template."""
    profile = getattr(user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        head = str(subject) % {"title": " ".join(str(target).split())[:120]}
        body = render_to_string(template, {"name": user, "title": str(target), "link": link, **more})
    return EmailMessage(head, body, settings.DEFAULT_FROM_EMAIL, [user.email])
