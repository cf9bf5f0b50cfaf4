"""Who was told that a text mentions them: again whenever it does so once more."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import now
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from houtai.core.text.yjs.mentions import mentions
from houtai.core.workspaces.models import User
from houtai.core.workspaces.registry import origin_here
from houtai.modules.coedit.models.access import of_user
from houtai.modules.coedit.models.mentioning import Mentioning, mentioning
from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.models.room import Room

SUBJECT = _("%(by)s mentions you in “%(title)s”")
# So many letters of each kind one person gets of one text in a day.
MOST, DAY = 20, timedelta(days=1)
LONGEST_PASSAGE = 300


class Mention(models.Model):
    """One row for each letter. by: who mentions them, "" if nobody knows; passage: in which words; count: how often the
    text mentions them since; sent: when the letter was handed over, or need not be written.
    """

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="mentions")
    user = models.ForeignKey("workspaces.User", models.CASCADE, related_name="+")
    by = models.CharField(max_length=200, blank=True)
    passage = models.CharField(max_length=LONGEST_PASSAGE, blank=True)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=now)
    sent = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.room} {self.user_id}"

    @classmethod
    def note(cls, room: Room) -> list[Mention]:
        """Those whom the text mentions more often than they were told; only members who may see it."""
        seq, doc = room.seq, room.document()
        counts = Counter(int(key) for key, _words in mentions(doc) if key.isdecimal() and len(key) < 18)
        told = {row.user_id: row for row in room.mentions.order_by("pk")}
        for row in told.values():
            if row.count > counts[row.user_id]:
                row.count = counts[row.user_id]
                row.save(update_fields=["count"])
        more = {key for key, count in counts.items() if key not in told or count > told[key].count}
        # A text can name more keys than a query takes, so it is the members who are looked through.
        new = [user for user in (User.objects.here() if more else ()) if user.pk in more and sees(room, user)]
        said = mentioning(room, doc, [str(user.pk) for user in new]) if new else {}
        rows = [cls.of(room, user, said[str(user.pk)], count=counts[user.pk]) for user in new]
        Room.objects.filter(pk=room.pk).update(noticed=seq)
        return rows

    @classmethod
    def of(cls, room: Room, user: Any, said: Mentioning, *, count: int) -> Mention:
        at = now()
        lately = room.mentions.filter(user=user, at__gt=at - DAY).count()
        quiet = said.key == f"u{user.pk}" or lately >= MOST
        passage = Truncator(" ".join(said.passage.split())).chars(LONGEST_PASSAGE)
        sent = at if quiet else None
        return cls.objects.create(room=room, user=user, by=said.by, passage=passage, count=count, at=at, sent=sent)

    def tell(self) -> None:
        """Write to them, in their language. A second call writes nothing."""
        if not type(self).objects.filter(pk=self.pk, sent=None).update(sent=now()):
            return
        target = self.room.target()
        if target is not None and sees(self.room, self.user):
            more = {"subject": SUBJECT, "template": "coedit/mention.txt", "by": self.by, "passage": self.passage}
            letter(self.user, target, link_to(self.room, target), **more).send()


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


def letter(user: Any, target: Any, link: str, *, subject: Any, template: str, by: str, **more: Any) -> EmailMessage:
    """In their language. subject: translated late, with %(by)s and %(title)s in it; more: for the template."""
    profile = getattr(user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        by = line(by, 80) or gettext("Somebody")
        head = str(subject) % {"title": line(str(target), 120), "by": by}
        body = render_to_string(template, {"name": user, "title": str(target), "link": link, "by": by, **more})
    return EmailMessage(head, body, settings.DEFAULT_FROM_EMAIL, [user.email])


def line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
