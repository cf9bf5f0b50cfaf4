"""What the writer cannot put into any log is kept beside the intake, so that a person can look at it."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from houtai.core.events.segments import framed

REFUSED, UNKNOWN, TORN = "refused", "unknown", "torn"
log = logging.getLogger("houtai.writer")


def refuse(intake: Path, payload: bytes, *, reason: str) -> None:
    """Keep a record that is no record. The name is that of its content, so that doing it twice changes nothing."""
    log.error("A record of the intake was refused: %s", reason)
    kept = {"reason": reason, "payload": payload.decode("utf-8", "backslashreplace")}
    name = blake2b(payload, digest_size=12).hexdigest()
    _write(intake / REFUSED / f"{name}.json", json.dumps(kept, ensure_ascii=False).encode())


def keep_unknown(intake: Path, workspace: str, payloads: Sequence[bytes], *, segment: Path, start: int) -> None:
    """Keep the records of a workspace that does not exist, as a segment that can be laid back into the intake."""
    _write(intake / UNKNOWN / f"{workspace}-{segment.stem}-{start}.log", b"".join(map(framed, payloads)))


def keep_rest(intake: Path, segment: Path, *, start: int) -> None:
    """Keep the end of a closed segment that holds no whole record: torn when its process died, or damaged."""
    if segment.stat().st_size <= start:
        return
    log.warning("The end of %s, from byte %s on, holds no whole record and is set aside.", segment.name, start)
    with segment.open("rb") as file:
        file.seek(start)
        _write(intake / TORN / f"{segment.stem}-{start}", file.read())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}")
    draft.write_bytes(content)
    draft.rename(file)
