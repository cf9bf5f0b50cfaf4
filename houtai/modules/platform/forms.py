"""What acts on workspaces ask for. Every form keeps what was typed and says what is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.hosts import spoken, written
from houtai.core.workspaces.making import HostTaken
from houtai.core.workspaces.models import Host, User, Workspace
from houtai.core.workspaces.names import named
from houtai.core.workspaces.refusals import Refusal


class OnWorkspace(forms.Form):
    def __init__(self, *args: Any, target: Workspace | None = None, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)


class RenameForm(OnWorkspace):
    name = forms.CharField(label=_("Name"), max_length=1000, strip=True)

    def __init__(self, *args: Any, target: Workspace | None = None, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        if target is not None:
            self.fields["name"].initial = target.name

    def clean_name(self) -> str:
        return checked(named, self.cleaned_data["name"])


class HostForm(OnWorkspace):
    host = forms.CharField(label=_("Host name"), max_length=300, help_text=_("For example news.example.com."))

    def clean_host(self) -> str:
        return checked(free, self.cleaned_data["host"])


class DropHostForm(OnWorkspace):
    host = forms.ChoiceField(label=_("Host name"))

    def __init__(self, *args: Any, target: Workspace | None = None, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        names = Host.objects.filter(workspace=target).order_by("pk").values_list("pk", flat=True)
        self.fields["host"].choices = [(name, spoken(name)) for name in names]


class MakeForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=1000, help_text=_("What people call it. It can be changed at any time.")
    )
    host = forms.CharField(
        label=_("Host name"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"data-host-target": "field", "data-action": "host#typed", "autocomplete": "off"}),
        help_text=_("For example news.example.com. It can be given later; until then an address of ours leads there."),
    )
    owner = forms.EmailField(
        label=_("Owner"),
        required=False,
        help_text=_("The e-mail address of somebody who signs in here already. They may do everything there."),
    )
    engine = forms.ChoiceField(label=_("Database"), choices=Workspace.Engine.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["engine"].initial = Workspace.Engine.SQLITE
        if settings.POSTGRES is None:
            del self.fields["engine"]

    def clean_name(self) -> str:
        return checked(named, self.cleaned_data["name"])

    def clean_host(self) -> str:
        return checked(free, self.cleaned_data["host"]) if self.cleaned_data["host"] else ""

    def clean_owner(self) -> Any:
        """The identity, or None."""
        email = self.cleaned_data["owner"].strip().lower()
        identity = User.objects.using(CONTROL).filter(email=email, is_active=True).first()
        if email and identity is None:
            raise ValidationError(_("Nobody signs in here with this address. Leave it empty and invite them later."))
        return identity


class BringInForm(forms.Form):
    file = forms.FileField(label=_("Archive"), help_text=_("A file that was downloaded from a workspace's page."))
    name = forms.CharField(
        label=_("Name"), max_length=100, required=False, help_text=_("Empty: the name that the archive gives.")
    )
    hosts = forms.CharField(
        label=_("Host names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Empty: those that the archive gives."),
    )


def free(text: str) -> str:
    """The host as it is kept. Raises BadHost, HostTaken."""
    name = written(text)
    if Host.objects.filter(pk=name).exists():
        raise HostTaken
    return name


def checked(rule: Any, text: str) -> str:
    try:
        return str(rule(text))
    except Refusal as refusal:
        raise ValidationError(refusal.message) from refusal
