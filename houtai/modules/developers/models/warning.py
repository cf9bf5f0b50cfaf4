"""A word to whoever answers for a webhook that fails."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from houtai.core.workspaces.registry import origin_here
from houtai.modules.developers.models.webhook import State, Webhook


def warn(key: int) -> None:
    """In their language; nothing when it is on again, or nobody answers for it any more."""
    webhook = Webhook.objects.filter(pk=key, state=State.FAILING).first()
    owner = webhook.owner if webhook else None
    if webhook is None or owner is None:
        return
    profile = getattr(owner, "wagtail_userprofile", None)
    link = f"{origin_here()}{reverse('developers.webhook', args=[key])}"
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        subject = _("The webhook “%(name)s” is paused") % {"name": " ".join(webhook.name.split())}
        body = render_to_string("developers/paused.txt", {"name": owner, "webhook": webhook, "link": link})
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [owner.email]).send()
