"""Background work."""

from houtai.core.text.search.refiling import refile
from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import task
from houtai.modules.content.models import Article, SearchDocument
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
