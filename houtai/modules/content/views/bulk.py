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
from houtai.modules.content.forms import (
    AssignManyForm,
    ExportForm,
    MergeTagForm,
    PlaceForm,
    ScheduleForm,
    TagForm,
)
from houtai.modules.content.models import Article, Export, Topic
from houtai.modules.content.views.tags import TagList


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
class ScheduleMany(Many):
    display_name = _("Publish at a time")
    aria_label = _("Publish the chosen articles at a time")
    action_type, word, action_priority = "schedule", "content.schedule", 15
    form_class = ScheduleForm


@hooks.register("register_bulk_action", order=100)
class SubmitMany(Many):
    display_name = _("Submit for review")
    aria_label = _("Submit the chosen articles for review")
    action_type, word, action_priority = "submit", "content.submit", 22


@hooks.register("register_bulk_action", order=100)
class PlaceMany(Many):
    """Into one of the columns that this person works on."""

    display_name = _("Move to a column")
    aria_label = _("Move the chosen articles to a column")
    action_type, word, action_priority = "place", "content.place", 26
    form_class = PlaceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "for_user": self.request.user}


@hooks.register("register_bulk_action", order=100)
class TagMany(Many):
    display_name = _("Add or remove tags")
    aria_label = _("Add tags to the chosen articles, or remove them")
    action_type, word, action_priority = "tag", "content.tag", 27
    form_class = TagForm


@hooks.register("register_bulk_action", order=100)
class MergeTags(Bulk):
    models, listing = [Topic], TagList
    display_name = _("Merge")
    aria_label = _("Merge the chosen tags into another one")
    action_type, word, action_priority = "merge", "content.merge_tag", 10
    form_class = MergeTagForm


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
    form_class = ExportForm

    @classmethod
    def is_offered_to(cls, user: Any) -> bool:
        return bool(user.is_active)

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
