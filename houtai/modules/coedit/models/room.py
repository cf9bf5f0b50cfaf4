"""A room: one rich-text field of one object, written by several people at once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Length
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from pycrdt import Doc
from wagtail.models import RevisionMixin

from houtai.core.text import shared
from houtai.core.text.yjs.changing import change
from houtai.core.text.yjs.names import SCHEMA, SEED
from houtai.core.text.yjs.reading import fill
from houtai.core.text.yjs.writing import html

# The name under which a field says that it is edited here: RichTextField(editor=EDITOR).
EDITOR = "coedit"
# The Yjs client that is Houtai itself. It writes only while it holds the room's row, so its clock never forks.
SERVER = 2
OURS = frozenset({SEED, SERVER})
# So long nobody has written when a text goes into a draft.
QUIET = timedelta(minutes=2)
# Where it never is quiet, the longest until a draft has the first words, and what the log may hold until then.
LONGEST, MOST_UPDATES, MOST_BYTES = timedelta(minutes=10), 5_000, 16 * 2**20


def new_epoch() -> str:
    return secrets.token_hex(8)


class Rooms(models.QuerySet["Room"]):
    def of(self, target: models.Model, field: str) -> Room | None:
        return self.filter(kind=target._meta.label_lower, key=str(target.pk), field=field).first()

    def unsettled(self, *, at: datetime) -> Rooms:
        """Where words are in no draft yet, and nobody writes any more, or too long or too much already."""
        from houtai.modules.coedit.models.update import Update

        log = Update.objects.filter(room=OuterRef("pk")).order_by()
        since = log.filter(seq__gt=OuterRef("settled")).order_by("seq").values("at")[:1]
        size = log.values("room").annotate(size=Sum(Length("data"))).values("size")
        rooms = self.filter(seq__gt=F("settled")).annotate(since=Subquery(since), bytes=Subquery(size))
        much = Q(seq__gt=F("base_seq") + MOST_UPDATES) | Q(bytes__gt=MOST_BYTES)
        return rooms.filter(Q(changed__lt=at - QUIET) | Q(since__lt=at - LONGEST) | much)

    def unnoticed(self) -> Rooms:
        return self.filter(seq__gt=F("noticed"))

    def seeded(self, target: Any, field: str) -> Room:
        """The room of a field; the first time it is made, once, of the text of the object's latest draft."""
        found = self.of(target, field)
        if found:
            return found
        with transaction.atomic():
            room, new = self.get_or_create(kind=target._meta.label_lower, key=str(target.pk), field=field)
            if new:
                room.base = begun(target, field)
                room.save(update_fields=["base"])
        return room


class Room(models.Model):
    """kind, key, field: of which object which field; epoch: changes when its history begins anew; base: a Yjs update
    that holds everything up to number `base_seq`; seq: of the newest update; settled: up to which number the object's
    latest draft has the text; noticed: up to which number those whom it mentions were told; talk: rises with each
    change of its threads.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    field = models.CharField(max_length=80)
    epoch = models.CharField(max_length=16, default=new_epoch)
    schema = models.PositiveSmallIntegerField(default=SCHEMA)
    base = models.BinaryField(default=bytes)
    base_seq = models.PositiveBigIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    settled = models.PositiveBigIntegerField(default=0)
    noticed = models.PositiveBigIntegerField(default=0)
    talk = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(_("changed"), default=now, db_index=True)

    objects = Rooms.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["kind", "key", "field"], name="one_room_per_field")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}/{self.field}"

    def target(self, *, lock: bool = False) -> Any:
        """The object that the text is of; None when it is gone. lock: nobody else saves it in this transaction."""
        rows = apps.get_model(self.kind)._default_manager.filter(pk=self.key)
        return (rows.select_for_update() if lock else rows).first()

    def stored(self, *, after: int = 0) -> list[bytes]:
        """What a document needs that knows everything up to number `after`, as Yjs updates."""
        rows = list(self.updates.filter(seq__gt=after).order_by("seq").values_list("data", flat=True))
        # After the updates: what was put into the base meanwhile is then in both, and not in neither.
        self.refresh_from_db(fields=["base_seq"])
        if after < self.base_seq or not after:
            self.refresh_from_db(fields=["base"])
            rows.insert(0, self.base)
        return [bytes(data) for data in rows if data]

    def document(self) -> Doc[Any]:
        """Made anew from what is stored, so that any process can."""
        doc: Doc[Any] = Doc(client_id=SERVER)
        for update in self.stored():
            doc.apply_update(update)
        return doc

    def html(self) -> str:
        """The text as it stands, clean; what is only suggested is left out."""
        return html(self.document())

    def rewrite(self, text: str) -> int:
        """Make the document say this HTML, by the smallest edits; who is writing keeps writing. Returns `seq`."""
        return self.edit(partial(change, html=text))

    def replace(self, text: str) -> None:
        """As `rewrite`, but what it says until now is kept as a version: no draft may have the last words yet."""
        from houtai.modules.coedit.models.version import Version

        with transaction.atomic():
            held = Room.objects.select_for_update().get(pk=self.pk)
            if held.html() != text:
                Version.keep(held, by=held.last_writer)
                held.rewrite(text)
        self.refresh_from_db()

    def edit(self, does: Callable[[Doc[Any]], Any]) -> int:
        """Let a function change the document, as an update like any other; nobody else appends meanwhile."""
        from houtai.modules.coedit.models.update import Update

        with transaction.atomic():
            held = Room.objects.select_for_update().get(pk=self.pk)
            changes = changed_by(does, held.document())
            if changes:
                Update.append(held.pk, held.epoch, [(change, None) for change in changes])
        self.refresh_from_db()
        return self.seq

    def settle(self) -> None:
        """Put the text into a draft of its object, keep a version of it, and put the log together. A room whose object
        is gone goes too.
        """
        from houtai.modules.coedit.models.history import remember, writers
        from houtai.modules.coedit.models.version import Version

        # A long log is read before others have to wait.
        seq, text = self.seq, self.html()
        with transaction.atomic():
            target = self.target(lock=True)
            if target is None:
                self.delete()
                return
            if Room.objects.filter(pk=self.pk, settled__gt=seq).exists():
                return
            draft = target.get_latest_revision_as_object()
            if getattr(draft, self.field) != text:
                setattr(draft, self.field, text)
                remember(draft.save_revision(clean=False), draft, writers(self))
                shared.settled(draft)
            Version.keep(self, by=self.last_writer, text=text)
            Room.objects.filter(pk=self.pk).update(settled=seq)
        self.compact(upto=seq)

    @property
    def last_writer(self) -> str:
        last = self.updates.exclude(writer=None).order_by("-seq").select_related("writer").first()
        return str(last.writer) if last else ""

    def compact(self, *, upto: int) -> None:
        """Put all updates up to this number into the base. A document that is open elsewhere notices nothing, and
        nobody who writes waits meanwhile.
        """
        base = self.document().get_update()
        with transaction.atomic():
            if Room.objects.filter(pk=self.pk, epoch=self.epoch, base_seq__lt=upto).update(base=base, base_seq=upto):
                self.updates.filter(seq__lte=upto).delete()


EMPTY = Doc().get_update()


def changed_by(does: Callable[[Doc[Any]], Any], doc: Doc[Any]) -> list[bytes]:
    """What a function changes in a document, as Yjs updates; [] for nothing. A comparison of states would not see
    what was only deleted.
    """
    changes: list[bytes] = []
    listening = doc.observe(lambda event: changes.append(event.update))
    try:
        does(doc)
    finally:
        doc.unobserve(listening)
    return [change for change in changes if change != EMPTY]


def begun(target: Any, field: str) -> bytes:
    """A history that holds the text of the object's latest draft."""
    draft = target.get_latest_revision_as_object() if hasattr(target, "latest_revision") else target
    return seed(getattr(draft, field))


def seed(text: str) -> bytes:
    doc: Doc[Any] = Doc(client_id=SEED)
    fill(doc, text)
    return bytes(doc.get_update())


def next_settling(*, now: datetime) -> datetime | None:
    """When there is next something to do for rooms if nobody writes on."""
    if Room.objects.unnoticed().exists():
        return now
    first = Room.objects.filter(seq__gt=F("settled")).aggregate(at=Min("changed"))["at"]
    return first + QUIET if first else None


def is_room(kind: str, field: str) -> bool:
    """Whether there is such a model, and its field is edited here."""
    try:
        return field in edited_here(apps.get_model(kind))
    except (LookupError, ValueError):
        return False


def edited_here(model: Any) -> list[str]:
    """A text without drafts has no room, which could go into none."""
    if not issubclass(model, RevisionMixin):
        return []
    return [field.name for field in model._meta.get_fields() if getattr(field, "editor", None) == EDITOR]
