"""Lists of snippets as Wagtail makes them, on phones as cards, and with our words where there is nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from houtai.core.ui.empty import Empty
from houtai.core.ui.tables import Table


class PlainIndex(IndexView):
    table_class, table_classname = Table, "listing h-list"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "empty": self.model.snippet_viewset.empty}


class PlainViews(SnippetViewSet):
    empty: ClassVar[Empty]
    index_view_class = PlainIndex
    index_results_template_name = "ui/plain_results.html"
