"""Lists of the desk: declared columns, filters, search, sort, export, a phone layout, and an empty state that helps.

`List` is a page of its own; `Listing` adds the same to a list that Wagtail already has, such as a snippet's.
Every list starts from what the user may see and asks for a number of queries that does not grow with rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action.registry import bulk_action_registry as registry
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from houtai.core.ui.empty import Empty
from houtai.core.ui.export import SafeExport
from houtai.core.ui.keyset import Order
from houtai.core.ui.paging import CappedPaginator
from houtai.core.ui.tables import Choosing, Table
from houtai.core.ui.widgets import choices_of


class NoPermissionNamed(TypeError):
    """A list says neither which permission it needs nor that everybody at the desk may see it (`permission = None`)."""


class Listing(SafeExport):
    """What every list of the desk has. Mix it in before a listing view of Wagtail.

    columns: every column that can be shown; `hidden` names those that are off until somebody chooses them.
    related: foreign keys fetched with the rows, so that columns may follow them.
    empty: what is said when there is nothing at all.
    """

    columns: Sequence[Any]
    hidden: Sequence[str] = ()
    related: Sequence[str] = ()
    empty: Empty | None = None
    template_name = "ui/list.html"
    results_template_name = "ui/list_results.html"
    paginator_class = CappedPaginator
    paginate_by = 50
    table_class = Table
    table_classname = "listing h-list"
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; or the choices of one of its filters."""
        if "choices" in request.GET:
            return choices_of(self.filters and self.filters.form, request.GET["choices"])  # type: ignore[attr-defined]
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keeps which columns this person wants to see, for this session."""
        known = {column.name for column in self.columns}
        request.session[self._memory] = [name for name in request.POST.getlist("columns") if name in known]
        return HttpResponseRedirect(request.get_full_path())

    def get_base_queryset(self) -> Any:
        model: Any = self.model  # type: ignore[attr-defined]
        queryset = model.objects.visible_to(self.request.user)
        return queryset.select_related(*self.related) if self.related else queryset

    def order_queryset(self, queryset: Any) -> Any:
        """Ties are broken by key, so that no row is on two pages or on none; what has no value comes last."""
        order = Order(queryset.model, self.ordering) if isinstance(self.ordering, str) else None  # type: ignore[attr-defined]
        if order and order.fields:
            return order.sort(queryset, blanks_last=True)
        ordered = super().order_queryset(queryset)  # type: ignore[misc]
        fields = ordered.query.order_by or ordered.model._meta.ordering
        return ordered.order_by(*fields, "-pk") if ordered.ordered else ordered.order_by("-pk")

    def get_paginator(self, *args: Any, **options: Any) -> Any:
        paginator = super().get_paginator(*args, **options)  # type: ignore[misc]
        paginator.order = self.ordering  # type: ignore[attr-defined]
        return paginator

    @cached_property
    def shown(self) -> list[Any]:
        """The chosen columns, in their declared order; the first one always stays."""
        chosen = self.request.session.get(self._memory)
        names = (
            {column.name for column in self.columns if column.name not in self.hidden}
            if chosen is None
            else set(chosen)
        )
        return [column for i, column in enumerate(self.columns) if i == 0 or column.name in names]

    def get_table(self, object_list: Any) -> Table:
        columns = [*self.choosing, *self.shown]
        return self.table_class(columns, object_list, **self.get_table_kwargs())  # type: ignore[attr-defined]

    @cached_property
    def many(self) -> list[Any]:
        """What this person may do to several rows at once: our bulk actions, of which Wagtail keeps the register."""
        meta = self.model._meta  # type: ignore[attr-defined]
        found = registry.get_bulk_actions_for_model(meta.app_label, meta.model_name)
        ours = [one for one in found if hasattr(one, "is_offered_to") and one.is_offered_to(self.request.user)]
        return sorted(ours, key=lambda one: one.action_priority)

    @property
    def choosing(self) -> list[Choosing]:
        return [Choosing("chosen", label="")] if self.many else []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        shown = {column.name for column in self.shown}
        context["choosable"] = [(column, column.name in shown) for column in self.columns[1:]]
        context["empty"] = self.empty or Empty(title=_("There is nothing here yet."))
        context["many"] = [
            {
                "url": reverse("wagtail_bulk_action", args=[*self._label.split("."), one.action_type]),
                "label": one.display_name,
                "about": one.aria_label,
                "serious": "serious" in one.classes,
            }
            for one in self.many
        ]
        return context

    @property
    def _label(self) -> str:
        return str(self.model._meta.label_lower)  # type: ignore[attr-defined]

    @property
    def _memory(self) -> str:
        return f"columns:{type(self).__module__}.{type(self).__name__}"


class List(Listing, SpreadsheetExportMixin, BaseListingView):
    """A desk page that lists the rows of one model.

    permission: "app.codename" that it needs; it must be said. `name` is the name of its address.
    `filterset_class`, `search_fields` and `default_ordering` are Wagtail's.
    """

    permission: str | None = ""
    name = ""
    is_searchable = None
    search_backend_name = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.permission == "":
            raise NoPermissionNamed(f"{type(self).__name__} must say which permission it needs.")
        if self.permission and not request.user.has_perm(self.permission):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.results_only = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        self.is_searchable = bool(self.search_fields)
        meta = self.model._meta
        self.verbose_name, self.verbose_name_plural = meta.verbose_name, meta.verbose_name_plural

    def get_index_url(self) -> str:
        return reverse(self.name)

    def get_index_results_url(self) -> str:
        """The same address: a request by script is answered with the rows alone."""
        return self.get_index_url()

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        response: HttpResponse = super().render_to_response(context, **response_kwargs)
        return response
