"""Where readers are shown one of several texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from houtai.core.work.choices import ChoicePoint
from houtai.modules.content.models import headline


class Headlines(ChoicePoint):
    """Feeds, sitemaps, structured data and what other sites show keep the title."""

    name = headline.POINT
    label = _("Headline of an article")
    about = _("Lists, related articles and the article's own page show one of its headlines.")
    subject = "content.article"
    settles = "content.settle_headline"

    def arms(self, keys: Collection[str] | None = None) -> Mapping[str, Sequence[str]]:
        return headline.arms(keys)
