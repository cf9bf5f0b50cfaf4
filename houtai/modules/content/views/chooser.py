"""Choosing an article for something else: the same scope as the list."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views import chooser

from houtai.core.text.search.found import Found
from houtai.core.ui.paging import CappedPaginator
from houtai.core.work.views.doors import number
from houtai.modules.content.models import Article, Articles


class Search(SearchFilterMixin, BaseFilterForm):
    def filter(self, objects: Articles) -> Articles | Found:
        words = self.cleaned_data.get("q")
        self.search_query, self.is_searching = words, bool(words)
        return objects.search(words, typing=True) if words else objects


class InScope:
    """What the chooser views share."""

    filter_form_class = Search
    request: Any

    def get_object_list(self) -> Articles:
        return Article.objects.visible_to(self.request.user)

    def get_object(self, pk: Any) -> Article:
        found: Article = get_object_or_404(self.get_object_list(), pk=number(pk))
        return found

    def get_objects(self, pks: Any) -> Articles:
        return self.get_object_list().filter(pk__in=[number(pk) for pk in pks])

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("content.view_article") and not request.user.has_perm("content.change_article"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Choose(InScope, chooser.ChooseView):
    paginator_class = CappedPaginator


class Results(InScope, chooser.ChooseResultsView):
    paginator_class = CappedPaginator


class Chosen(InScope, chooser.SnippetChosenView):
    pass


class ChosenMany(InScope, chooser.SnippetChosenMultipleView):
    pass


class Create(chooser.SnippetCreateView):
    """Articles are written in the editor, not in a chooser."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise Http404


class ArticleChooser(chooser.SnippetChooserViewSet):
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMany
    create_view_class = Create
