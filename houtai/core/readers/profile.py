"""What the page of one reader shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from houtai.core.events.log import events
from houtai.core.readers.conditions import BadCondition, Evaluation
from houtai.core.readers.models import Address, Reader, Tag

NEWEST, DAYS = 30, 90


def tags(reader: Reader, *, now: datetime) -> list[dict[str, Any]]:
    """name and how: hand, import or rule. A rule that cannot be worked out gives nothing."""
    given: list[dict[str, Any]] = [{"name": row.tag.name, "how": row.how} for row in reader.tags.select_related("tag")]
    names = {row["name"] for row in given}
    evaluation = Evaluation(now=now, simulated=reader.simulated)
    ruled = [tag.name for tag in Tag.objects.exclude(rule="") if falls_under(tag, reader, evaluation)]
    given += [{"name": name, "how": "rule"} for name in ruled if name not in names]
    return sorted(given, key=lambda row: str(row["name"]))


def falls_under(tag: Tag, reader: Reader, evaluation: Evaluation) -> bool:
    try:
        return reader.number in evaluation.tagged(tag.name)
    except BadCondition:
        return False


def addresses(reader: Reader) -> list[dict[str, Any]]:
    """Nobody at the desk needs the whole address, so none is shown."""
    return [{"row": row, "masked": masked(row)} for row in reader.addresses.order_by("channel", "pk")]


def masked(address: Address) -> str:
    value = address.value if isinstance(address.value, dict) else {}
    if address.channel == "email":
        name, _at, host = str(value.get("email", "")).partition("@")
        return f"{name[:1]}…@{host}"
    url = str(value.get("endpoint") or value.get("url") or "")
    return f"{url.split('/')[2]}/…" if url.count("/") > 1 else "…"


def acts(reader: Reader, *, now: datetime) -> list[dict[str, Any]]:
    """The newest events of all their visitors, of the last 90 days."""
    visitors = list(reader.visitors.values_list("pk", flat=True))
    if not visitors:
        return []
    own = events(since=now.date() - timedelta(days=DAYS)).filter(lambda t: t["visitor"].isin(visitors))
    newest = own.order_by(own["at"].desc()).limit(NEWEST).select("at", "name", "subject", "path", "value", "decision")
    rows: list[dict[str, Any]] = newest.to_pyarrow().to_pylist()
    return rows
