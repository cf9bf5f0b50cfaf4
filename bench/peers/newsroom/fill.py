"""`python -m bench.peers.newsroom.fill`: the peer's tables, filled from ours; prints the cookie of an owner."""

from typing import Any

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Revision  # noqa: E402

from bench.newsroom.growing import tell, without_indexes  # noqa: E402
from bench.peers.newsroom.models import Article, Author, Column  # noqa: E402


def main() -> None:
    tell("CREATE SCHEMA peer")
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Author, Column, Article):
            editor.create_model(model)
    owner = get_user_model().objects.create_superuser("owner", "owner@example.invalid", "password")
    kind = ContentType.objects.get_for_model(Article).pk
    tell("SET session_replication_role = replica")
    for model in (Author, Column, Article):
        copy(model, f"public.content_{model._meta.model_name}")
    about = "JOIN public.django_content_type t ON t.id = r.content_type_id AND t.app_label = 'content'"
    given = {"user_id": owner.pk, "content_type_id": kind, "base_content_type_id": kind}
    copy(Revision, f"public.wagtailcore_revision r {about}", **given)
    tell("VACUUM ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(owner)
    print(client.cookies["sessionid"].value)


def copy(model: Any, rows: str, **given: int) -> None:
    table, names = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = ", ".join(str(given.get(name, f'"{name}"' if not given else f'r."{name}"')) for name in names)
    into = ", ".join(f'"{name}"' for name in names)
    with without_indexes(table):
        tell(f'INSERT INTO "{table}" ({into}) SELECT {values} FROM {rows}')


if __name__ == "__main__":
    main()
