"""Who was told by a letter that a thread mentions them, or goes on: once, until they say something there themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models import User
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.coedit.models.mention import letter, link_to, sees

if TYPE_CHECKING:
    from houtai.modules.coedit.models.thread import Thread

# So many letters one person gets of one text in a day.
MOST, DAY = 20, timedelta(days=1)


class Why(models.TextChoices):
    MENTION = "mention", _("You are mentioned in a comment on “%(title)s”")
    REPLY = "reply", _("There is a new reply to a comment on “%(title)s”")


class Notice(models.Model):
    """sent: when the letter was handed over."""

    thread = models.ForeignKey("coedit.Thread", models.CASCADE, related_name="notices")
    user = models.ForeignKey("workspaces.User", models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)
    at = models.DateTimeField(default=now)
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="one_notice_per_thread")]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.user_id}"

    @classmethod
    def note(cls, thread: Thread, *, by: str, mentioned: list[int], at: datetime) -> None:
        """Somebody has spoken: whoever takes part and was not told yet gets a letter, if they may see the text."""
        from houtai.modules.coedit.tasks import tell_of_thread

        if by.startswith("u"):
            cls.objects.filter(thread=thread, user=by[1:]).delete()
        keys = thread.comments.exclude(key=by).filter(key__startswith="u").values_list("key", flat=True)
        told = set(thread.notices.values_list("user", flat=True))
        wanted = {*mentioned, *(int(key[1:]) for key in keys)} - told
        for user in User.objects.here().filter(pk__in=wanted):
            if f"u{user.pk}" != by and cls.lately(thread, user, at=at) < MOST and sees(thread.room, user):
                why = Why.MENTION if user.pk in mentioned else Why.REPLY
                row = cls.objects.create(thread=thread, user=user, why=why, at=at)
                enqueue(tell_of_thread, row.pk, once=f"coedit.notice:{row.pk}")

    @classmethod
    def lately(cls, thread: Thread, user: User, *, at: datetime) -> int:
        return cls.objects.filter(thread__room=thread.room_id, user=user, at__gt=at - DAY).count()

    def tell(self) -> None:
        """Write to them, in their language. A second call writes nothing."""
        if not type(self).objects.filter(pk=self.pk, sent=None).update(sent=now()):
            return
        room = self.thread.room
        target = room.target()
        if target is not None and sees(room, self.user):
            link = f"{link_to(room, target)}?comment={self.thread_id}"
            template = "coedit/comment.txt"
            letter(self.user, target, link, subject=Why(self.why).label, template=template, why=self.why).send()
