"""An article as ours, in so far as lists show, search and sort it, with stock drafts, revisions, locks and workflow."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet


class Author(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Column(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Article(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    text = models.TextField(blank=True)
    author = models.ForeignKey(Author, models.PROTECT, null=True, blank=True)
    byline = models.CharField(max_length=200, blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, db_index=True)
    words = models.PositiveIntegerField(default=0)
    updated = models.DateTimeField(auto_now=True, db_index=True)

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    def __str__(self) -> str:
        return self.title


class Articles(SnippetViewSet):
    model = Article
    list_display = ["title", "state", "author", "column", "words", "updated"]
    # Ours has one by author too. Here three thousand of them would take half a second of every page.
    list_filter = ["state", "column", "language"]
    search_fields = ["title", "text", "byline", "source_name"]
    ordering = "-updated"
    panels = [FieldPanel(name) for name in ("title", "body", "author", "byline", "column", "language", "source_name")]


register_snippet(Author)
register_snippet(Column)
register_snippet(Articles)
