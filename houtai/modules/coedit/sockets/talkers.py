"""How often one person may ask for something: about comments, to be let into a room, or to have updates read."""

from __future__ import annotations

from houtai.modules.coedit.models.refusals import Refused, TooOften
from houtai.modules.coedit.sockets.link import Allowance

# So much at once, and so much each second.
BURST, RATE = 60.0, 2.0
# Of so many people it is remembered; then of none whose allowance is full again.
MOST = 1_000


class Talkers:
    def __init__(self, why: type[Refused] = TooOften, *, burst: float = 0, rate: float = 0) -> None:
        self._why, self._burst, self._rate = why, burst or BURST, rate or RATE
        self._left = dict[tuple[str, str], Allowance]()

    def count(self, workspace: str, key: str, *, now: float) -> None:
        """Raises `why`, by itself TooOften."""
        allowance = self._of(workspace, key, now=now)
        if not allowance.take(1, now=now):
            # What is refused costs nothing, so that whoever waits a moment gets through.
            allowance.left += 1
            raise self._why

    def charge(self, workspace: str, key: str, amount: float, *, now: float) -> None:
        """For what was done already. Raises `why`; then there is something to wait for, but never without end."""
        allowance = self._of(workspace, key, now=now)
        if not allowance.take(amount, now=now):
            allowance.left = max(allowance.left, -self._burst)
            raise self._why

    def _of(self, workspace: str, key: str, *, now: float) -> Allowance:
        if len(self._left) > MOST:
            quiet = now - 2 * self._burst / self._rate
            self._left = {who: one for who, one in self._left.items() if (one.since or 0) > quiet}
        return self._left.setdefault((workspace, key), Allowance(self._burst, self._rate))
