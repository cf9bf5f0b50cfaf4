"""`python -m bench.peers.shelf.fill ROWS`: makes the database, fills it, and prints the cookie of a signed-in owner."""

import sys
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO

import django
from django.conf import settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from PIL import Image as Picture  # noqa: E402
from wagtail.images.models import Image  # noqa: E402

from bench.peers.shelf.models import Article  # noqa: E402


def main(rows: int) -> None:
    with place():
        Article.objects.bulk_create([Article(title=f"Article {n}", text="Words. " * 300) for n in range(rows)])
        for number in range(rows):
            picture = BytesIO()
            Picture.new("RGB", (320, 200), (number % 256, 90, 90)).save(picture, "JPEG")
            Image.objects.create(title=f"Image {number}", file=ImageFile(picture, name=f"{number}.jpg"))
        client = Client(headers={"host": "localhost"})
        client.force_login(owner(), getattr(settings, "AUTHENTICATION_BACKENDS", [None])[0])
        print(client.cookies["sessionid"].value)


def place() -> AbstractContextManager[None]:
    """Where rows go: the default workspace, or the one database that there is."""
    if not hasattr(settings, "HOSTS"):
        call_command("migrate", verbosity=0)
        return nullcontext()
    from houtai.core.workspaces import preparation, registry
    from houtai.core.workspaces.context import enter

    preparation.prepare_databases()
    return enter(registry.default_workspace() or "")


def owner() -> object:
    words = {"username": "owner"} if not hasattr(settings, "HOSTS") else {}
    return get_user_model().objects.create_superuser(email="owner@example.invalid", password="password", **words)  # noqa: S106


if __name__ == "__main__":
    main(int(sys.argv[1]))
