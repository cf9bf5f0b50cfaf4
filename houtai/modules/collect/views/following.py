"""Choosing the links of a page to follow: offered, pointed at in a preview, or written by hand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from houtai.modules.collect import client
from houtai.modules.collect.forms import FollowForm
from houtai.modules.collect.models import Source

SHOWN = 12
# What is inside is a stranger's page: no script, no form, nothing loaded but pictures; a click on one of the links,
# which all lead back to us, may change the page around.
SANDBOX = "allow-top-navigation-by-user-activation"
POLICY = (
    "default-src 'none'; img-src https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'self'; sandbox {SANDBOX}"
)


def source_with_page(request: HttpRequest, pk: int) -> Source:
    if not request.user.has_perm("collect.change_source"):
        raise Http404
    source: Source = get_object_or_404(Source.objects.visible_to(request.user).select_related("preview"), pk=pk)
    if not hasattr(source, "preview"):
        raise Http404
    return source


def asked(request: HttpRequest, listing: client.Listing) -> str:
    """The selector that the address asks for: as such, by the number of a link, or none."""
    number = request.GET.get("link", "")
    if number.isascii() and number.isdigit():
        return listing.pointed(int(number[:6]))
    selector = request.GET.get("selector", "")[:300]
    return selector if client.is_selector(selector) else ""


class Following(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = source_with_page(request, pk)
        listing = source.preview.listing()
        candidates = listing.candidates()
        selector = asked(request, listing) or source.selector or (candidates[0].selector if candidates else "")
        links = listing.links(selector) if selector else []
        return render(request, "collect/following.html", {
            "source": source,
            "subject": source.subject,
            "form": FollowForm(target=source, initial={"selector": request.GET.get("selector") or selector}),
            "wrong": bool(request.GET.get("selector")) and not client.is_selector(request.GET["selector"]),
            "selector": selector,
            "count": len(links),
            "links": links[:SHOWN],
            "candidates": [each for each in candidates if each.selector != selector],
            "preview": f"{reverse('collect.preview', args=[pk])}?{urlencode({'selector': selector})}",
            "sandbox": SANDBOX,
        })  # fmt: skip


class PreviewPage(View):
    """The page as it was last seen, without anything that acts. Each of its links chooses the links like it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = source_with_page(request, pk)
        listing = source.preview.listing()
        selector = asked(request, listing)
        mark(listing, listing.chosen(selector) if selector else [], back=reverse("collect.following", args=[pk]))
        response = render(request, "collect/preview.html", {"html": str(listing.tree.body or "")})
        response["Content-Security-Policy"] = POLICY
        response["Cache-Control"] = "no-store"
        return response


def mark(listing: client.Listing, chosen: list[Any], *, back: str) -> None:
    ours = {id(each) for each in chosen}
    for anchor in listing.tree.find_all("a"):
        anchor.attrs.pop("href", None)
    for number, anchor in enumerate(listing.anchors):
        anchor["href"], anchor["target"] = f"{back}?link={number}", "_top"
        if id(anchor) in ours:
            anchor["class"] = "houtai-chosen"
    for image in listing.tree.find_all("img"):
        image["loading"], image["referrerpolicy"] = "lazy", "no-referrer"
