"""What an hour costs: dated rows; a new one is added, none is changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.core.ledger.models import Rate
from houtai.modules.value.forms import RateForm
from houtai.modules.value.views.doors import Door
from houtai.modules.value.views.prices import sees_prices


class RatesPage(Door, TemplateView):
    permission = "ledger.view_rate"
    template_name = "value/rates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = self.request.user.has_perm("ledger.add_rate")
        form = kwargs.pop("form", None) or RateForm()
        rates = Rate.objects.visible_to(self.request.user)
        context = {"rates": rates, "form": form if may_add else None, "prices": sees_prices(self.request.user)}
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("ledger.add_rate"):
            raise Http404
        form = RateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        messages.success(request, _("The new rate holds from its day on. Lines written before keep theirs."))
        return redirect("value.rates")
