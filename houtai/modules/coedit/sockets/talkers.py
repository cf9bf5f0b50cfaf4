"""How often one person may ask for something: about comments, or to be let into a room."""

from __future__ import annotations

from houtai.modules.coedit.models.refusals import Refused, TooOften
from houtai.modules.coedit.sockets.link import Allowance

# So much at once, and so much each second.
BURST, RATE = 60.0, 2.0
# Of so many people it is remembered; then of none whose allowance is full again.
MOST = 1_000


class Talkers:
    def __init__(self, why: type[Refused] = TooOften) -> None:
        self._why, self._left = why, dict[tuple[str, str], Allowance]()

    def count(self, workspace: str, key: str, *, now: float) -> None:
        """Raises `why`, by itself TooOften."""
        if len(self._left) > MOST:
            quiet = now - BURST / RATE
            self._left = {who: one for who, one in self._left.items() if (one.since or 0) > quiet}
        allowance = self._left.setdefault((workspace, key), Allowance(BURST, RATE))
        if not allowance.take(1, now=now):
            # What is refused costs nothing, so that whoever waits a moment gets through.
            allowance.left += 1
            raise self._why
