"""`python -m bench.peers.tenants COUNT`: makes so many tenants and prints the seconds that each took, as JSON.

Run in the environment of the peers. The first is made as the settings say when they name no schema to clone; all others
are clones of it, with its rows. Each ends with the first page of its desk, asked for within the process.
"""

import json
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django_tenants.utils import schema_context  # noqa: E402

from bench.peers.shelf.models import Article, Decision  # noqa: E402
from bench.peers.tenants.models import Customer, Domain  # noqa: E402

ROWS = 100


def main(count: int) -> None:
    call_command("migrate_schemas", shared=True, verbosity=0)
    first = made(0)
    settings.TENANT_CREATION_FAKES_MIGRATIONS, settings.TENANT_BASE_SCHEMA = True, "tenant0"
    with schema_context("tenant0"):
        fill()
    print(json.dumps({"migrated": first, "cloned": [made(number) for number in range(1, count)]}))


def made(number: int) -> float:
    """Seconds from asking for a tenant to its first desk page."""
    connection.set_schema_to_public()
    name, host, began = f"tenant{number}", f"tenant{number}.localhost", time.perf_counter()
    customer = Customer(schema_name=name, name=name)
    customer.save(verbosity=0)
    Domain.objects.create(domain=host, tenant=customer, is_primary=True)
    with schema_context(name):
        owner = get_user_model().objects.create_superuser(f"owner{number}", "owner@example.invalid", "password")
        client = Client(headers={"host": host})
        client.force_login(owner)
    answer = client.get("/desk/")
    assert answer.status_code == 200, answer.status_code
    return time.perf_counter() - began


def fill() -> None:
    articles = Article.objects.bulk_create([Article(title=f"Article {number}") for number in range(ROWS)])
    Decision.objects.bulk_create([Decision(action="peer.none", article=article) for article in articles])


if __name__ == "__main__":
    main(int(sys.argv[1]))
