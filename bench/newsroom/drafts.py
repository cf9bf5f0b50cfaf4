"""Collected drafts, most of them waiting, and what was decided about drafts and articles."""

from __future__ import annotations

from typing import Any

from bench.newsroom import subjects
from bench.newsroom.articles import BODIES, COLUMNS
from bench.newsroom.growing import grow, tell
from bench.newsroom.pool import AUTHORS_ZH, chance, en, is_zh, pick, zh
from bench.newsroom.seeds import SOURCES

DECIDED = 5  # One decided draft for so many that wait.


def drafts(seed: Any, count: int) -> None:
    """So many that wait, the older ones decided. seed: waiting."""
    decided = count // DECIDED
    from_source = f"{seed.source_id} + 1 + {chance(4, SOURCES)}"
    tell(f"UPDATE collect_source SET place = {place('id')}")
    drawn = f"""(SELECT n, {chance(1, 100)} AS draw, {is_zh()} AS zh,
    CASE WHEN {is_zh()} THEN {zh(50)} ELSE {en(50)} END AS said,
    now() - ({count + decided} - n) * interval '40 s' AS at FROM generate_series(1, {count + decided}) n) d"""
    source = f"""(SELECT d.*, CASE WHEN d.zh THEN b.zh ELSE b.en END AS copy
    FROM {drawn} JOIN bodies b ON b.number = {chance(3, BODIES)}) d"""
    grow(
        seed,
        source,
        id=f"{seed.pk} + n",
        source_id=from_source,
        place=place(from_source),
        url="'https://news.example/story/' || n",
        address="md5(n::text) || md5((-n)::text)",
        title="said",
        html="'<p>' || copy || '</p>'",
        author=f"{pick(AUTHORS_ZH[0], 5)} || {pick(AUTHORS_ZH[1], 6)}",
        language="CASE WHEN zh THEN 'zh' ELSE 'en' END",
        words=f"100 + {chance(7, 1500)}",
        images=chance(8, 4),
        published="at - interval '1 hour'",
        collected_at="at",
        similarity=f"{chance(9, 1000)} / 2500.0",
        state=f"CASE WHEN n > {decided} THEN 'waiting' WHEN draw < 40 THEN 'published' ELSE 'skipped' END",
    )
    subjects.of_drafts(seed)


def place(source: str) -> str:
    """The column where a source's drafts go: one source in fifty has none."""
    first = tell("SELECT min(id) FROM content_column")[0][0]
    return f"CASE WHEN ({source}) % 50 = 0 THEN 0 ELSE {first} + ({source}) % {COLUMNS} END"


def decisions(seed: Any, *, strategy: str = "generated") -> None:
    """Of articles, and later of drafts, where a strategy decided four of ten. seed: a decision about a draft."""
    source = """(SELECT row_number() OVER (ORDER BY kind DESC, s.id) AS n, count(*) OVER () AS every, s.id AS about,
    state, kind = 'collect.draft' AS draft FROM work_subject s WHERE kind = 'collect.draft'
    AND state NOT IN ('waiting', 'merged') OR kind = 'content.article' AND state <> 'draft') d"""
    person = f"NOT draft OR {chance(1, 10)} < 6"
    grow(
        seed,
        source,
        id=f"{seed.pk} + n",
        at="now() - (every - n) * interval '1 s' * CASE WHEN draft THEN 30 ELSE 60 END",
        action="""CASE WHEN NOT draft THEN 'content.publish' WHEN state = 'skipped' THEN 'collect.skip'
        ELSE 'content.accept' END""",
        subject_id="about",
        queue="CASE WHEN draft THEN seed.queue ELSE '' END",
        facts="CASE WHEN draft THEN seed.facts ELSE '{}' END",
        actor=f"CASE WHEN {person} THEN 'person' ELSE 'strategy' END",
        user_id=f"CASE WHEN {person} THEN seed.user_id END",
        by=f"CASE WHEN {person} THEN seed.by ELSE '{strategy}' END",
        strategy=f"CASE WHEN {person} THEN '' ELSE '{strategy}' END",
        touch_ms=f"CASE WHEN {person} THEN 2000 + {chance(2, 20_000)} END",
        prev="md5(n::text) || md5((-n)::text)",
        hash="md5((n + 1)::text) || md5((-n - 1)::text)",
    )
