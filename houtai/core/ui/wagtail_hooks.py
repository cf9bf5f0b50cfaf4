"""Every page of the desk carries the islands and the style sheet: tasks are timed wherever they are done."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("ui/ui.css"))


@hooks.register("insert_global_admin_js")
def islands() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("ui/built/houtai.js"))
