"""Why somebody is not let in, or let out again: a close code, and words for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """code: of the websocket's close, as in docs/coedit.md; status: of the HTTP answer."""

    code, status = 4400, 400
    text: Any = _("The editor sent something that cannot be read. Copy what is not saved yet, then reload the page.")

    def __str__(self) -> str:
        return str(self.text)

    @property
    def told(self) -> dict[str, Any]:
        return {"refused": {"code": self.code, "text": str(self.text)}}


class Malformed(Refused):
    pass


class SignedOut(Refused):
    code, status = 4401, 401
    text = _("You are signed out. Sign in again; what you wrote is kept in this browser.")


class NoRight(Refused):
    code, status = 4403, 403
    text = _("You may not work on this text any more.")


class NoRoom(Refused):
    code, status = 4404, 404
    text = _("There is no such text, or it is none of yours.")


class OtherHistory(Refused):
    code, status = 4409, 409
    text = _("This text has begun anew meanwhile. What you wrote since is shown below, to be copied.")


class TooLarge(Refused):
    code, status = 4413, 413
    text = _("That is too large to be added at once. Put it in by smaller pieces, and pictures as files.")


class Full(TooLarge):
    text = _("This text is full: it takes nothing more. What you wrote is shown below, to be copied.")


class NotAllowed(Refused):
    code, status = 4422, 422
    text = _("The server did not take this change, because the text may not hold it. It is shown below, to be copied.")


class OthersPicture(NotAllowed):
    """A guest shows a picture that was neither in the text nor taken in for it."""


class OldPage(Refused):
    code, status = 4426, 426
    text = _("This page is older than the server. Reload it; your text is kept.")


class TooFast(Refused):
    code, status = 4429, 429
    text = _("The connection is too slow or sends too much. It is opened again by itself.")


class Restarting(Refused):
    code, status = 1012, 503
    text = _("The connection is opened again by itself.")


class NoThread(Refused):
    code, status = 4404, 404
    text = _("This comment is not there any more.")


class NoComments(Refused):
    code, status = 4403, 403
    text = _("You may not comment on this text.")


class NotYours(Refused):
    code, status = 4403, 403
    text = _("Only whoever wrote a comment can change or delete it.")


class Unsaid(Refused):
    code, status = 4422, 422
    text = _("Write something first.")


class TooLong(Refused):
    code, status = 4413, 413
    text = _("A comment has at most 4,000 characters. Nothing was sent; what you wrote is still here.")


class TooMany(Refused):
    code, status = 4413, 409
    text = _("There are too many comments here. Resolve and delete some first; what you wrote is still here.")


class TooOften(Refused):
    code, status = 4429, 429
    text = _("Too much came in at once. Wait a moment and send it again; what you wrote is still here.")
