"""What is found of the articles. A title or a text is cut into words once, however many articles have it."""

from __future__ import annotations

from typing import Any

from django.db import connection

from bench.newsroom.articles import BODIES, TITLE
from bench.newsroom.growing import grow, tell
from bench.newsroom.pool import EN, ZH, chance, is_zh, pick
from houtai.core.text.search.words import said, words


def documents(seed: Any) -> None:
    """seed: the first article, whose document the product has filed."""
    cut_bodies()
    document = seed.documents.get()
    title = f"CASE WHEN {is_zh()} THEN {titles(ZH)} ELSE {titles(EN)} END"
    source = f"""(SELECT a.*, {title} AS cut, CASE WHEN {is_zh()} THEN b.zh ELSE b.en END AS text_cut,
    CASE WHEN {is_zh()} THEN b.zh_said ELSE b.en_said END AS text_said
    FROM (SELECT *, id - {seed.pk} AS n FROM content_article WHERE id > {seed.pk}) a
    JOIN cut_bodies b ON b.number = {chance(3, BODIES)}) a"""
    grow(
        document,
        source,
        id=f"{document.pk} + a.n",
        target_id="a.id",
        changed="a.updated",
        published="CASE WHEN a.live THEN a.first_published_at END",
        title="' ' || cut || ' '",
        words="' ' || cut || ' ' || text_cut || ' '",
        said="' ' || lower(a.title) || ' ' || chr(10) || text_said",
    )


def titles(language: dict[str, str]) -> str:
    parts = [tuple(" ".join(words(word.replace("-", " "))) for word in each.split()) for each in language.values()]
    return " || ' ' || ".join(pick(part, TITLE + place) for place, part in enumerate(parts))


def cut_bodies() -> None:
    tell("CREATE TEMP TABLE cut_bodies (number int, zh text, zh_said text, en text, en_said text)")
    rows = tell("SELECT number, zh, en FROM bodies")
    made = [(number, " ".join(words(zh)), said(zh), " ".join(words(en)), said(en)) for number, zh, en in rows]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO cut_bodies VALUES (%s, %s, %s, %s, %s)", made)
    tell("ANALYZE cut_bodies")
