"""How the verifying commands answer: each difference by its row, and an exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from houtai.core.work.chain import Difference


def report(differences: Sequence[Difference], *, rows: int, what: str, as_json: bool, out: Any) -> int:
    """Write what was found; 1 when there is any difference, else 0."""
    if as_json:
        found = [asdict(difference) for difference in differences]
        out.write(json.dumps({"verified": what, "rows": rows, "differences": found}, ensure_ascii=False))
    else:
        for difference in differences:
            out.write(f"row {difference.row}: {difference.what}")
        out.write(f"{rows} {what}, {len(differences)} differences")
    return 1 if differences else 0
