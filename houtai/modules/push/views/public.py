"""The page behind every "unsubscribe" link. Nobody is signed in here: the link stands for the reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from houtai.core.readers.models import Channel
from houtai.core.work.site import in_its_language
from houtai.modules.push.models.leaving import Leave, NotALink, wants
from houtai.modules.push.views.plain import page


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Opting out in one press, by a person or a mail program (RFC 8058, which has no cookie and so no CSRF token)."""
    try:
        link = Leave.read(token)
        done = act(link, request) if request.method == "POST" else ""
        return preferences(request, link, done)
    except NotALink:
        text = _("This link is not valid. Please use the whole link from a message of ours.")
        return page(request, title=_("That did not work"), text=text, status=404)


def act(link: Leave, request: HttpRequest) -> str:
    """What was done, in words."""
    channel = request.POST.get("channel", link.channel)
    label = dict(Channel.choices).get(channel)
    if label is None:
        raise NotALink
    if request.POST.get("do") == "stay":
        link.opt_in(channel, now=timezone.now())
        return _("%(channel)s: you get messages again.") % {"channel": label}
    if link.opt_out(channel, now=timezone.now()):
        return _("%(channel)s: done. You get no more messages.") % {"channel": label}
    return _("%(channel)s: you had unsubscribed before. You get no messages.") % {"channel": label}


def preferences(request: HttpRequest, link: Leave, done: str) -> HttpResponse:
    reader = link.who()
    had = {*reader.addresses.values_list("channel", flat=True), link.channel}
    rows = [
        {"name": name, "label": label, "on": wants(reader, name), "this": name == link.channel}
        for name, label in Channel.choices
        if name in had
    ]
    rows.sort(key=lambda row: not row["this"])
    asks = not done and wants(reader, link.channel)
    title = _("Do you want to stop these messages?") if asks else _("Your messages")
    return page(request, title=title, text=done, rows=rows)
