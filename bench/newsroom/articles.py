"""Articles with five revisions each, in forty columns of which each has its own desk."""

from __future__ import annotations

from typing import Any

from bench.newsroom import subjects
from bench.newsroom.growing import grow, tell
from bench.newsroom.pool import AUTHORS_ZH, chance, en, is_zh, pick, text_en, text_zh, zh

COLUMNS, AUTHORS, EACH, BODIES, SENTENCES = 40, 3_000, 5, 5_000, 6
TITLE = 30  # What titles are drawn with.
NAMES = "港口 城市 海洋 经济 教育 文化 体育 健康 科技 旅行"
# Of a hundred articles.
STATES = """CASE WHEN draw < 70 THEN 'published' WHEN draw < 90 THEN 'draft'
WHEN draw < 92 THEN 'scheduled' ELSE 'withdrawn' END"""


def people() -> None:
    """Columns, their desks, and authors; and the texts that are shared out."""
    numbers = "generate_series(1, {}) n"
    tell(f"""INSERT INTO auth_group (name) SELECT 'Desk ' || n FROM {numbers.format(COLUMNS)};
    INSERT INTO content_column (name, slug, about, place, desk_id)
    SELECT {pick(NAMES, 1)} || ' ' || n, 'column-' || n, '', n, g.id FROM {numbers.format(COLUMNS)}
    JOIN auth_group g ON g.name = 'Desk ' || n;
    INSERT INTO content_author (name, slug, about)
    SELECT {pick(AUTHORS_ZH[0], 1)} || {pick(AUTHORS_ZH[1], 2)} || ' ' || n, 'author-' || n, ''
    FROM {numbers.format(AUTHORS)};
    CREATE TEMP TABLE bodies AS SELECT n - 1 AS number, {text_zh(SENTENCES)} AS zh, {text_en(SENTENCES)} AS en
    FROM {numbers.format(BODIES)};
    ANALYZE bodies""")


def articles(seed: Any, count: int) -> None:
    """The first column has most, the last one in eighty, and one in fifty is in none. seed: a published one."""
    first_author, first_column = tell(
        "SELECT (SELECT min(id) FROM content_author), (SELECT min(id) FROM content_column)"
    )[0]
    drawn = f"""(SELECT n, {chance(1, 100)} AS draw, {chance(2, 1000)} AS place, {is_zh()} AS zh,
    CASE WHEN {is_zh()} THEN {zh(TITLE)} ELSE {en(TITLE)} END AS said,
    now() - ({count} - n) * interval '150 s' AS at FROM generate_series(1, {count}) n) d"""
    source = f"""(SELECT d.*, {STATES} AS phase,
    CASE WHEN d.zh THEN said || '。' || b.zh ELSE said || '. ' || b.en END AS copy
    FROM {drawn} JOIN bodies b ON b.number = {chance(3, BODIES)}) d"""
    column = f"CASE WHEN place >= 20 THEN {first_column} + place * place * {COLUMNS} / 1000000 END"
    revision = f"{seed.latest_revision_id} + n * {EACH}"
    grow(
        seed,
        source,
        id=f"{seed.pk} + n",
        title="said",
        slug="'article-' || n",
        summary="''",
        body="'<p>' || copy || '</p>'",
        text="copy",
        words=f"200 + {chance(4, 1800)}",
        language="CASE WHEN zh THEN 'zh' ELSE 'en' END",
        state="phase",
        live="phase = 'published'",
        has_unpublished_changes="phase <> 'published' OR draw < 10",
        first_published_at="CASE WHEN phase IN ('published', 'withdrawn') THEN at END",
        last_published_at="CASE WHEN phase IN ('published', 'withdrawn') THEN at END",
        updated=f"at - {chance(5, 90)} * interval '1 hour'",
        author_id=f"CASE WHEN {chance(6, 4)} > 0 THEN {first_author} + {chance(7, AUTHORS)} END",
        byline=f"CASE WHEN {chance(6, 4)} > 0 THEN '' ELSE {pick(AUTHORS_ZH[0], 8)} || '通讯员' END",
        column_id=column,
        draft_column_id=column,
        source_name=f"CASE WHEN {chance(9, 3)} > 0 THEN '' ELSE 'Source ' || {chance(10, 500)} END",
        latest_revision_id=revision,
        live_revision_id=f"CASE WHEN phase = 'published' THEN {revision} END",
    )
    revisions(seed)
    subjects.of_articles(seed)


def revisions(seed: Any) -> None:
    """The earlier ones are shorter. Each holds the whole article, as the product writes it."""
    source = f"""(SELECT a.*, k FROM content_article a, generate_series(1, {EACH}) k WHERE a.id > {seed.pk}) a"""
    content = """jsonb_build_object('pk', a.id, 'title', a.title, 'slug', a.slug, 'column', a.column_id,
    'author', a.author_id, 'language', a.language, 'byline', a.byline,
    'body', '<p>' || left(a.text, 60 * k) || '</p>')"""
    grow(
        seed.latest_revision,
        source,
        id=f"{seed.latest_revision_id} + (a.id - {seed.pk}) * {EACH} + k - {EACH}",
        object_id="a.id::text",
        object_str="a.title",
        content=f"seed.content || {content}",
        created_at=f"a.updated - ({EACH} - k) * interval '3 hours'",
    )
