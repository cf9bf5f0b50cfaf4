"""A response header that Django has no setting for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

REFUSED = ", ".join(f"{power}=()" for power in ["camera", "geolocation", "microphone", "payment", "usb"])


class PermissionsPolicy(MiddlewareMixin):
    """Pages ask for no device; passkeys stay allowed for the site itself."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.setdefault("Permissions-Policy", REFUSED)
        return response
