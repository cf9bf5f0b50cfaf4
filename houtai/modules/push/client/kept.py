"""Mail that is written to files or shown instead of sent, by Django's own backends."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.core.mail import get_connection

from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.push.client.letter import UnusableAddress, letter
from houtai.modules.push.client.message import Message


@dataclass
class Ready:
    """What Django's backends ask of a message."""

    mail: EmailMessage

    def message(self) -> EmailMessage:
        return self.mail


class Kept:
    """Hands over to Django's backend of the installation, which writes mail to files or shows it."""

    def send(self, messages: list[Message]) -> list[Receipt]:
        with get_connection() as connection:
            return [self.keep(connection, message) for message in messages]

    def keep(self, connection: Any, message: Message) -> Receipt:
        try:
            connection.send_messages([Ready(letter(message))])
        except (UnusableAddress, ValueError) as error:
            return Receipt(key=message.key, state="dead", error=str(error)[:200])
        except OSError as error:
            return Receipt(key=message.key, state="retry", error=str(error)[:200])
        return Receipt(key=message.key, state="delivered")
