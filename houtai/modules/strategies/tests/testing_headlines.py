"""An article with two headlines, a test at work on it, and readers who see and open them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from houtai.core.events.tests.filling import fill
from houtai.core.work.choices import Choice, choose
from houtai.core.work.tests.conftest import NOW
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models.run import tick
from houtai.modules.strategies.tests.conftest import run, written

POINT = "content.headline"
OTHER = "Tides by telephone"
LATER = timedelta(hours=1)


def article(model: Any, headline: Any, *, by: Any, title: str = "Tide tables go digital", **fields: Any) -> Any:
    made = model(title=title, body="<p>The harbour office.</p>", live=False, **fields)
    made.headlines = [headline(text=OTHER)]
    made.save()
    made.save_revision()
    made.act("publish", by)
    made.refresh_from_db()
    return made


def at_work(*, by: Any, name: str = "Headlines", **values: Any) -> Strategy:
    """Live."""
    usual = {
        "point": POINT, "column": "", "policy": "equal", "floor": 1.0, "hours": 48, "least": 100,
        "undecided": "best", "reading": 20.0,
    }  # fmt: skip
    strategy = written(("test", {**usual, **values}), name=name, queue="")
    for step in ("publish", "shadow", "promote"):
        run(step, strategy, by=by)
    return strategy


def choice_of(made: Any) -> Choice:
    return choose(POINT, [str(made.pk)])[str(made.pk)]


def come(made: Any, place: int, *, shown: int, opened: int, at: datetime = NOW, first: int = 0, **more: Any) -> None:
    """So many visitors see this arm of the article, and so many of them open it and read for 30 seconds."""
    subject, props = f"content.article:{made.pk}", f'{{"arm":"{choice_of(made).arms[place].token}"}}'
    rows = []
    for n in range(shown):
        who = {"visitor": (place + 1) * 1_000_000 + first + n, "subject": subject, "props": props, "value": 30.0}
        names = ("show", "click", "read") if n < opened else ("show",)
        rows += [{**who, **more, "name": name, "at": at, "n": k} for k, name in enumerate(names)]
    fill(*rows)


def turn(*, at: datetime) -> None:
    tick(now=at)
