"""Wagtail on django-tenants: a PostgreSQL schema for each tenant, the customers in the shared one.

From the environment: PEER_PORT, where the server listens on the loopback address; PEER_STEP, "after." when the two
migrations of the benchmark are to be there.
"""

import os

SECRET_KEY = "not secret: a database that lasts as long as one benchmark"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SHARED_APPS = ["django_tenants", "bench.peers.tenants", "django.contrib.contenttypes"]
TENANT_APPS = [
    "bench.peers.shelf",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]
TENANT_MODEL, TENANT_DOMAIN_MODEL = "tenants.Customer", "tenants.Domain"
TENANT_MULTIPROCESSING_MAX_PROCESSES = os.cpu_count()
DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": "127.0.0.1",
        "PORT": os.environ.get("PEER_PORT", "5432"),
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"shelf": f"bench.peers.shelf.{os.environ.get('PEER_STEP', '')}migrations"}
MIDDLEWARE = [
    "django_tenants.middleware.main.TenantMainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "bench.peers.shelf.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_URL, MEDIA_URL = "/static/", "/media/"
WAGTAIL_SITE_NAME, WAGTAILADMIN_BASE_URL = "Peer", "http://localhost"
USE_TZ = True
