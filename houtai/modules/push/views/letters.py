"""Signing up for e-mail, in two steps."""

from __future__ import annotations

import logging
from email.utils import formataddr
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from houtai.core.work.site import in_its_language, site_of
from houtai.core.workspaces.crowding import counted
from houtai.modules.push.client.letter import line
from houtai.modules.push.models.leaving import Leave
from houtai.modules.push.models.reaching import Unusable, digest_of
from houtai.modules.push.models.signup import Signup
from houtai.modules.push.views.gate import from_our_pages
from houtai.modules.push.views.plain import page

log = logging.getLogger("houtai.push")


@from_our_pages
def sign_up(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether we knew the address or not."""
    given = {name: request.POST.get(name, "") for name in ("email", "visitor", "timezone")}
    try:
        signup = Signup.of(**given, language=getattr(request, "LANGUAGE_CODE", ""))
        ask(request, signup)
    except Unusable:
        text = _("“%(address)s” is not an e-mail address. Please check it.") % {"address": given["email"][:200]}
        return page(request, title=_("That did not work"), text=text, status=400, email=given["email"][:200], form=True)
    except (OSError, SMTPException):
        log.exception("A letter of confirmation could not be sent")
        text = _("The letter could not be sent just now. Please try again later.")
        return page(request, title=_("That did not work"), text=text, status=503, email=signup.email, form=True)
    text = _("We wrote to %(address)s. Open the link in that letter, and we begin to send.") % {"address": signup.email}
    return page(request, title=_("One more step"), text=text)


def ask(request: HttpRequest, signup: Signup) -> None:
    """Send the link, at most three times a day to one address: nobody is to be flooded with our help."""
    if counted(f"push.letters.{digest_of(signup.email.lower())}", seconds=86_400) > 3:
        return
    link = request.build_absolute_uri(reverse("push:confirm", args=[signup.token]))
    site = site_of(request).title
    text = render_to_string("push/confirm_letter.txt", {"link": link, "site": site})
    subject, sender = (
        _("Confirm your e-mail address for %(site)s") % {"site": site},
        (site, settings.DEFAULT_FROM_EMAIL),
    )
    EmailMessage(line(subject), text, from_email=formataddr(sender), to=[signup.email]).send()


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: mail programs open links to check them. The token stands for the reader."""
    try:
        signup = Signup.read(token)
    except signing.BadSignature:
        text = _("This link is not valid, or older than three days. Please sign up again.")
        return page(request, title=_("That did not work"), text=text, status=404, form=True)
    if request.method != "POST":
        text = _("Shall we send the best articles to %(address)s?") % {"address": signup.email}
        return page(request, title=_("Confirm your address"), text=text, button=_("Yes, send them"))
    address = signup.confirm(now=timezone.now())
    link = reverse("push:leave", args=[Leave(reader=address.reader_id, channel="email").token])
    text = _("We write to %(address)s when there is something worth reading.") % {"address": signup.email}
    return page(request, title=_("You are on the list"), text=text, link=link, link_text=_("Stop it again"))
