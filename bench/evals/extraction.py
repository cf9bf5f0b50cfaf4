"""Goals C1 and C2: the article of a page, its text and its structure. `bin/houtai eval extraction`."""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from bench.evals import extractors
from bench.evals.corpus import Sample, judged, unjudged
from bench.evals.extractors import MOZILLA, NAMES, Result
from bench.evals.facts import agreeing
from bench.evals.failures import failures
from bench.evals.structure import KINDS, Kept
from bench.evals.tokens import Score, score
from bench.peers_environment import NoPeers
from bench.rows import Row
from houtai.core.text.plain import plain

C1, C2 = partial(Row, goal="C1"), partial(Row, goal="C2")
OURS = "ours"
PRECISE, STRUCTURED = NAMES["precise"], NAMES["structured"]
MILLISECONDS = 60
WORST = 5
Results = dict[str, list[Result]]


def run(*, quick: bool, data: Path) -> list[Row]:
    samples, chinese = judged(data), unjudged(data)
    if quick:
        samples, chinese = samples[::4], chinese[::4]
    found = everybody([*samples, *chinese])
    known = {name: results[: len(samples)] for name, results in found.items()}
    unknown = {name: results[len(samples) :] for name, results in found.items()}
    return [
        *text(samples, known),
        *structure(samples, known),
        *metadata(samples, known),
        *without_truth(chinese, unknown),
    ]


def everybody(samples: list[Sample]) -> Results:
    """Results by extractor; ours alone, and one line that says why, where the peers cannot be had."""
    found = {OURS: extractors.ours(samples)}
    try:
        return found | {name: ask(samples) for name, ask in extractors.peers().items()}
    except NoPeers as error:
        print(error, file=sys.stderr)
        return found


def text(samples: list[Sample], found: Results) -> list[Row]:
    scores = {name: scored(samples, results) for name, results in found.items()}
    means = {name: statistics.mean(one.f1 for one in each) for name, each in scores.items()}
    peer = 1 - means[PRECISE] if PRECISE in means else None
    worst = sorted((one.f1, sample.name) for one, sample in zip(scores[OURS], samples, strict=True))[:WORST]
    others = ", ".join(f"{name} {mean:.4f}" for name, mean in means.items() if name != OURS)
    middle = statistics.median(one.f1 for one in scores[OURS])
    told = f"{len(samples)} pages, median {middle:.4f}; {others}"
    fair = f"{MOZILLA} made what is expected here, so it is no rival"
    error: dict[str, Any] = {"peer": PRECISE, "peer_value": peer, "judged": "ratio", "note": fair}
    lowest = ", ".join(f"{name} {f1:.3f}" for f1, name in worst)
    return [
        C1(what="error of the text (1 - mean token F1)", value=1 - means[OURS], unit="", target="<= 0.5", **error),
        C1(what="mean token F1", value=means[OURS], unit="", note=told),
        C1(what=f"the best of the worst {WORST}", value=worst[-1][0], unit="", note=lowest),
        pace(found),
    ]


def scored(samples: list[Sample], results: list[Result]) -> list[Score]:
    pairs = zip(samples, results, strict=True)
    return [score(result.words, expected=plain(sample.expected)) for sample, result in pairs]


def pace(found: Results) -> Row:
    """Milliseconds a page, of the processor: other work on the machine changes nothing."""
    middle = {name: statistics.median(one.seconds for one in each) * 1000 for name, each in found.items()}
    note = ", ".join(f"{name} {value:.0f}" for name, value in middle.items() if name not in {OURS, STRUCTURED})
    slowest = max(one.seconds for one in found[OURS])
    told: dict[str, Any] = {
        "peer": STRUCTURED,
        "peer_value": middle.get(STRUCTURED),
        "note": f"slowest page {slowest:.2f} s; {note}",
    }
    return C1(
        what="processor time of a page, median", value=middle[OURS], unit="ms", target=f"<= {MILLISECONDS}", **told
    )


def structure(samples: list[Sample], found: Results) -> list[Row]:
    kept = {name: counted(samples, found[name]) for name in (OURS, STRUCTURED) if name in found}
    return [row(kind, kept) for kind in KINDS]


def counted(samples: list[Sample], results: list[Result]) -> Kept:
    kept = Kept()
    for sample, result in zip(samples, results, strict=True):
        kept.add(sample.name, result.html, expected=sample.expected, base=sample.url)
    return kept


def row(kind: str, kept: dict[str, Kept]) -> Row:
    ours, peer = kept[OURS].score(kind), kept[STRUCTURED].score(kind) if STRUCTURED in kept else None
    told = f"{kept[OURS].same[kind]} of {kept[OURS].expected[kind]}, {ours.precision:.1%} of ours are right"
    lost = Counter(name for which, name, _ in kept[OURS].lost if which == kind).most_common(3)
    note = "; ".join(filter(None, [
        told, f"{STRUCTURED}: {peer.precision:.1%} right" if peer else "",
        "lost: " + ", ".join(f"{count} in {name}" for name, count in lost) if lost else "",
    ]))  # fmt: skip
    beside: dict[str, Any] = {"peer": STRUCTURED, "peer_value": peer.recall * 100 if peer else None, "note": note}
    target = "= 100" if kind == "tables" else ">= 97"
    return C2(what=f"{kind} kept", value=ours.recall * 100, unit="%", target=target, **beside)


def metadata(samples: list[Sample], found: Results) -> list[Row]:
    rows = []
    for field, (right, asked) in agreeing(samples, found[OURS]).items():
        peer = agreeing(samples, found[MOZILLA])[field][0] if MOZILLA in found else None
        beside: dict[str, Any] = {"peer": MOZILLA, "peer_value": peer, "note": f"of {asked} pages that have one"}
        rows.append(C1(what=f"{field} as expected", value=right, unit="pages", **beside))
    return rows


def without_truth(samples: list[Sample], found: Results) -> list[Row]:
    """Chinese pages: failures that need no truth to be seen."""
    counts = {
        name: Counter(one for pair in zip(samples, found[name], strict=True) for one in failures(*pair))
        for name in (OURS, STRUCTURED)
        if name in found
    }
    note = "; ".join(f"{name}: {dict(count) or 'none'}" for name, count in counts.items())
    note = f"of {len(samples)} pages: crash, nothing, title, code, 20 % of links; {note}"
    return [C1(what="failures on Chinese pages", value=counts[OURS].total(), unit="failures", target="= 0", note=note)]
