"""What the peers keep, shaped like an article and a decision of ours."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


@register_snippet
class Article(models.Model):
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=40, blank=True, db_index=True)
    at = models.DateTimeField(null=True, blank=True)

    panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("text"), FieldPanel("state"), FieldPanel("at")]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    at = models.DateTimeField(null=True, db_index=True)
    action = models.CharField(max_length=80)
    article = models.ForeignKey(Article, models.PROTECT, related_name="decisions")
