"""Who works on articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from houtai.core.workspaces.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


def holders(permission: str) -> Any:
    return User.objects.with_perm(permission, backend=BACKEND).order_by().values("pk")


def writers(columns: Any = ()) -> Any:
    """Users who write articles; of columns that have desks, those who see the articles of each."""
    people = User.objects.here().filter(pk__in=holders("content.change_article"))
    for column in columns:
        if column.desk_id:
            at_desk = Q(pk__in=column.desk.user_set.values("pk")) | Q(pk__in=holders("content.change_column"))
            people = people.filter(at_desk)
    return people.order_by("first_name", "last_name", "email")


def workers(article: Any) -> Any:
    """Those to whom an article can be assigned: while it is reviewed, only who may answer."""
    columns = {column for column in (article.column, article.draft_column) if column}
    people, task = writers(columns), article.current_workflow_task
    return people.filter(Q(groups__in=task.groups.all()) | Q(is_superuser=True)).distinct() if task else people


def assignees(articles: Any) -> Any:
    """Users to whom any of these articles is assigned."""
    return User.objects.filter(pk__in=articles.order_by().values("assignee")).order_by("first_name", "last_name")
