"""Who was told by a letter that a thread goes on: once, until they say something there themselves; and that a comment
mentions them: of each comment that does so.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models import User
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.coedit.models.mention import DAY, MOST, letter, link_to, sees

if TYPE_CHECKING:
    from houtai.modules.coedit.models.comment import Comment
    from houtai.modules.coedit.models.thread import Thread


class Why(models.TextChoices):
    MENTION = "mention", _("%(by)s mentions you in a comment on “%(title)s”")
    REPLY = "reply", _("%(by)s replies to a comment on “%(title)s”")


class Notice(models.Model):
    """comment: what was said; None once it is gone; sent: when the letter was handed over."""

    thread = models.ForeignKey("coedit.Thread", models.CASCADE, related_name="notices")
    user = models.ForeignKey("workspaces.User", models.CASCADE, related_name="+")
    comment = models.ForeignKey("coedit.Comment", models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)
    at = models.DateTimeField(default=now)
    sent = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.thread_id} {self.user_id}"

    @classmethod
    def note(cls, comment: Comment, *, mentioned: list[int]) -> None:
        """Somebody has spoken: whoever takes part and was not told yet, or is mentioned and has no letter under way,
        gets one, if they may see the text.
        """
        from houtai.modules.coedit.tasks import tell_of_thread

        thread, by, at = comment.thread, comment.key, comment.at
        if by.startswith("u"):
            cls.objects.filter(thread=thread, user=by[1:]).delete()
        keys = thread.comments.exclude(key=by).filter(key__startswith="u").values_list("key", flat=True)
        told = dict(thread.notices.order_by("pk").values_list("user", "sent"))
        wanted = {key for key in mentioned if told.get(key, at)} | {int(key[1:]) for key in keys} - told.keys()
        for user in User.objects.here().filter(pk__in=wanted):
            if f"u{user.pk}" != by and cls.lately(thread, user, at=at) < MOST and sees(thread.room, user):
                why = Why.MENTION if user.pk in mentioned else Why.REPLY
                row = cls.objects.create(thread=thread, comment=comment, user=user, why=why, at=at)
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
            more = {"by": self.comment.name, "said": self.comment.text} if self.comment else {"by": "", "said": ""}
            more |= {"why": self.why, "quote": self.thread.quote}
            letter(self.user, target, link, subject=Why(self.why).label, template=template, **more).send()
