"""Short words to the other processes of this home, by a table of the control database that they read now and then.

For what is rare and is to be noticed within a second, whatever the engine: a word says nothing that is not in a
database, and whoever misses one finds out later by looking. What is frequent goes by `notices`.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timedelta

from houtai.core.workspaces.models import Hint

KEPT = timedelta(minutes=2)
# Words that were said at the same moment may be seen in another order than their numbers.
BEHIND, TIDIED_EACH = 100, 50
_started = secrets.token_hex(8)


def process() -> str:
    """A name of this process that no other one has, nor had."""
    return f"{_started}.{os.getpid()}"


def say(topic: str, word: str, *, now: datetime) -> None:
    """All other processes that listen hear it once; what was said long ago is forgotten."""
    said = Hint.objects.create(topic=topic, word=word, process=process(), said_at=now)
    if said.pk % TIDIED_EACH == 0:
        Hint.objects.filter(said_at__lt=now - KEPT).delete()


class Listener:
    """What others say about a topic after a moment."""

    def __init__(self, topic: str, *, since: datetime) -> None:
        self._topic, self._since = topic, since
        self._newest = 0
        self._heard: set[int] = set()

    def news(self) -> list[str]:
        """What was not heard yet, each word once, in the order in which it was said first."""
        said = Hint.objects.filter(topic=self._topic, said_at__gte=self._since, pk__gt=self._newest - BEHIND)
        rows = said.exclude(process=process()).order_by("pk").values_list("pk", "word")
        new = [row for row in rows if row[0] not in self._heard]
        self._newest = max([self._newest, *(key for key, _word in new)])
        self._heard = {key for key in self._heard.union(key for key, _word in new) if key > self._newest - BEHIND}
        return list(dict.fromkeys(word for _key, word in new))
