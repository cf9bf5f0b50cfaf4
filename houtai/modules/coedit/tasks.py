import logging

from django.db import transaction
from django.utils.timezone import now

from houtai.core.workspaces.tasks import enqueue, task
from houtai.modules.coedit.models import Mention, Notice, Room

logger = logging.getLogger("houtai.coedit")


@task
def settle() -> None:
    """Whoever is mentioned is told. Where nobody has written for a while, or others have for long, the text goes into
    a draft, and the log is put together.
    """
    for room in Room.objects.unnoticed():
        try:
            with transaction.atomic():
                for mention in Mention.note(room):
                    enqueue(tell, mention.pk, once=f"coedit.mention:{mention.pk}")
        except Exception:
            logger.exception("Who is mentioned in room %s could not be told.", room)
    for room in Room.objects.unsettled(at=now()):
        try:
            room.settle()
        except Exception:
            # The next one is tried all the same, and this one again in a minute.
            logger.exception("Room %s could not be settled.", room)


@task
def tell(mention: int) -> None:
    row = Mention.objects.filter(pk=mention).select_related("room", "user").first()
    if row:
        row.tell()


@task
def tell_of_thread(notice: int) -> None:
    row = Notice.objects.filter(pk=notice).select_related("thread__room", "comment", "user").first()
    if row:
        row.tell()
