"""What can be done to many articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from houtai.core.work.views.bulk import Bulk
from houtai.core.work.views.editing import DeleteByAction
from houtai.modules.content.forms import AssignManyForm, ExportForm
from houtai.modules.content.models import Article, Export


class Many(Bulk):
    models = [Article]


@hooks.register("register_bulk_action", order=100)
class PublishMany(Many):
    display_name = _("Publish")
    aria_label = _("Publish the chosen articles")
    action_type, word, action_priority = "publish", "content.publish", 10


@hooks.register("register_bulk_action", order=100)
class UnpublishMany(Many):
    display_name = _("Unpublish")
    aria_label = _("Unpublish the chosen articles")
    action_type, word, action_priority = "unpublish", "content.unpublish", 20


@hooks.register("register_bulk_action", order=100)
class AssignMany(Many):
    display_name = _("Assign")
    aria_label = _("Assign the chosen articles")
    action_type, word, action_priority = "assign", "content.assign", 25
    form_class = AssignManyForm


@hooks.register("register_bulk_action", order=100)
class DeleteMany(Many):
    display_name = _("Delete")
    aria_label = _("Delete the chosen articles")
    action_type, word, action_priority = "delete", "content.delete", 30
    classes = {"serious"}


@hooks.register("register_bulk_action", order=100)
class ExportMany(Many):
    """Looks only, so it is no decision."""

    display_name = _("Export")
    aria_label = _("Export the chosen articles")
    action_type, action_priority = "export", 25
    template_name = "content/export_many.html"
    form_class = ExportForm

    def check_perm(self, snippet: Any) -> bool:
        return True

    @property
    def about(self) -> SimpleNamespace:
        return SimpleNamespace(label=self.display_name, icon="download")

    @classmethod
    def execute_action(cls, objects: Sequence[Any], *, self: Bulk, **_kwargs: Any) -> tuple[int, int]:
        form = self.cleaned_form.cleaned_data["form"]
        chosen = [article.pk for article in objects]
        self.next_url = Export.objects.ask(by=self.request.user, at=now(), form=form, chosen=chosen).get_absolute_url()
        return 0, 0


@hooks.register("register_actions")
def article_actions(registry: Any) -> None:
    registry.register(Article, DeleteByAction)
