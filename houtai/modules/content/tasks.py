"""Background work."""

from django.utils.timezone import now

from houtai.core.text.search.refiling import refile
from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import task
from houtai.modules.content.models import Article, Export, Import, SearchDocument
from houtai.modules.content.models.letters import letters

REFILING_SECONDS = 20


@task
def publish_scheduled() -> None:
    Article.publish_due()


@task
def file_articles() -> None:
    """What was written before there was a search, a little each minute."""
    refile(SearchDocument, seconds=REFILING_SECONDS)


@task
def tell(decision: int) -> None:
    for letter in letters(Decision.objects.select_related("subject", "user").get(pk=decision)):
        letter.send()


@task
def export_articles(pk: int) -> None:
    from houtai.modules.content.views.listed import listed

    row = Export.objects.get(pk=pk)
    row.write(row.articles(listed(row.by, row.query) if row.chosen is None else None))


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
