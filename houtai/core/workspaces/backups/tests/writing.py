"""Rows to be lost or kept."""

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Outbox, Workspace


def add(workspace: Workspace, name: str) -> None:
    with enter(workspace.pk):
        Outbox.objects.create(task="never", once=name)


def there(workspace: Workspace) -> list[str | None]:
    with enter(workspace.pk):
        return list(Outbox.objects.order_by("created_at").values_list("once", flat=True))
