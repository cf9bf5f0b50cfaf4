"""How many pictures one person may have taken in, so that nobody makes Houtai fetch without end."""

from __future__ import annotations

import time

from django.utils.translation import gettext as _

from houtai.core.workspaces.crowding import counted
from houtai.modules.coedit.models.refusals import Refused

MINUTE, HOUR = 60, 3600
MOST = {MINUTE: 60, HOUR: 600}


class TooManyPictures(Refused):
    """retry_after: seconds."""

    code, status = 4429, 429

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after
        self.text = _("These are many pictures at once. Go on in %(n)s seconds.") % {"n": retry_after}


def pace(key: str, *, at: float | None = None) -> None:
    """Count one picture of this person. Raises TooManyPictures. Every web process counts for itself."""
    clock = time.time() if at is None else at
    for span, most in MOST.items():
        turn, past = divmod(int(clock), span)
        if counted(f"coedit.pictures.{key}.{span}.{turn}", seconds=2 * span) > most:
            raise TooManyPictures(span - past)
