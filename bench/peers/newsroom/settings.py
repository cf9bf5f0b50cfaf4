"""The plain Wagtail on PostgreSQL. PEER_DATABASE: where it has a schema of its own; PEER_PORT: the server's."""

import os

from bench.peers.plain.settings import *  # noqa: F403
from bench.peers.tenants.settings import TENANT_APPS

INSTALLED_APPS = ["bench.peers.newsroom", *TENANT_APPS[1:]]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PEER_DATABASE"],
        "USER": "postgres",
        "HOST": "127.0.0.1",
        "PORT": os.environ["PEER_PORT"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c search_path=peer"},
    }
}
