"""Articles that somebody brought in a file: looked at, then carried out, perhaps taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.undo import standing_in, undo_batch
from houtai.core.workspaces.archive.drafts import room
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.content.models.transfer import Transfer, Transfers

TELL_EACH = 20


def new_batch() -> str:
    return uuid.uuid4().hex


class Imports(Transfers):
    def receive(self, chunks: Iterable[bytes], **about: Any) -> Import:
        """Keep the file; it is looked at in the background. Raises NoRoom for a full disk."""
        from houtai.modules.content import tasks

        row: Import = self.model(**about)
        try:
            with room(), row.path.open("xb") as out:
                for chunk in chunks:
                    out.write(chunk)
            with transaction.atomic():
                row.save()
                enqueue(tasks.check_import, row.pk)
        except Exception:
            row.drop_file()
            raise
        return row


class Import(Transfer):
    """name: of the file; publish: what is public in it is to be public here; batch: of its decisions; report: how many
    articles of each fate, and lines about the first of them.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        READY = "ready", _("Ready")
        WRONG = "wrong", _("Not usable")
        WORKING = "working", _("Being carried out")
        DONE = "done", pgettext_lazy("import", "Carried out")
        UNDOING = "undoing", pgettext_lazy("import", "Being taken back")
        UNDONE = "undone", pgettext_lazy("import", "Taken back")

    name = models.CharField(_("name"), max_length=200)
    publish = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    batch = models.CharField(max_length=40, default=new_batch, editable=False)

    objects = Imports.as_manager()

    class Meta(Transfer.Meta):
        verbose_name = _("import of articles")
        verbose_name_plural = _("imports of articles")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("content.import", args=[self.pk])

    @property
    def lines(self) -> list[dict[str, Any]]:
        return list(self.report.get("lines", []))

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.WORKING, self.State.UNDOING)

    @property
    def standing(self) -> int:
        """How many articles are as it made them, and can be taken back; also when it was stopped midway."""
        over = self.state in (self.State.DONE, self.State.WRONG)
        return int(standing_in(self.batch, by=self.by).count()) if over else 0

    def check_file(self) -> None:
        """See what it would do. Changes no article."""
        from houtai.modules.content.models.archives.carrying_out import foreseen

        self.work(foreseen, then=self.State.READY)

    def carry_out(self, *, at: datetime) -> None:
        """A second try does only what is left, and nothing when it was taken back meanwhile."""
        from houtai.modules.content.models.archives.carrying_out import carried_out

        if self.claim(self.State.WORKING, again=self.path.exists()):
            self.work(carried_out, then=self.State.DONE, batch=self.batch, at=at)
            self.drop_file()

    def claim(self, state: Any, *, again: bool = True) -> bool:
        """Whether this is what is to be done now. again: also after it failed."""
        here = [state, self.State.WRONG] if again else [state]
        self.state = state
        return bool(type(self).objects.filter(pk=self.pk, state__in=here).update(state=state))

    def work(self, does: Callable[..., Any], *, then: Any, **more: Any) -> None:
        from houtai.modules.content.models.archives.errors import BadArchive

        with self.speaking():
            about = {"name": self.name, "by": Actor.of(self.by), "publish": self.publish}
            try:
                report = does(self.path, progress=self.now_and_then, **about, **more)
                self.state, self.report = then, {**report.counts, "lines": report.lines}
            except BadArchive as bad:
                self.state, self.problem = self.State.WRONG, str(bad.message)
                self.drop_file()
            except Exception:
                self.fail()
                raise
            self.save()

    def fail(self) -> None:
        self.state, self.problem = self.State.WRONG, __("Something failed here that should not. It is in the log.")
        self.save()

    def now_and_then(self, done: int, total: int) -> None:
        if done % TELL_EACH == 0:
            self.tell(done, total)

    def begin(self) -> None:
        """Have it carried out. Raises NotPossible."""
        from houtai.modules.content import tasks

        self.go_on(self.State.READY, self.State.WORKING, tasks.carry_out_import)

    def begin_undo(self) -> None:
        """Have it taken back. Raises NotPossible."""
        from houtai.modules.content import tasks

        if not self.standing:
            raise NotPossible
        self.go_on(self.state, self.State.UNDOING, tasks.undo_import)
        # Else what failed would be tried once more.
        self.drop_file()

    def go_on(self, here: Any, there: Any, task: Any) -> None:
        with transaction.atomic():
            moved = type(self).objects.filter(pk=self.pk, state=here).update(state=there, done=0, total=0)
            if not moved:
                raise NotPossible
            enqueue(task, self.pk)
        self.refresh_from_db()

    def undo(self) -> None:
        """Take back what nobody has changed since. When that fails, it can be asked for again."""
        if not self.claim(self.State.UNDOING):
            return
        with self.speaking():
            try:
                back, kept = undo_batch(self.batch, by=self.by, because=self.name)
            except Exception:
                self.fail()
                raise
            lines = [
                {"kind": "kept", "title": str(decision.subject), "why": str(refused.message), "article": None}
                for decision, refused in kept[:300]
            ]
            self.report = {**self.report, "back": len(back), "kept": len(kept), "lines": lines}
            self.state = self.State.UNDONE
            self.save()
