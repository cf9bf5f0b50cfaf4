from __future__ import annotations

from django import forms
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.tasks import enqueue
from houtai.modules.collect.forms.addresses import web_address
from houtai.modules.collect.models import Source


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
            source.note(wanted_at=now())
            enqueue(collect_page, source.pk, self.cleaned_data["url"])
        return source
