"""The pages of a module that is off are not there; those of the others are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.deprecation import MiddlewareMixin
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import uses

MODULES = "houtai.modules."


class ByModule(MiddlewareMixin):
    """After a view was found and before it runs, so that nobody gets in by another way."""

    get_response: Callable[[HttpRequest], Any]

    def __call__(self, request: HttpRequest) -> Any:
        return self.__acall__(request) if self.async_mode else counted(request, self.get_response(request))

    async def __acall__(self, request: HttpRequest) -> Any:
        return counted(request, await self.get_response(request))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        module = module_of(request.resolver_match, view)
        if not catalog.is_on(module):
            raise Http404
        request.module = module


def counted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that was shown, or something sent that was taken; being sent on to sign in is neither."""
    module = getattr(request, "module", "")
    shown = response.status_code < 300 or response.status_code == 304
    taken = response.status_code < 400 and request.method not in ("GET", "HEAD")
    if module in catalog.optional and (shown or taken):
        uses.note(module, now=now())
    return response


def module_of(match: ResolverMatch | None, view: Any) -> str:
    """The module that a page belongs to, "" for one of core or of Wagtail itself."""
    switched = {*catalog.optional, *catalog.home_only}
    names = (name for name in hints(match, view) if name in switched)
    return next(names, "")


def hints(match: ResolverMatch | None, view: Any) -> Iterator[str]:
    """What may name the module: where the view was written, the model it shows, the address that led to it."""
    written = getattr(getattr(view, "view_class", view), "__module__", "") or ""
    if written.startswith(MODULES):
        yield written.split(".")[2]
    model = getattr(view, "view_initkwargs", {}).get("model")
    if model is not None:
        yield model.partition(".")[0] if isinstance(model, str) else model._meta.app_label
    if match is not None:
        yield from match.app_names
        yield str(match.kwargs.get("app_label", ""))
