"""Plain pages for readers, and refusals in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def refusal(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    """In the form that was asked for."""
    if request.content_type == "application/json":
        response: HttpResponse = JsonResponse({"error": text}, status=status)
    else:
        response = page(request, title=_("That did not work"), text=text, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


def page(request: HttpRequest, *, title: str, text: str, status: int = 200, **context: Any) -> HttpResponse:
    """One of our plain pages. They are for one reader, so no search engine lists them and no other site sees them."""
    told = {"title": title, "text": text, **context}
    response = render(request, "push/public_page.html", told, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
