"""One connection to a mail server, and what its answers mean."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, Self

from django.conf import settings

from houtai.core.workspaces.outside.posting import trust
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.push.client.letter import UnusableAddress, letter
from houtai.modules.push.client.message import Message

SECONDS = 15.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where mail is handed over. tls: "" (none), "starttls" or "tls"."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: str = ""


class Line:
    """One connection, used again and again. After it failed to open, the rest of the round is put off at once."""

    def __init__(self, *, server: Server) -> None:
        self.server = server
        self.smtp: smtplib.SMTP | None = None
        self.down = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.hang_up()

    def send(self, message: Message) -> Receipt:
        try:
            mail = letter(message)
        except (UnusableAddress, ValueError) as error:
            return Receipt(key=message.key, state="dead", error=str(error)[:200])
        if self.down:
            return Receipt(key=message.key, state="retry", error=self.down)
        try:
            smtp = self.smtp = self.smtp or self.dial()
        except (OSError, smtplib.SMTPException) as error:
            self.down = f"the mail server cannot be reached: {error}"[:200]
            return Receipt(key=message.key, state="retry", error=self.down)
        return self.deliver(smtp, mail, key=message.key)

    def dial(self) -> smtplib.SMTP:
        server = self.server
        if server.tls == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=trust())
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        smtp.ehlo_or_helo_if_needed()
        if server.tls == "starttls":
            smtp.starttls(context=trust())
        if server.user:
            smtp.login(server.user, server.password)
        return smtp

    def deliver(self, smtp: smtplib.SMTP, mail: EmailMessage, *, key: str) -> Receipt:
        """The three steps apart: only a line that breaks after the text went out leaves its fate unknown."""
        try:
            refusal = self.envelope(smtp, mail)
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            return Receipt(key=key, state="retry", error=f"the mail server hung up: {error}"[:200])
        if refusal:
            code, text, at_fault = refusal
            return verdict(key, code, text, dead=at_fault)
        try:
            code, text = smtp.data(mail.as_bytes())
        except smtplib.SMTPDataError as error:
            code, text = error.smtp_code, as_bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException):
            self.hang_up()
            why = "unknown: the mail server hung up after it had the text"
            return Receipt(key=key, state="failed", error=why, unsure=True)
        return Receipt(key=key, state="delivered") if code == 250 else verdict(key, code, text, dead=False)

    def envelope(self, smtp: smtplib.SMTP, mail: EmailMessage) -> tuple[int, bytes, bool] | None:
        """None when the server takes it; else code, text, and whether the address is at fault."""
        code, text = smtp.mail(settings.DEFAULT_FROM_EMAIL)
        if code != 250:
            smtp.rset()
            return code, text, False
        code, text = smtp.rcpt(str(mail["To"]))
        if code not in (250, 251):
            smtp.rset()
            return code, text, True
        return None

    def hang_up(self) -> None:
        smtp, self.smtp = self.smtp, None
        try:
            if smtp:
                smtp.quit()
        except (OSError, smtplib.SMTPException):
            pass  # It hung up first.
        finally:
            if smtp:
                smtp.close()


# A full mailbox, a text too large, a policy: the address is good all the same (RFC 3463).
NOT_THE_ADDRESS = (b"5.2.2", b"5.2.3", b"5.3", b"5.4", b"5.6", b"5.7")


def verdict(key: str, code: int, text: bytes, *, dead: bool) -> Receipt:
    """4xx: later; 5xx: never, and if the address is at fault, it is dead (RFC 5321, 4.2.1)."""
    error = f"{code} {text.decode('utf-8', 'replace')}"[:200]
    if 400 <= code < 500:
        return Receipt(key=key, state="retry", error=error)
    return Receipt(key=key, state="dead" if dead and not text.startswith(NOT_THE_ADDRESS) else "failed", error=error)


def as_bytes(text: Any) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode()
