"""The e-mail itself: plain text and HTML, one-click unsubscribe, and nothing a headline could smuggle in."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from hashlib import blake2b

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_supported_language_variant, override

from houtai.modules.push.client.message import Message

FIT = re.compile(r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\Z", re.IGNORECASE)
PLAIN = re.compile(r"\w[\w-]*(\.[\w-]+)*\Z", re.ASCII)
# What ends a header line, in ASCII or beyond it, and marks that turn the direction of writing.
BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class UnusableAddress(ValueError):
    """Not one e-mail address that we write to."""


def recipient(text: str) -> str:
    """Raises UnusableAddress for anything but one plain address."""
    if not FIT.match(text) or any(mark in text for mark in '"(),:;<>[]\\'):
        raise UnusableAddress("not an e-mail address")
    return text


def line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def letter(message: Message) -> EmailMessage:
    """The message for one reader; its Message-ID is the same for each try. Raises UnusableAddress."""
    mail = EmailMessage(policy=SMTP.clone(max_line_length=200))
    site = line(message.site) or settings.WAGTAIL_SITE_NAME
    mail["From"] = formataddr((site, settings.DEFAULT_FROM_EMAIL))
    mail["To"] = recipient(str(message.address.get("email", "")))
    mail["Subject"] = line(message.title)[:300] or site
    mail["Message-ID"] = f"<{name_of(message.key)}@{settings.URL.hostname}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Expires"] = format_datetime(message.expires)
    if message.list_unsubscribe:
        mail["List-Unsubscribe"] = f"<{recipient_url(message.list_unsubscribe)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {"message": message, "site": site}
    with override(spoken(message.language)):
        mail.set_content(render_to_string("push/letter.txt", context), cte="quoted-printable")
        mail.add_alternative(render_to_string("push/letter.html", context), subtype="html", cte="quoted-printable")
    return mail


def spoken(language: str) -> str:
    """The one of our languages that is nearest to a reader's; the usual one where none is near or it is not known."""
    try:
        return get_supported_language_variant(language.lower())
    except LookupError:
        return str(settings.LANGUAGE_CODE)


def name_of(key: str) -> str:
    """The key itself when it is fit for a Message-ID, else what stands for it."""
    return key if PLAIN.match(key) else blake2b(key.encode(), digest_size=16).hexdigest()


def recipient_url(url: str) -> str:
    if not url.isascii() or not url.isprintable() or ">" in url or " " in url:
        raise UnusableAddress("the address to unsubscribe at does not fit into a header")
    return url
