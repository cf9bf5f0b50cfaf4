"""A mail server, which checks what large ones ask of senders of newsletters."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

from houtai.modules.push.sample.received import Books

MESSAGE_ID = re.compile(r"<(?P<key>[^<>@\s]+)@[^<>@\s]+>\Z")
LINK = re.compile(r"https?://\S+")


class Mail:
    """Takes mail as aiosmtpd hands it over. Mailboxes are called by what stands before the @."""

    def __init__(self, books: Books) -> None:
        self.books = books

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd asks for
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        manner = self.books.manner(address.partition("@")[0])
        if manner == "gone":
            return "550 5.1.1 no such mailbox"
        if manner == "busy":
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the same
        name = envelope.rcpt_tos[0].partition("@")[0]
        mail = message_from_bytes(envelope.content, policy=default)
        self.books.tries += 1
        problems = [f"mail to {name}: {text}" for text in wrong(mail, envelope)]
        for text in problems:
            self.books.complain(text)
        if problems:
            return "554 5.6.0 " + problems[0]
        if self.books.manner(name) == "broken":
            return "554 5.6.0 not this one"
        self.books.take("email", name, told(mail))
        if self.books.manner(name) == "hangs up":
            server.transport.close()
        return "250 OK"


def wrong(mail: EmailMessage, envelope: Any) -> list[str]:
    """What is wrong with it, in words."""
    found = []
    if parseaddr(str(mail["From"]))[1] != envelope.mail_from:
        found.append("From is not the envelope's sender")
    if len(mail.get_all("To", [])) != 1 or parseaddr(str(mail["To"]))[1] not in envelope.rcpt_tos:
        found.append("To is not the one recipient")
    if not MESSAGE_ID.match(str(mail["Message-ID"])):
        found.append("Message-ID is missing or malformed")
    if mail["List-Unsubscribe"] and str(mail["List-Unsubscribe-Post"]) != "List-Unsubscribe=One-Click":
        found.append("List-Unsubscribe has no List-Unsubscribe-Post")
    if not mail["Subject"]:
        found.append("no Subject")
    return found


def told(mail: EmailMessage) -> dict[str, str]:
    match = MESSAGE_ID.match(str(mail["Message-ID"]))
    part = mail.get_body(("plain",))
    text = str(part.get_content()) if part else ""
    link = LINK.search(text)
    return {
        "key": match["key"] if match else "",
        "title": str(mail["Subject"]),
        "body": text,
        "url": link[0] if link else "",
        "leave": str(mail["List-Unsubscribe"] or "").strip("<>"),
    }
