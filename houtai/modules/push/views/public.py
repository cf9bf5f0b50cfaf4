"""What readers open: subscribing, confirming, unsubscribing. Nobody is signed in here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houtai.core.readers.models import Channel
from houtai.modules.push.client import vapid
from houtai.modules.push.models import subscribing
from houtai.modules.push.models.leaving import Leave, NotALink, wants
from houtai.modules.push.models.subscribing import Farewell, Signup, Unusable, Wish

log = logging.getLogger("houtai.push")
LARGEST = 8_000
AN_HOUR = 30


def from_our_pages(view: Callable[..., HttpResponse]) -> Any:
    """Posts from our own pages only, and not too many from one place.

    No CSRF token: the pages that post here are the same for everybody and kept by caches, so they set no cookie, and
    there is no session to abuse. Browsers send Origin with every post, which no page of another site can forge.
    """

    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
            return refusal(request, _("This can only be sent from our own pages."), status=403)
        if int(request.headers.get("Content-Length") or 0) > LARGEST or len(request.body) > LARGEST:
            return refusal(request, _("This is too large."), status=413)
        if crowded(request):
            return refusal(request, _("Too many requests from one place. Please try again in an hour."), status=429)
        return view(request, *args, **options)

    return require_POST(csrf_exempt(never_cache(guarded)))


def crowded(request: HttpRequest) -> bool:
    name = f"push.posts.{origin_address(request)}"
    cache.add(name, 0, 3600)
    return bool(cache.incr(name) > AN_HOUR)


def origin_address(request: HttpRequest) -> str:
    """Whom the machine in front of us saw; without one, whom we see."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def refusal(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    """In the form that was asked for."""
    if request.content_type == "application/json":
        response: HttpResponse = JsonResponse({"error": text}, status=status)
    else:
        response = page(request, title=_("That did not work"), text=text, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


def page(request: HttpRequest, *, title: str, text: str, status: int = 200, **context: Any) -> HttpResponse:
    """One of our plain pages. They are for one reader, so no search engine lists them and no other site sees them."""
    told = {"title": title, "text": text, **context}
    response = render(request, "push/public_page.html", told, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker's place bounds what it may serve."""
    body = Path(str(finders.find("push/sw.js"))).read_bytes()
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key that browsers subscribe for."""
    return JsonResponse({"key": vapid().public}, headers={"Cache-Control": "public, max-age=300"})


@from_our_pages
def subscribe(request: HttpRequest) -> HttpResponse:
    try:
        subscribing.subscribe(told(request, Wish), now=timezone.now())
    except Unusable as error:
        return refusal(request, str(error), status=400)
    return JsonResponse({"subscribed": True}, status=201)


@from_our_pages
def unsubscribe(request: HttpRequest) -> HttpResponse:
    try:
        known = subscribing.unsubscribe(told(request, Farewell), now=timezone.now())
    except Unusable as error:
        return refusal(request, str(error), status=400)
    if not known:
        return refusal(request, _("This browser is not subscribed."), status=404)
    return JsonResponse({"subscribed": False})


def told(request: HttpRequest, kind: Any) -> Any:
    if request.content_type != "application/json":
        raise Unusable("Content-Type must be application/json")
    return subscribing.read(request.body, kind)


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
    name = f"push.letters.{subscribing.digest_of(signup.email.lower())}"
    cache.add(name, 0, 86_400)
    if cache.incr(name) > 3:
        return
    link = request.build_absolute_uri(reverse("push:confirm", args=[signup.token]))
    site = settings.WAGTAIL_SITE_NAME
    text = render_to_string("push/confirm_letter.txt", {"link": link, "site": site})
    EmailMessage(_("Confirm your e-mail address for %(site)s") % {"site": site}, text, to=[signup.email]).send()


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
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


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
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
