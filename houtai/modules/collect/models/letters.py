"""Letters to whoever answers for a source: when it has begun to fail, and when it is well again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from houtai.core.workspaces.models import User
from houtai.core.workspaces.registry import origin_here
from houtai.modules.collect.models.source import Source

RIGHT, BACKEND = "collect.change_source", "django.contrib.auth.backends.ModelBackend"
SAYS = {"failing": _("The source “%(name)s” fails"), "well": _("The source “%(name)s” is well again")}


def answering(source: Source) -> Any:
    """Who made it, while they may still change it and see it; else everybody who may."""
    holders = User.objects.with_perm(RIGHT, backend=BACKEND).order_by().values("pk")
    users = User.objects.here().filter(pk__in=holders)
    seeing = [user.pk for user in users if Source.objects.visible_to(user).filter(pk=source.pk).exists()]
    made = [key for key in seeing if key == source.made_by_id]
    return users.filter(pk__in=made or seeing)


def letter(source: Source, what: str, user: User) -> EmailMessage:
    """In their language."""
    profile = getattr(user, "wagtail_userprofile", None)
    link = f"{origin_here()}{reverse('collect.source', args=[source.pk])}"
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        subject = str(SAYS[what]) % {"name": " ".join(source.name.split())[:120]}
        told = {"name": user, "source": source, "failing": what == "failing", "link": link}
        body = render_to_string("collect/letter.txt", told)
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
