"""What the collector answers over HTTP."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from houtai.core.events.batch import MOST_BODY

PLAIN = (("content-type", "application/json"), ("cache-control", "no-store"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = PLAIN

    def named(self, *headers: tuple[str, str]) -> Answer:
        return Answer(self.status, self.body, (*self.headers, *headers))


class Refusal(Exception):
    """Carries the answer out of the checks."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refusal(status: int, what: str, *, where: str = "", again: int = 0) -> Answer:
    """again: seconds after which to try again."""
    said = {"error": what, **({"where": where} if where else {})}
    answer = Answer(status, msgspec.json.encode(said))
    return answer.named(("retry-after", str(again))) if again else answer


TAKEN = Answer(202, b"{}")
METHOD = refusal(405, "Events are sent by POST.").named(("allow", "POST, OPTIONS"))
NOWHERE = refusal(404, "There is nothing at this address.")
TOO_LARGE = refusal(413, f"A batch has at most {MOST_BODY} bytes.")
TOO_MUCH = refusal(429, "More events wait than can be written. Try again later.", again=2)
NOT_KEPT = refusal(503, "The events could not be kept. Send them again.", again=5)
FOREIGN = refusal(403, "This page may not send events here.")
WRONG_KEY = refusal(401, "This key is not known, or was revoked.").named(("www-authenticate", "Bearer"))
NEEDS_KEY = refusal(401, "reader, agent and absolute are for servers: send a key.").named(
    ("www-authenticate", "Bearer")
)
