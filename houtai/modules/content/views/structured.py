"""What search engines and other sites read about an article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from houtai.core.text.pictures.crops import SHAPES, SOCIAL, made
from houtai.core.work.models import Site
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, Correction


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An article as others refer to it. url, image and images are in full; image is "" without one. social: the cover
    as other sites show it, once it has been made; images: as search engines want it, in several shapes.
    """

    article: Article
    url: str
    image: str
    images: tuple[str, ...]
    social: Any
    site: Site

    @classmethod
    def of(cls, article: Article, *, site: Site) -> Shown:
        origin = origin_here()
        cut = made(article.cover, SOCIAL, *SHAPES) if article.cover else []
        social = next((row for row in cut if row.filter_spec == SOCIAL), None)
        image = urljoin(origin, social.url if social else cover_of(article))
        shapes = [urljoin(origin, row.url) for row in cut if row is not social]
        return cls(
            article=article,
            url=origin + article.get_absolute_url(),
            image=image if article.cover or article.shown_cover_url else "",
            images=tuple(shapes),
            social=social,
            site=site,
        )

    def structured(self, *, corrections: Sequence[Correction] = ()) -> SafeString:
        """schema.org's NewsArticle, as JSON that cannot end the element it stands in."""
        data = {**self.about(), "correction": [told.described() for told in corrections]}
        text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
        return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    def about(self) -> dict[str, Any]:
        found = self.article
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": found.title,
            "description": found.lead,
            "inLanguage": found.language,
            "url": self.url,
            "mainEntityOfPage": self.url,
            "image": self.images or ([self.image] if self.image else None),
            "author": self.author(),
            "publisher": self.publisher(),
            "datePublished": found.first_published_at and found.first_published_at.isoformat(),
            "dateModified": found.last_published_at and found.last_published_at.isoformat(),
            "articleSection": found.column.name if found.column else None,
            "wordCount": found.words,
            "isAccessibleForFree": True,
            "isBasedOn": found.source_addresses[0] if len(found.source_addresses) == 1 else found.source_addresses,
            "license": found.licence if found.licence.startswith(("https://", "http://")) else None,
        }

    def publisher(self) -> dict[str, Any]:
        paper = {"@type": "Organization", "name": self.site.title, "url": urljoin(self.url, "/")}
        mark = self.site.mark
        if mark is None:
            return paper
        logo = {"@type": "ImageObject", "url": urljoin(self.url, mark.url), "width": mark.width, "height": mark.height}
        return {**paper, "logo": logo}

    def author(self) -> dict[str, str] | None:
        """Whoever is one of ours has a page."""
        if not self.article.author_name:
            return None
        person = {"@type": "Person", "name": self.article.author_name}
        page = self.article.author and urljoin(self.url, self.article.author.get_absolute_url())
        return {**person, "url": page} if page else person


def cover_of(article: Article) -> str:
    """Its address, which may be a path; "" without one."""
    return str(article.cover.file.url) if article.cover else article.shown_cover_url
