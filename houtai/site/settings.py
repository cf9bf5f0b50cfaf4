"""The one settings file. What an installation may change comes from the environment; a wrong value stops the start."""

from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.discovery import module_apps
from houtai.core.text import embeds
from houtai.core.workspaces import connections, engine
from houtai.site.environment import Environment

connections.install()

env = Environment()
ROOT = Path(__file__).resolve().parents[2]
HOME = env.path("HOUTAI_HOME", default=ROOT / "var")
URL = env.url("HOUTAI_URL", default="http://localhost:8000")
SECRET_KEY = env.secret("HOUTAI_SECRET_KEY", file=HOME / "secret-key")
DEBUG = env.flag("HOUTAI_DEBUG", default=False)
SECURE = URL.scheme == "https"

# Where back-ups lie (within HOME unless said), and how often they are made; 0 for never.
BACKUPS = env.path("HOUTAI_BACKUPS", default=Path("backups"))
BACKUP_MINUTES = env.whole("HOUTAI_BACKUP_MINUTES", default=15, least=0)

# Where public pages send events: to the web server itself, or to a collector of its own.
EVENTS_URL = env.url("HOUTAI_EVENTS_URL", default=URL.origin)
INTAKE_BYTES = env.whole("HOUTAI_INTAKE_MB", default=2048) * 2**20
INTAKE_FSYNC = env.flag("HOUTAI_INTAKE_FSYNC", default=True)

# Where the web process of the other engine listens, and whether this is that one: it serves the first alone.
INNER_PORT = env.whole("HOUTAI_INNER_PORT", default=8790)
INNER = env.flag("HOUTAI_INNER", default=False)

# Names of the default workspace; those of the others stand in the registry, which the outermost application asks
# before Django begins: so a new one is answered at once, and Django itself need not know them.
HOSTS = env.hosts("HOUTAI_HOSTS", default=[URL.hostname, "localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = URL.origin

MODULES = module_apps()
INSTALLED_APPS = [
    "houtai.site",
    *MODULES,
    "houtai.core.ledger",
    "houtai.core.readers",
    "houtai.core.events",
    "houtai.core.text",
    "houtai.core.work",
    "houtai.core.workspaces",
    "houtai.core.ui",
    "houtai.core.catalog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "houtai.core.workspaces.desk.users_app.UsersConfig",  # Stands for wagtail.users.
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
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "houtai.site.headers.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "houtai.core.workspaces.gate.ByModule",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "houtai.core.work.site.for_templates",
            ]
        },
    }
]

# Which workspaces this process serves, and the server for those that do not live in files.
ENGINE = env.choice("HOUTAI_ENGINE", choices=["sqlite", "postgresql"], default="sqlite")
POSTGRES = env.postgres("HOUTAI_POSTGRES_URL")
INSTALLED_APPS += ["django.contrib.postgres"] if ENGINE == "postgresql" else []
# The connection handler names the databases: control and the current workspace's.
DATABASES = {"default": engine.database(ENGINE, server=POSTGRES), engine.CONTROL: {**engine.DATABASE}}
DATABASE_ROUTERS = ["houtai.core.workspaces.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "houtai.core.workspaces.caches.workspace_key",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
# Wagtail's own small tasks (search and reference index, files to delete) run at once; ours go through the outbox.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "sqlite", "postgresql"]},
}

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "houtai.core.workspaces.storage.WorkspaceStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

AUTH_USER_MODEL = "workspaces.User"
AUTHENTICATION_BACKENDS = ["houtai.core.workspaces.signin.MemberBackend"]
PASSWORD_HASHERS = ["houtai.core.workspaces.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "houtai.core.workspaces.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_FORMS = {"reset_password": "houtai.core.workspaces.resetting.ResetForm"}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Houtai"
# Browsers allow passkeys without https on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

SESSION_ENGINE = "houtai.core.workspaces.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
BEHIND_PROXY = env.flag("HOUTAI_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Wagtail shows previews in a frame of the same site.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        # Wagtail's templates and its editor carry style attributes.
        "style-src": ["'self'", "'unsafe-inline'"],
        # Drafts show the pictures of their sources, some of which have no https; a picture runs nothing.
        "img-src": ["'self'", "data:", "blob:", "http:", "https:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *([EVENTS_URL.origin] if EVENTS_URL.origin != URL.origin else [])],
        "frame-src": ["'self'", *embeds.ORIGINS],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# Machines of the private network that feeds may come from; all others of it are refused.
COLLECT_ADMIT = env.places("HOUTAI_COLLECT_ADMIT")
# Machines that pushes may be sent to although private or without https; all others like that are refused.
PUSH_ADMIT = env.places("HOUTAI_PUSH_ADMIT")

MAIL = env.choice("HOUTAI_MAIL", choices=["console", "filebased", "smtp"], default="filebased")
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
SMTP = env.smtp("HOUTAI_SMTP_URL")
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SMTP.host, SMTP.port, SMTP.user, SMTP.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = SMTP.tls == "tls", SMTP.tls == "starttls", 15
DEFAULT_FROM_EMAIL = f"houtai@{URL.hostname}"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
USE_TZ = True
TIME_ZONE = "UTC"

WAGTAIL_SITE_NAME = "Houtai"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_RICH_TEXT_EDITORS = {"coedit": {"WIDGET": "houtai.modules.coedit.widgets.Together"}}
WAGTAIL_FINISH_WORKFLOW_ACTION = "houtai.core.work.finishing.publish_approved"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "houtai.core.text.search.backend.backend"}}
# Browsers do not know the bare names that some systems add, such as "localtime".
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Passwords and addresses are changed on the account pages, where the second factor is too.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 2**20
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
# It checks bytes, pixels and frames before anything is decoded, so Wagtail need not.
WAGTAILIMAGES_IMAGE_FORM_BASE = "houtai.core.text.pictures.form.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = None
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip"]
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"houtai": {"level": "INFO"}},
}

env.check()
