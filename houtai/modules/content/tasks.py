"""Background work."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.timezone import now

from houtai.core.text.search.refiling import every, refile
from houtai.core.ui.listed import listed
from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import enqueue, task
from houtai.modules.content.models import Article, AskedLink, Export, Import, PublicLink
from houtai.modules.content.models.asking_again import ask_again, note_older
from houtai.modules.content.models.asking_links import ask, outside
from houtai.modules.content.models.cropping import crop, embedded, uncropped
from houtai.modules.content.models.letters import letters, receivers
from houtai.modules.content.models.taking_in import elsewhere, take_in

REFILING_SECONDS = 20
AGAIN = timedelta(minutes=10)
TRIES = 3
# Seconds; links are asked at the end of each span in which an article was saved.
EACH = 60


@task
def publish_scheduled() -> None:
    Article.publish_due()


@task
def file_articles() -> None:
    """What was there before there was a search, pictures too; a little each minute."""
    for documents in every():
        refile(documents, seconds=REFILING_SECONDS)


@task
def tell(decision: int) -> None:
    """Each letter is a task: one that cannot be sent neither keeps back the others nor has them sent again."""
    for _says, user, *_about in receivers(decided(decision)):
        enqueue(tell_one, decision, user.pk, once=f"content.letter:{decision}:{user.pk}")


@task
def tell_one(decision: int, user: int) -> None:
    for letter in letters(decided(decision), to=user):
        letter.send()


def decided(pk: int) -> Decision:
    return Decision.objects.select_related("subject", "user").get(pk=pk)


@task
def export_articles(pk: int) -> None:
    row = Export.objects.get(pk=pk)
    row.write(row.articles(listed(Article, user=row.by, query=row.query) if row.chosen is None else None))


@task
def check_import(pk: int) -> None:
    Import.objects.get(pk=pk).check_file()


@task
def carry_out_import(pk: int) -> None:
    Import.objects.get(pk=pk).carry_out(at=now())


@task
def undo_import(pk: int) -> None:
    Import.objects.get(pk=pk).undo()


@task
def tidy() -> None:
    Export.objects.tidy(now=now())
    Import.objects.tidy(now=now())
    AskedLink.objects.tidy(now=now())


@task
def take_in_pictures(article: int, tries: int = 1) -> None:
    """Pictures from elsewhere become those of the library; what is not to be had now is tried again, a few times. Of
    what is public, all are made ready for readers.
    """
    row = Article.objects.filter(pk=article).first()
    if row and take_in(row) and tries < TRIES:
        enqueue(take_in_pictures, article, tries + 1, after=now() + AGAIN * tries)
    for public in Article.objects.published().filter(pk=article):
        crop(public)


@task
def crop_image(image: int) -> None:
    """After its focal point has moved."""
    article = Article.objects.published().filter(cover=image).first()
    if article:
        crop(article)


@task
def crop_covers() -> None:
    for article in uncropped(Article.objects):
        crop(article)


def want_pictures(article: Article, actor: Any) -> None:
    """Have its pictures taken in and made ready. A played day reaches nothing outside."""
    draft = article.get_latest_revision_as_object()
    pictured = article.live and (article.cover_id or embedded(article.body))
    if not actor.simulated and (pictured or elsewhere(article, draft)):
        enqueue(take_in_pictures, article.pk)


@task
def ask_links(article: int, tries: int = 1) -> None:
    """Whether something is where its links lead; what is left over is asked later, a few times."""
    row = Article.objects.filter(pk=article).first()
    if row is None:
        return
    if ask(outside(row.body, row.newest.body), at=now()) and tries < TRIES:
        enqueue(ask_links, article, tries + 1, after=now() + AGAIN * tries)
    PublicLink.objects.note(row, at=now())


@task
def ask_links_again() -> None:
    """Those of public articles, about once a week each."""
    note_older(at=now())
    ask_again(at=now())


def want_links(article: Article, *, simulated: bool = False) -> None:
    """Have them asked soon, once for all that is saved meanwhile. A played day reaches nothing outside."""
    if simulated or not (outside(article.body) or PublicLink.objects.filter(article=article.pk).exists()):
        return
    turn = int(now().timestamp() // EACH) + 1
    at = datetime.fromtimestamp(turn * EACH, UTC)
    enqueue(ask_links, article.pk, once=f"content.links:{article.pk}:{turn}", after=at)
