"""How often one person may ask about comments."""

from __future__ import annotations

from houtai.modules.coedit.models.refusals import TooOften
from houtai.modules.coedit.sockets.link import Allowance

# So much at once, and so much each second.
BURST, RATE = 60.0, 2.0
# Of so many people it is remembered; then of none whose allowance is full again.
MOST = 1_000


class Talkers:
    def __init__(self) -> None:
        self._left: dict[tuple[str, str], Allowance] = {}

    def count(self, workspace: str, key: str, *, now: float) -> None:
        """Raises TooOften."""
        if len(self._left) > MOST:
            quiet = now - BURST / RATE
            self._left = {who: one for who, one in self._left.items() if (one.since or 0) > quiet}
        allowance = self._left.setdefault((workspace, key), Allowance(BURST, RATE))
        if not allowance.take(1, now=now):
            # What is refused costs nothing, so that whoever waits a moment gets through.
            allowance.left += 1
            raise TooOften
