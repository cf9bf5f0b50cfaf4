from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.tasks import enqueue
from houtai.modules.collect import client
from houtai.modules.collect.client.canonical import canonical
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.models.labels import LANGUAGES

OFFERED = 20
WEEK = 7 * 24 * 60


class DraftChoice(forms.ModelChoiceField):
    def label_from_instance(self, draft: Draft) -> str:
        return f"{draft.title} ({draft.site})" if draft.site else draft.title


class MergeForm(forms.Form):
    """Which draft to merge into: the most similar and the newest are offered, any other is taken too."""

    into = DraftChoice(queryset=Draft.objects.none(), empty_label=None, label=_("Merge into"))

    def __init__(self, *args: Any, target: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Draft.objects.may_take_in().exclude(pk=target.pk)
        field: Any = self.fields["into"]
        field.queryset = others
        newest = others.order_by("-collected_at", "-pk").values("pk")[:OFFERED]
        rows = (
            others.filter(Q(pk__in=newest) | like(target))
            .only("title", "site", "result")
            .order_by("-collected_at", "-pk")
        )
        offered = sorted(rows, key=lambda row: not is_like(row, target))
        field.widget.choices = [(row.pk, field.label_from_instance(row)) for row in offered]
        field.initial = next((row.pk for row in offered[:1] if is_like(row, target)), None)

    def clean_into(self) -> int:
        return int(self.cleaned_data["into"].pk)


def like(target: Draft) -> Q:
    """The draft that this one resembles most, or the draft from which that came."""
    similar = target.similar
    if similar is None:
        return Q(pk=None)
    return Q(pk=similar.key) if similar.kind == target._meta.label_lower else Q(result=similar)


def is_like(row: Draft, target: Draft) -> bool:
    similar = target.similar
    if similar is None:
        return False
    return str(row.pk) == similar.key if similar.kind == target._meta.label_lower else row.result_id == similar.pk


class MoveForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")

    def __init__(self, *args: Any, target: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].initial = next(iter(target.offers), target.url)


class FollowForm(forms.Form):
    selector = forms.CharField(
        label=_("CSS selector of the links"), max_length=300, widget=forms.TextInput(attrs={"spellcheck": "false"})
    )

    def __init__(self, *args: Any, target: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selector"].initial = target.selector

    def clean_selector(self) -> str:
        selector: str = self.cleaned_data["selector"]
        if not client.is_selector(selector):
            raise forms.ValidationError(_("This is not a CSS selector. A usual one is: article h2 a"))
        return selector


class PageForm(forms.Form):
    url = forms.URLField(
        label=_("Address of the page"),
        max_length=2000,
        assume_scheme="https",
        help_text=_("Its text is collected once and waits as a draft."),
    )

    def clean_url(self) -> str:
        return web_address(self.cleaned_data["url"])

    def collect(self) -> Source:
        """Have a worker collect the page. Returns the source under which it will be found."""
        from houtai.modules.collect.tasks import collect_page

        with transaction.atomic():
            source = Source.objects.for_single_pages()
            enqueue(collect_page, source.pk, self.cleaned_data["url"])
        return source


def web_address(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https"):
        raise forms.ValidationError(_("This is not a web address. It must start with http:// or https://."))
    return url


class SourceForm(forms.ModelForm):
    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        assume_scheme="https",
        help_text=_(
            "Of a feed (RSS, Atom, JSON Feed), a sitemap or a page. Of a page you choose next: a feed that it names, "
            "or the links on it."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Recognise it in each text")), *LANGUAGES]
    )

    class Meta:
        model = Source
        fields = ["name", "url", "column", "language", "soonest", "latest"]

    soonest = forms.IntegerField(
        label=_("Look at most every … minutes"),
        min_value=5,
        max_value=WEEK,
        initial=15,
        help_text=_("A source that brings much is looked at more often, one that brings little more seldom."),
    )
    latest = forms.IntegerField(
        label=_("Look at least every … minutes"),
        min_value=5,
        max_value=WEEK,
        initial=24 * 60,
        help_text=_("Give the same number twice for a fixed rhythm."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean()
        if (told.get("soonest") or 0) > (told.get("latest") or WEEK):
            self.add_error("latest", _("It must not be smaller than the number above."))
        return told

    def clean_url(self) -> str:
        url = web_address(self.cleaned_data["url"])
        if Source.objects.exclude(pk=self.instance.pk).filter(url__in=spellings(url)).exists():
            raise forms.ValidationError(_("There is already a source with this address."))
        return url

    def save_and_look(self, *, at: datetime) -> Source:
        """Keep the source, and have a worker look at it when it is new or has moved."""
        moved = "url" in self.changed_data
        with transaction.atomic():
            if moved:
                self.instance.forget()
            self.instance.within_bounds()
            source: Source = self.save()
            if moved and source.state == "active":
                source.look_now(at=at)
        return source


def spellings(url: str) -> list[str]:
    """The address with and without its final slash, by http and by https."""
    bare = canonical(url).partition("://")[2]
    return [f"{scheme}://{bare}{slash}" for scheme in ("http", "https") for slash in ("", "/")] + [url]
