"""Inviting people to a workspace by a link, and letting them in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.membership import checked, expect, let_in
from houtai.core.workspaces.models import Invitation, Member, User, Workspace
from houtai.core.workspaces.models.invitation import InvitationClosed
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.registry import origin_of

PATH = "/account/invitation/"
LONGEST = 254


class WrongPerson(Refusal):
    message = _("This invitation is for somebody else.")


class AddressTaken(Refusal):
    message = _("There is an account with this address now. Sign in with its password.")


class CannotInvite(Refusal):
    """An address that cannot be invited, and why."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An invitation with its link, which can be seen this once. sent: whether it was handed over as mail."""

    invitation: Invitation
    link: str
    sent: bool = False


def invite(*, email: str, roles: Iterable[str], inviter: User | None, now: datetime) -> Letter:
    """Invite an address to the current workspace; who was invited before gets a new link. Mails nothing.

    Raises NoRole, UnknownRole, CannotInvite.
    """
    email, names = email.strip().lower(), sorted(checked(roles))
    if reason := why_not(email):
        raise CannotInvite(f"{email}: {reason}")
    waiting = Invitation.objects.filter(workspace=current(), email=email, accepted_at=None, withdrawn_at=None)
    invitation = waiting.order_by("-pk").first() or Invitation(workspace_id=current(), email=email)
    invitation.roles, invitation.inviter = names, inviter.pk if inviter else None
    return _written(invitation, now=now)


def send_again(invitation: Invitation, *, now: datetime) -> Letter:
    """A new link, valid from now on; the one before dies. Mails nothing. Raises InvitationClosed."""
    return _written(invitation, now=now)


def mail(letters: list[Letter], *, inviter: str, language: str) -> list[Letter]:
    """Send them in the inviter's language. A letter that no server took comes back with `sent` off."""
    connection, taken = get_connection(), set()
    with override(language), suppress(OSError):
        connection.open()
        for letter in letters:
            # One address that is refused holds nobody else up; a server that is away is asked once.
            with suppress(SMTPRecipientsRefused):
                if _message(letter, inviter, connection).send():
                    taken.add(letter.link)
        connection.close()
    return [replace(letter, sent=letter.link in taken) for letter in letters]


def why_not(email: str) -> str:
    """Why this address cannot be invited to the current workspace; empty when it can."""
    try:
        validate_email(email)
    except ValidationError:
        return say("this is no e-mail address.")
    if len(email) > LONGEST:
        return say("this is too long.")
    known = Member.objects.filter(workspace=current(), user__email=email, active=True).exists()
    return say("is a member already.") if known else ""


def identity_of(invitation: Invitation) -> User | None:
    """The identity that is invited. None when there is none, or one that nobody can use, such as a played person's."""
    identity = User.objects.using(CONTROL).filter(email=invitation.email).first()
    if identity is None or identity.has_usable_password() or identity.memberships.filter(active=True).exists():
        return identity
    return None


def accept(invitation: Invitation, *, identity: User, now: datetime) -> User:
    """Make the identity a member here, in the roles of the invitation. Of several who try at once, one does.

    Raises WrongPerson, InvitationClosed.
    """
    if identity.email != invitation.email or invitation.workspace_id != current():
        raise WrongPerson
    if invitation.state(now=now) != "open":
        raise InvitationClosed(invitation.state(now=now))
    # One database after the other, what admits last: after a crash in between the link still works.
    shadow = expect(identity, names=invitation.roles)
    with transaction.atomic(using=CONTROL):
        invitation.use(now=now)
        let_in(identity, now=now)
    return shadow


def accept_as_new(
    invitation: Invitation, *, first_name: str, last_name: str, password: str, language: str, now: datetime
) -> User:
    """Make an account for the invited address, then accept. Raises AddressTaken, InvitationClosed."""
    if invitation.state(now=now) != "open":
        raise InvitationClosed(invitation.state(now=now))
    with transaction.atomic(using=CONTROL):
        if identity_of(invitation):
            raise AddressTaken
        identity = User.objects.using(CONTROL).filter(email=invitation.email).first() or User(email=invitation.email)
        identity.first_name, identity.last_name, identity.locale = first_name, last_name, language
        identity.set_password(password)
        identity.save(using=CONTROL)
    return accept(invitation, identity=identity, now=now)


def _written(invitation: Invitation, *, now: datetime) -> Letter:
    token = invitation.renew(now=now)
    return Letter(invitation=invitation, link=f"{origin_of(current())}{PATH}{token}/")


def _message(letter: Letter, inviter: str, connection: Any) -> EmailMessage:
    # A name may hold anything, and a subject is one line.
    name = " ".join(Workspace.objects.get(pk=letter.invitation.workspace_id).name.split())
    facts = {"workspace": name, "inviter": inviter, "link": letter.link, "until": letter.invitation.expires_at}
    subject = say("You are invited to %(workspace)s") % {"workspace": name}
    body = render_to_string("workspaces/members/invitation.txt", facts)
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [letter.invitation.email], connection=connection)
