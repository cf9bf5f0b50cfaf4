"""What a list of the desk shows somebody, by the query of its address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

# These say how it is shown, not what; and what was chosen there.
SHOWING = ("p", "export", "ordering", "_w_filter_fragment", "id", "next", "childOf")


def listed(model: Any, *, user: Any, query: str, view: Any = None) -> Any:
    """Keys of rows of a model that has a list, for a subquery. A filter that makes no sense shows nothing, as there.

    view: the class of the list, unless it is that of a snippet.
    """
    request = HttpRequest()
    request.method, request.user, request.session = "GET", user, {}
    request.GET = QueryDict(narrowed(query))
    index = view.as_view() if view else model.snippet_viewset.index_view
    shown = index.view_class(**index.view_initkwargs)
    shown.setup(request)
    found = shown.get_queryset()
    if not hasattr(found, "order_by"):
        return [row.pk for row in found]
    rows = found.order_by()
    # A search may find its documents, each of such a row.
    return rows.values_list("pk" if rows.model is model else "target", flat=True)


def narrowed(query: str) -> str:
    """The query without what says how it is shown."""
    said = QueryDict(query, mutable=True)
    for name in SHOWING:
        said.pop(name, None)
    for name in [name for name, values in said.lists() if not any(values)]:
        del said[name]
    return said.urlencode()
