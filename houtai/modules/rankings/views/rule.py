"""How the ranking is made, its few settings, and how other sites show it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.modules.rankings.forms import RankingForm
from houtai.modules.rankings.models import Ranking


class RulePage(TemplateView):
    template_name = "rankings/rule.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.ranking = get_object_or_404(Ranking.objects.visible_to(request.user), name="hot")
        self.may_change = request.user.has_perm("rankings.change_ranking")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or (RankingForm(instance=self.ranking) if self.may_change else None)
        widget = self.request.build_absolute_uri(reverse("rankings:widget"))
        return super().get_context_data(ranking=self.ranking, form=form, widget=widget, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.may_change:
            raise Http404
        form = RankingForm(request.POST, instance=self.ranking)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        messages.success(request, _("Kept. The ranking is made by this from the next minute on."))
        return redirect("rankings.rule")
