"""What search engines and other sites read about an article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from houtai.modules.content.models import Article, Correction


def structured(request: HttpRequest, found: Article, *, corrections: Sequence[Correction] = ()) -> SafeString:
    """What search engines read (schema.org), as JSON that cannot end the element it stands in."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": found.title,
        "inLanguage": found.language,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "author": {"@type": "Person", "name": found.author_name} if found.author_name else None,
        "datePublished": found.first_published_at and found.first_published_at.isoformat(),
        "dateModified": found.last_published_at and found.last_published_at.isoformat(),
        "isBasedOn": found.source_url or None,
        "correction": [told.described() for told in corrections],
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
