"""Background work."""

from houtai.core.workspaces.tasks import task
from houtai.modules.content.models import Article


@task
def publish_scheduled() -> None:
    Article.publish_due()
