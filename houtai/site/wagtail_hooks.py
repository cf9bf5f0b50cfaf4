"""Puts what the modules declare into Wagtail's admin: addresses, menu, viewsets and home page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.module_loading import import_string
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.module import Module
from houtai.core.catalog.words import Page
from houtai.site.home import panels


@hooks.register("register_admin_urls")
def desk_pages() -> list[URLPattern]:
    return [
        path(f"{module.name}/{page.path}", view_of(page), name=page.name) for module, page in catalog.offered("pages")
    ]


def view_of(page: Page) -> Any:
    view: Any = import_string(page.view)
    return view.as_view() if hasattr(view, "as_view") else view


class PageItem(MenuItem):
    """A menu entry for a desk page or a viewset, shown to those who hold its permission."""

    def __init__(self, *, label: Any, url_name: str, icon: str, permission: str, order: int) -> None:
        self.url_name, self.permission = url_name, permission
        super().__init__(label, "", name=url_name.replace(".", "-").replace(":", "-"), icon_name=icon, order=order)

    @cached_property
    def address(self) -> str:
        return reverse(self.url_name)

    def is_shown(self, request: Any) -> bool:
        self.url = self.address
        return not self.permission or bool(request.user.has_perm(self.permission))


class ModuleItem(SubmenuMenuItem):
    """A module's entry, where the module is on."""

    def is_shown(self, request: Any) -> bool:
        return catalog.is_on(self.name) and bool(super().is_shown(request))


class ModuleMenu(Menu):
    """What one module puts into the menu."""

    def __init__(self, module: Module) -> None:
        self.module = module
        super().__init__(register_hook_name=None, construct_hook_name=None)

    @cached_property
    def registered_menu_items(self) -> list[MenuItem]:
        pages = [self.page_item(page, order) for order, page in enumerate(self.module.pages) if page.menu]
        return pages + [self.viewset_item(view, 50 + order) for order, view in enumerate(viewsets_of(self.module))]

    def page_item(self, page: Page, order: int) -> MenuItem:
        return PageItem(label=page.label, url_name=page.name, icon=page.icon, permission=page.permission, order=order)

    def viewset_item(self, viewset: Any, order: int) -> MenuItem:
        permission = f"{viewset.model._meta.app_label}.view_{viewset.model._meta.model_name}"
        name, label = (
            viewset.get_url_name("list" if isinstance(viewset, SnippetViewSet) else "index"),
            viewset.menu_label,
        )
        return PageItem(label=label, url_name=name, icon=viewset.icon, permission=permission, order=order)


VIEWSETS: dict[str, list[ViewSet]] = {}


def viewsets_of(module: Module) -> list[ViewSet]:
    return VIEWSETS.get(module.name, [])


def register_viewsets() -> None:
    """Snippet viewsets register themselves with Wagtail; others are handed to it by the hook below."""
    for module, view in catalog.offered("views"):
        viewset = view()
        VIEWSETS.setdefault(module.name, []).append(viewset)
        if isinstance(viewset, SnippetViewSet):
            register_snippet(viewset)


register_viewsets()


@hooks.register("register_admin_viewset")
def plain_viewsets() -> list[ViewSet]:
    every = [viewset for viewsets in VIEWSETS.values() for viewset in viewsets]
    return [viewset for viewset in every if not isinstance(viewset, SnippetViewSet)]


def menu_hook(module: Module) -> None:
    @hooks.register("register_admin_menu_item")
    def entry() -> MenuItem:
        order = 100 + module.order
        return ModuleItem(module.label, ModuleMenu(module), name=module.name, icon_name=module.icon, order=order)


for offered in catalog.modules.values():
    menu_hook(offered)

HIDDEN = {"explorer", "snippets", "reports", "help"}


@hooks.register("construct_main_menu")
def only_ours(request: Any, menu_items: list[MenuItem]) -> None:
    """Articles are no pages of Wagtail's tree, and every module has its own place."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]


@hooks.register("insert_global_admin_js")
def starts() -> str:
    return format_html('<script src="{}"></script>', static("site/starts.js"))


@hooks.register("construct_homepage_panels")
def our_panels(request: Any, homepage_panels: list[Any]) -> None:
    homepage_panels[:] = panels()


@hooks.register("construct_homepage_summary_items")
def no_summary(request: Any, summary_items: list[Any]) -> None:
    """Counts of pages and images say nothing here."""
    summary_items.clear()


@hooks.register("before_serve_document")
def only_known_kinds(document: Any, request: Any) -> None:
    """What nobody can upload came with an archive: such as a script, which a page of ours could run."""
    if document.file_extension.lower() not in settings.WAGTAILDOCS_EXTENSIONS:
        raise Http404
