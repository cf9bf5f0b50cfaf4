"""`python -m bench.newsroom.fill ARTICLES`: a paper of that size in the default workspace, on PostgreSQL.

All is generated. The first row of each kind is the product's own; the others are like it but for what lists show,
search and sort by. Prints who may look and where, as JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.newsroom import drafts, seeds  # noqa: E402
from bench.newsroom.articles import COLUMNS, articles, people  # noqa: E402
from bench.newsroom.documents import documents  # noqa: E402
from bench.newsroom.growing import tell  # noqa: E402
from houtai.core.ui.keyset import Order, Place  # noqa: E402
from houtai.core.work.models import Decision  # noqa: E402
from houtai.core.workspaces.context import enter  # noqa: E402
from houtai.core.workspaces.registry import default_workspace  # noqa: E402
from houtai.modules.collect.models import Draft  # noqa: E402
from houtai.modules.content.models import Article  # noqa: E402


def main(count: int) -> None:
    with enter(default_workspace() or ""):
        with transaction.atomic():
            # What the rows were made of is whole, so they are.
            tell("SET LOCAL session_replication_role = replica")
            people()
            first = seeds.article()
            articles(first, count)
            documents(first)
            waiting, decided = seeds.drafts()
            drafts.drafts(waiting, count)
            drafts.decisions(decided)
            who = seeds.cookies()
        # As the server does by itself in time.
        tell("VACUUM ANALYZE")
        print(json.dumps({**who, **looked_at()}))


def looked_at() -> dict[str, str]:
    """Keys and places of rows in the middle."""
    last = Article.objects.filter(column__slug=f"column-{COLUMNS}").order_by("-pk")
    deep = {
        "deep_articles": (Article.objects.all(), "-updated"),
        "deep_drafts": (Draft.objects.all(), "-collected_at"),
        "deep_decisions": (Decision.objects.all(), "-id"),
    }
    return {
        "article": str(last[last.count() // 2].pk),
        "column": str(last[0].column_id),
        "workspace": str(connection.settings_dict["NAME"]),
        **{name: half(rows, order) for name, (rows, order) in deep.items()},
    }


def half(rows: Any, name: str) -> str:
    """The page behind the row in the middle."""
    order = Order(rows.model, name)
    row = order.sort(rows)[rows.count() // 2]
    value = getattr(row, name.removeprefix("-"))
    return "after." + order.write(Place(value, row.pk))


if __name__ == "__main__":
    main(int(sys.argv[1]))
