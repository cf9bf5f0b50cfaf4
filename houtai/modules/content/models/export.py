"""Articles written into one archive, in the background, for one person."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.workspaces.archive.drafts import room
from houtai.core.workspaces.archive.errors import NoRoom
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.content.models.article import Article
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.transfer import Transfer, Transfers

TELL_EACH = 50


class Form(models.TextChoices):
    MARKDOWN = "markdown", _("Markdown: a file for each article, for people and other programs")
    JSON = "json", _("JSON: everything, for programs")


class Exports(Transfers):
    def ask(self, **about: Any) -> Export:
        """As the fields of a row. It is made in the background."""
        from houtai.modules.content import tasks

        with transaction.atomic():
            row: Export = self.create(**about)
            enqueue(tasks.export_articles, row.pk)
            return row


class Export(Transfer):
    """chosen: keys of articles, or None for what `query`, of the list's address, shows; columns: those of its articles
    and of their drafts (None stands for none), which whoever downloads it must work on still.
    """

    class State(models.TextChoices):
        WORKING = "working", _("Being written")
        READY = "ready", pgettext_lazy("export", "Ready")
        FAILED = "failed", pgettext_lazy("export", "Not written")

    form = models.CharField(max_length=10, choices=Form.choices, default=Form.MARKDOWN)
    chosen = models.JSONField(null=True)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)

    objects = Exports.as_manager()

    class Meta(Transfer.Meta):
        verbose_name = _("export of articles")
        verbose_name_plural = _("exports of articles")

    def __str__(self) -> str:
        return f"articles-{self.at:%Y-%m-%d}-{self.pk}.zip"

    def get_absolute_url(self) -> str:
        return reverse("content.export", args=[self.pk])

    def write(self, articles: Any) -> None:
        """The file, and how it went. A second try begins anew."""
        from houtai.modules.content.models.archives.errors import BadArchive
        from houtai.modules.content.models.archives.packing import pack

        with self.speaking():
            try:
                self.check_rights()
                both = articles.order_by().values_list("column", "draft_column").distinct()
                self.columns = list({key for pair in both for key in pair})
                self.tell(0, articles.count())
                self.drop_file()
                with room():
                    self.report = pack(articles, self.path, form=self.form, progress=self.now_and_then)
                self.state, self.done = self.State.READY, self.report["articles"]
            except (BadArchive, NoRoom) as error:
                self.drop_file()
                self.state, self.problem = self.State.FAILED, str(error.message)
            except Exception:
                self.state, self.problem = (
                    self.State.FAILED,
                    __("Something failed here that should not. It is in the log."),
                )
                self.save()
                raise
            self.save()

    def now_and_then(self, done: int) -> None:
        if done % TELL_EACH == 0:
            self.tell(done)

    def check_rights(self) -> None:
        """Raises BadArchive when this person may see no articles any more."""
        from houtai.modules.content.models.archives.errors import BadArchive

        if not type(self).objects.visible_to(self.by).filter(pk=self.pk).exists():
            raise BadArchive(__("You may not see articles any more."))

    @property
    def is_in_reach(self) -> bool:
        """Whether this person still works on all the columns that it has articles of."""
        named = {key for key in self.columns if key is not None}
        there = set(Column.objects.filter(pk__in=named).values_list("pk", flat=True))
        return there == set(Column.objects.worked_on_by(self.by).filter(pk__in=there).values_list("pk", flat=True))

    def articles(self, listed: Any) -> Any:
        """Of what this person sees now: those that were chosen, or those of the list."""
        seen = Article.objects.visible_to(self.by)
        return seen.filter(pk__in=listed if self.chosen is None else self.chosen)
