"""Changes to articles, checked by the desk's own form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms.models import modelform_factory
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.work.api.unfit import Unfit
from houtai.modules.content.forms import ArticleForm
from houtai.modules.content.models import Article, Column, Series
from houtai.modules.content.models.headline import Headline, same

Changes = Mapping[str, Any]
BY_SLUG: Mapping[str, Any] = {"column": Column, "series": Series}
RELATED = frozenset({"tags", "cover", "author", "headlines"})


def form_for(article: Article, changes: Changes, *, user: Any) -> Any:
    """The form with these fields alone, filled in. A text that is being written together it changes by an edit.

    Raises Unfit.
    """
    form_class = modelform_factory(Article, form=ArticleForm, fields=[name for name in changes if name != "headlines"])
    data = {name: value for name, value in posted(changes).items() if value is not None}
    form = form_class(data, instance=article, for_user=user)
    if "body" in form.fields:
        form.fields["body"].widget.takes = True
    if "cover" in form.fields:
        policy = policy_registry.get_by_type(get_image_model())
        form.fields["cover"].queryset = policy.instances_user_has_permission_for(user, "choose")
    if not form.is_valid():
        raise Unfit.form(form.errors)
    if "headlines" in changes:
        form.instance.headlines = further(changes["headlines"])
    return form


def further(texts: Sequence[str]) -> list[Headline]:
    """Headlines besides the title. Raises Unfit when two are alike, or one is empty."""
    if "" in map(same, texts):
        raise Unfit.one("headlines", _("A headline is empty."))
    if len(set(map(same, texts))) < len(texts):
        raise Unfit.one("headlines", _("A headline stands here twice."))
    return [Headline(text=text.strip(), sort_order=place) for place, text in enumerate(texts)]


def posted(changes: Changes) -> dict[str, Any]:
    """As a browser would send it."""
    data = dict(changes)
    for name, model in BY_SLUG.items():
        if data.get(name):
            # 0 is nobody's key, and the form says so.
            data[name] = model.objects.filter(slug=data[name]).values_list("pk", flat=True).first() or 0
    if data.get("body", "").startswith("{"):
        # Else the editor's field might take it for what a script sends.
        data["body"] = f" {data['body']}"
    if data.get("tags"):
        data["tags"] = ", ".join('"{}"'.format(tag.replace('"', " ").strip()) for tag in data["tags"])
    return data


def values_of(article: Article, names: Sequence[str]) -> dict[str, Any]:
    """What these fields say, as changes that say it again."""
    told: dict[str, Any] = {name: getattr(article, name) for name in names if name not in RELATED}
    told |= {name: told[name].slug if told[name] else None for name in BY_SLUG if name in told}
    told |= {name: getattr(article, f"{name}_id") for name in ("cover", "author") if name in names}
    lists = {"tags": article.tags.names(), "headlines": article.headlines.values_list("text", flat=True)}
    return told | {name: list(told_of) for name, told_of in lists.items() if name in names}
