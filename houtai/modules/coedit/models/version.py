"""What a room said at some moment, to look at, compare and go back to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """name: given by a person, or empty; by: whoever wrote last before it, or made it."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="versions")
    seq = models.PositiveBigIntegerField()
    html = models.TextField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-seq", "-pk"]

    def __str__(self) -> str:
        return self.name or f"{self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def keep(cls, room: Any, *, name: str = "", by: str = "", text: str | None = None) -> Version | None:
        """Keep what the room says now, unless it is what the newest version says; a named one is always kept.

        text: what the room says, if that is known already.
        """
        text, newest = room.html() if text is None else text, room.versions.first()
        if newest and newest.html == text and not name:
            return None
        return cls.objects.create(room=room, seq=room.seq, html=text, name=name, by=by)
