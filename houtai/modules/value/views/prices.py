"""What having a module is worth: dated rows; a new one is added, none is changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.core.ledger.models import Price
from houtai.core.ledger.summary import part_label
from houtai.core.workspaces.context import current
from houtai.core.workspaces.registry import default_workspace
from houtai.modules.value.forms import PriceForm


def sees_prices(user: Any) -> bool:
    """Reuse is counted in the default workspace alone, so only there are prices of any use."""
    return bool(user.has_perm("ledger.view_price")) and current() == default_workspace()


class PricesPage(TemplateView):
    template_name = "value/prices.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sees_prices(request.user):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = self.request.user.has_perm("ledger.add_price")
        form = kwargs.pop("form", None) or PriceForm()
        rows = [(part_label(price.module), price) for price in Price.objects.visible_to(self.request.user)]
        return super().get_context_data(rows=rows, form=form if may_add else None, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("ledger.add_price"):
            raise Http404
        form = PriceForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        messages.success(request, _("The new price holds from its day on. Lines written before keep theirs."))
        return redirect("value.prices")
