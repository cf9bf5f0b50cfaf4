"""A plain Wagtail: one database, Django's own connections, sessions and caches. PEER_HOME: where its files lie."""

import os
from pathlib import Path

from bench.peers.tenants.settings import (  # noqa: F401
    ALLOWED_HOSTS,
    DEFAULT_AUTO_FIELD,
    MEDIA_URL,
    PASSWORD_HASHERS,
    ROOT_URLCONF,
    SECRET_KEY,
    STATIC_URL,
    TEMPLATES,
    TENANT_APPS,
    USE_TZ,
    WAGTAIL_SITE_NAME,
    WAGTAILADMIN_BASE_URL,
)
from bench.peers.tenants.settings import MIDDLEWARE as OF_TENANTS

HOME = Path(os.environ["PEER_HOME"])
INSTALLED_APPS = TENANT_APPS
MIDDLEWARE = OF_TENANTS[1:]
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "db.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": PRAGMAS},
    }
}
MEDIA_ROOT = HOME / "media"
