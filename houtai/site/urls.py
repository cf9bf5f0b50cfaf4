"""All addresses: the desk, the account pages, what the modules show to the public, and files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls
from wagtail.documents import urls as document_urls

from houtai.core.catalog.catalog import catalog
from houtai.site import api
from houtai.site.media import media


def gone(_request: HttpRequest, rest: str) -> Any:
    raise Http404


urlpatterns: list[Any] = [
    path("desk/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Wagtail's reports ask by model, and tell titles of what is out of sight.
    path("desk/reports/<path:rest>", gone),
    path("desk/", include(wagtail_urls)),
    path("favicon.ico", RedirectView.as_view(url=static("site/mark.svg"))),
    # Addresses belong to the identity, which may be known in other workspaces too: managers change them.
    path("account/email/", RedirectView.as_view(pattern_name="wagtailadmin_account")),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("documents/", include(document_urls)),
    path("api/v1/", include(api.urls())),
    re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$", media, name="media"),
    *(path("", include(module.urls)) for module in catalog.modules.values() if module.urls),
]

handler404 = "houtai.site.trouble.not_found"
handler500 = "houtai.site.trouble.server_error"
