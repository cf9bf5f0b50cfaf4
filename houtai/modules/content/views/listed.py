"""What the list of articles shows somebody, by the query of its address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from houtai.modules.content.models import Article

# These say how it is shown, not what.
SHOWING = ("p", "export", "ordering", "_w_filter_fragment")


def listed(user: Any, query: str) -> Any:
    """Keys of articles, for a subquery. A filter that makes no sense shows nothing, as on the page."""
    request = HttpRequest()
    request.method, request.user, request.session = "GET", user, {}
    request.GET = QueryDict(narrowed(query))
    index = Article.snippet_viewset.index_view
    view = index.view_class(**index.view_initkwargs)
    view.setup(request)
    found = view.get_queryset()
    if not hasattr(found, "order_by"):
        return [row.pk for row in found]
    rows = found.order_by()
    # A search may find its documents, each of an article.
    return rows.values("pk" if rows.model is Article else "target")


def narrowed(query: str) -> str:
    """The query without what is nothing to an export."""
    said = QueryDict(query, mutable=True)
    for name in SHOWING:
        said.pop(name, None)
    for name in [name for name, values in said.lists() if not any(values)]:
        del said[name]
    return said.urlencode()
