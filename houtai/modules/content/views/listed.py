"""The desk's lists and forms of authors, columns and series. Saving and deleting one are decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Select
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from houtai.core.ui.empty import Empty
from houtai.core.ui.plain import PlainViews
from houtai.core.work.models import Decision
from houtai.core.work.views.doors import NoChooser, behind_door
from houtai.core.work.views.telling import tell, undo_of
from houtai.modules.content import actions, models
from houtai.modules.content.actions import deleting
from houtai.modules.content.actions.listed import Add, Change


class Deciding:
    """Tells what was decided, with the way back."""

    request: Any
    get_success_url: Callable[[], str]
    decision: Decision | None = None

    def save_action(self) -> HttpResponse:
        if self.decision is None:
            saved: HttpResponse = super().save_action()  # type: ignore[misc]
            return saved
        return self.told(self.decision)

    def told(self, decision: Decision) -> HttpResponse:
        back, told = self.get_success_url(), {"action": decision.label, "title": decision.subject}
        tell(self.request, __("%(action)s: “%(title)s”.") % told, undo=undo_of(decision), back=back)
        return redirect(back)


class Create(Deciding, CreateView):
    def save_instance(self) -> Any:
        made = self.form.save()
        self.decision = self.model.snippet_viewset.adds(new=True).run(made, by=self.request.user)
        return made


class Edit(Deciding, EditView):
    def save_instance(self) -> Any:
        """What somebody else has changed meanwhile in other fields stays."""
        row, said = self.model.objects.get(pk=self.object.pk), self.form.cleaned_data
        changes = {name: getattr(said[name], "pk", said[name]) for name in self.form.changed_data}
        if changes:
            self.decision = self.model.snippet_viewset.changes().run(row, by=self.request.user, **changes)
        return row


class Delete(Deciding, DeleteView):
    """Says before what stands in the way, and what becomes of it."""

    @cached_property
    def word(self) -> Any:
        return self.model.snippet_viewset.deletes()

    @property
    def confirmation_message(self) -> str:
        return str(self.word.about)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        against = self.word.against(self.model.objects.filter(pk=self.object.pk)).get(self.object.pk)
        return {**super().get_context_data(**kwargs), "is_protected": bool(against), "against": against}

    def form_valid(self, form: Any) -> HttpResponse:
        return self.told(self.word.run(self.object, by=self.request.user))


class ListedViews(PlainViews):
    """adds, changes, deletes: the actions."""

    adds: ClassVar[type[Add]]
    changes: ClassVar[type[Change]]
    deletes: ClassVar[type[deleting.Delete]]
    add_view_class = Create
    edit_view_class = Edit
    delete_view_class = Delete
    delete_template_name = "content/delete.html"
    search_fields: ClassVar[list[str]] = ["name"]

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(behind_door(view_class), **kwargs)


class AuthorViews(ListedViews):
    model = models.Author
    adds, changes, deletes = actions.AddAuthor, actions.ChangeAuthor, actions.DeleteAuthor
    icon = "user"
    menu_label = _("Authors")
    empty = Empty(
        title=_("There are no authors yet."),
        text=_("An author has a page of their own, and is the by-line of articles."),
        icon="user",
    )
    list_display = ["name", "about"]
    panels = [TitleFieldPanel("name"), FieldPanel("slug"), FieldPanel("about"), FieldPanel("picture")]


class ColumnViews(ListedViews):
    model = models.Column
    adds, changes, deletes = actions.AddColumn, actions.ChangeColumn, actions.DeleteColumn
    icon = "folder-open-inverse"
    menu_label = _("Columns")
    empty = Empty(
        title=_("There are no columns yet."),
        text=_("A column has an address of its own, and perhaps a desk: the group that works on its articles."),
        icon="folder-open-inverse",
    )
    list_display = ["name", "about", "place", "desk", "workflow"]
    panels = [
        TitleFieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("place"),
        FieldPanel("desk"),
        FieldPanel("workflow", widget=Select),
    ]


class SeriesViews(ListedViews):
    model = models.Series
    adds, changes, deletes = actions.AddSeries, actions.ChangeSeries, actions.DeleteSeries
    icon = "list-ol"
    menu_label = pgettext_lazy("articles", "Series")
    empty = Empty(
        title=_("There are no series yet."),
        text=_("Articles that belong together stand in a series, in an order. It is chosen in the editor."),
        icon="list-ol",
    )
    list_display = ["name", "about"]
    panels = [TitleFieldPanel("name"), FieldPanel("slug"), FieldPanel("about")]
    chooser_viewset_class = NoChooser
