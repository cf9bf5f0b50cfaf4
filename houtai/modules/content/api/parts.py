"""The router that all parts add to, and what they ask alike."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from houtai.core.work.api.shapes import REPEATS
from houtai.core.work.errors import NotFound
from houtai.modules.content.models import Article, Articles

router = Router()
Key = Annotated[int, Path(ge=1, le=10**15, description=_("The article's number."))]
# For operations that are good without a key, too.
FREE: dict[str, Any] = {"security": [{}]}
MATCHES = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": _("The ETag that you were given: 412 when somebody else has changed the article since."),
}
WRITES: dict[str, Any] = {"parameters": [REPEATS, MATCHES]}
CREATES: dict[str, Any] = {"parameters": [REPEATS]}


def visible(request: HttpRequest) -> Articles:
    """All that the key's user sees; without a key, what readers see."""
    user = request.auth.user
    return Article.objects.visible_to(user) if user else Article.objects.published()


def article(request: HttpRequest, key: int) -> Article:
    """Raises NotFound."""
    found: Article | None = visible(request).shown().filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
