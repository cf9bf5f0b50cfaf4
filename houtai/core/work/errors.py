"""Why an action was refused. Each says so in words for people; nothing was changed when one is raised."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The action was not carried out. `message` is for people, `status` the HTTP answer."""

    status = 409
    message: Any = _("This was refused.")

    def __init__(self, message: Any = "") -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class NotAllowed(Refused):
    status = 403
    message = _("You may not do this.")


class SwitchedOff(Refused):
    """The action's module, or that of what it is done to, is switched off in this workspace."""


class NotFound(Refused):
    """Out of the actor's scope, or gone: the answer is the same."""

    status = 404
    message = _("There is no such thing here.")


class Changed(Refused):
    message = _("This has changed since you saw it. Nothing was done; look at it again.")


class Claimed(Refused):
    message = _("Somebody else is working on this.")


class NotPossible(Refused):
    message = _("This cannot be done now.")


class CannotUndo(Refused):
    message = _("This can no longer be undone.")


class OnceReused(Refused):
    message = _("This key was used for another decision.")


class NobodyElse(Refused):
    message = _("This needs a second person, and nobody else here may agree to it.")
