"""The same Wagtail as the plain one within our workspaces: what differs is what workspaces need, and nothing else."""

from bench.peers.tenants import settings as peer
from houtai.site.settings import *  # noqa: F403

OURS = ["allauth.account.middleware.AccountMiddleware", "houtai.core.workspaces.gate.ByModule"]
NEEDED = [
    "houtai.core.workspaces",
    "houtai.core.ui",
    "houtai.core.catalog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
QUEUE = ["django_tasks", "django_tasks_db"]
INSTALLED_APPS = [*NEEDED, *QUEUE, *peer.TENANT_APPS]
MIDDLEWARE = [*peer.MIDDLEWARE[1:], *OURS]
ROOT_URLCONF, TEMPLATES = peer.ROOT_URLCONF, peer.TEMPLATES
WAGTAIL_SITE_NAME = peer.WAGTAIL_SITE_NAME
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
