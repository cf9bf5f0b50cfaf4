"""Records of the intake as rows of the event log, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from houtai.core.events.batch import Invalid
from houtai.core.events.records import Record, decode
from houtai.core.events.schema import UTC_TIME, Fate

TEXT, WHOLE = pa.string(), pa.int64()


@dataclass
class Arrived:
    """rows: as in the log, without `commit`, and with `workspace` and `record`, the place of its payload.

    refused: payloads that are no records, each with the reason.
    """

    rows: pa.Table
    refused: list[tuple[bytes, str]] = field(default_factory=list)

    def workspaces(self) -> list[str]:
        return sorted(self.rows["workspace"].unique().to_pylist())

    def of(self, workspace: str) -> pa.Table:
        return self.rows.filter(pc.field("workspace") == workspace)


def arrived(payloads: Sequence[bytes]) -> Arrived:
    """Parse what can be parsed. One bad payload costs nothing but itself."""
    records, places, refused = [], [], []
    for place, payload in enumerate(payloads):
        try:
            record = decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, Invalid) as error:
            refused.append((payload, str(error)))
        else:
            records.append(record)
            places.append(place)
    return Arrived(rows(records, places), refused)


def rows(records: list[Record], places: list[int]) -> pa.Table:
    events = [event for record in records for event in record.events]
    lengths = np.array([len(record.events) for record in records], dtype=np.int64)
    parents = np.repeat(np.arange(len(records)), lengths)
    begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = times([event.at for event in events])

    def spread(values: list[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(pa.array(parents))

    return pa.table({
        "workspace": spread([record.workspace for record in records], TEXT),
        "record": spread(places, WHOLE),
        "batch": spread([record.batch for record in records], WHOLE),
        "n": pa.array((np.arange(len(events)) - begins).astype(np.int16)),
        "at": at,
        "received": times([record.received for record in records]).take(pa.array(parents)),
        "day": at.cast(pa.date32()),
        "visitor": spread([record.visitor for record in records], WHOLE),
        "reader": spread([record.reader for record in records], TEXT),
        "name": pa.array([event.name for event in events], TEXT),
        "subject": pa.array([event.subject for event in events], TEXT),
        "path": pa.array([event.path for event in events], TEXT),
        "referrer": pa.array([event.referrer for event in events], TEXT),
        "device": spread([record.device for record in records], TEXT),
        "value": pa.array([event.value for event in events], pa.float64()),
        "decision": pa.array([event.decision for event in events], WHOLE),
        "via": pa.array([event.via for event in events], WHOLE),
        "props": pa.array([event.props for event in events], TEXT),
        "simulated": spread([record.simulated for record in records], pa.bool_()),
        "fate": spread([int(Fate.BOT if record.bot else Fate.COUNTED) for record in records], pa.int8()),
    })  # fmt: skip


def times(micros: list[int]) -> pa.Array:
    return pa.array(micros, WHOLE).cast(UTC_TIME)
