"""Links of public articles that lead nowhere, on the home page of those who can mend them."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from houtai.modules.content.models import Article
from houtai.modules.content.models.public_link import broken_in

SHOWN = 10


class Broken(Component):
    """What broke last, within what this person works on."""

    name, order = "broken", 14
    template_name = "content/broken.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm("content.change_article"):
            return {"links": []}
        return {"links": list(broken_in(Article.objects.visible_to(user))[:SHOWN])}
