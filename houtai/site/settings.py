"""The one settings file. Everything an installation may change is read from the environment, and a wrong value stops the start."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.discovery import module_apps
from houtai.site.environment import Environment

env = Environment()
ROOT = Path(__file__).resolve().parents[2]
HOME = env.path("HOUTAI_HOME", default=ROOT / "var")
URL = env.url("HOUTAI_URL", default="http://localhost:8000")
SECRET_KEY = env.secret("HOUTAI_SECRET_KEY", file=HOME / "secret-key")
DEBUG = env.flag("HOUTAI_DEBUG", default=False)
SECURE = URL.scheme == "https"

ALLOWED_HOSTS = env.words("HOUTAI_HOSTS", default=[URL.hostname, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [URL.origin]
WAGTAILADMIN_BASE_URL = URL.origin

MODULES = module_apps()
INSTALLED_APPS = [
    "houtai.site",
    *MODULES,
    "houtai.core.ledger",
    "houtai.core.text",
    "houtai.core.work",
    "houtai.core.workspaces",
    "houtai.core.ui",
    "houtai.core.catalog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

ROOT_URLCONF = "houtai.site.urls"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
