from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.timezone import now

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.invitations import CannotInvite, invite, mail, why_not
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.roles import MANAGER, ROLES

HELP = "Invite people to a workspace by a link, printed here and with --mail sent too."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id, host or name")
    parser.add_argument("addresses", nargs="+", metavar="ADDRESS", help="e-mail addresses")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=[MANAGER])
    parser.add_argument("--mail", action="store_true", help="send the links by e-mail")


def run(options: dict[str, Any], say: Any) -> None:
    workspace = Workspace.objects.called(options["workspace"])
    with enter(workspace.pk):
        emails = [email.strip().lower() for email in options["addresses"]]
        if reasons := [f"{email}: {reason}" for email in emails if (reason := why_not(email))]:
            raise CannotInvite(" ".join(reasons))
        letters = [invite(email=email, roles=options["roles"], inviter=None, now=now()) for email in emails]
        if options["mail"]:
            letters = mail(letters, inviter=workspace.name, language=settings.LANGUAGE_CODE)
    for letter in letters:
        say(f"{letter.invitation.email}  {letter.link}" + ("" if letter.sent or not options["mail"] else "  NOT SENT"))
