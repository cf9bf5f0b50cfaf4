"""What an operator fills in: the push console, and the policy that every push obeys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from houtai.core.readers.models import Audience, Channel
from houtai.core.work.models import Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.push.models import Policy

VARIANTS = 5
LONGEST = 120
CAPS = ("cap", "webpush_cap", "email_cap", "webhook_cap")
GRACE = timedelta(minutes=1)
PRIORITIES = [(9, _("Breaking")), (7, _("Important")), (5, _("Usual")), (2, _("Can wait"))]
LIVES = [(60, _("1 hour")), (240, _("4 hours")), (720, _("12 hours")), (1440, _("24 hours"))]


class ConsoleForm(forms.Form):
    """headline_1 to headline_5: variants; channel_1 to channel_3: in order of preference; at: in the user's zone."""

    subject = forms.ModelChoiceField(
        Subject.objects.none(), label=_("Article"), error_messages={"required": _("Choose an article.")}
    )
    audience = forms.ModelChoiceField(
        Audience.objects.none(),
        label=_("Audience"),
        empty_label=_("Choose an audience"),
        error_messages={"required": _("Choose an audience.")},
    )
    body = forms.CharField(label=_("Text"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    priority = forms.TypedChoiceField(label=_("Priority"), choices=PRIORITIES, coerce=int, initial=5)
    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("at", _("At a time"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label=_("Time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    expires_minutes = forms.TypedChoiceField(label=_("Expires after"), choices=LIVES, coerce=int, initial=240)
    once = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        subject: Any = self.fields["subject"]
        subject.queryset = pushable(user)
        audience: Any = self.fields["audience"]
        audience.queryset = Audience.objects.visible_to(user).defer("bitmap")
        for number in range(1, VARIANTS + 1):
            self.fields[f"headline_{number}"] = headline(number)
        for number in range(1, len(Channel.choices) + 1):
            self.fields[f"channel_{number}"] = channel(number)

    @property
    def headline_fields(self) -> list[Any]:
        return [self[f"headline_{number}"] for number in range(1, VARIANTS + 1)]

    @property
    def channel_fields(self) -> list[Any]:
        return [self[f"channel_{number}"] for number in range(1, len(Channel.choices) + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["headlines"] = given(cleaned, "headline_", VARIANTS)
        cleaned["channels"] = given(cleaned, "channel_", len(Channel.choices))
        if not cleaned["headlines"] and cleaned.get("subject"):
            cleaned["headlines"] = [cleaned["subject"].title[:LONGEST]]
        if len(set(cleaned["headlines"])) < len(cleaned["headlines"]):
            self.add_error("headline_2", _("Two variants say the same, so nothing could be learnt from them."))
        if not cleaned["channels"] and "channel_1" not in self.errors:
            self.add_error("channel_1", _("Choose at least one channel."))
        if len(set(cleaned["channels"])) < len(cleaned["channels"]):
            self.add_error("channel_2", _("Each channel can stand in the order once."))
        self.check_time(cleaned)
        return cleaned

    def hush(self) -> None:
        """Say nothing about what is missing yet: the person is still writing."""
        self._errors = ErrorDict()

    def check_time(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("when") != "at" or "at" in self.errors:
            return
        if not cleaned.get("at"):
            self.add_error("at", _("Say when it is to be sent."))
        elif cleaned["at"] < self.now - GRACE:
            self.add_error("at", _("This time has passed."))

    @property
    def due(self) -> datetime | None:
        """The chosen time; None for now."""
        return self.cleaned_data["at"] if self.cleaned_data["when"] == "at" else None

    @property
    def inputs(self) -> dict[str, Any]:
        """As push.send takes them."""
        cleaned = self.cleaned_data
        kept = {name: cleaned[name] for name in ("headlines", "body", "channels", "priority", "expires_minutes")}
        return {"audience": cleaned["audience"].name, **kept, **({"due": self.due.isoformat()} if self.due else {})}


def pushable(user: Any) -> Any:
    """Published subjects with an address that this person may see and send."""
    if not user.has_perm("push.send_push"):
        return Subject.objects.none()
    found = Subject.objects.filter(state="published").exclude(url="")
    out = beyond(user)
    return found.exclude(out) if out else found


def headline(number: int) -> forms.CharField:
    label = _("Headline") if number == 1 else _("Variant %(number)s") % {"number": number}
    hint = _("Left empty, the article's title is taken.") if number == 1 else ""
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=hint)


def channel(number: int) -> forms.ChoiceField:
    names = [_("First by"), _("else by"), _("or else by")]
    return forms.ChoiceField(label=names[number - 1], required=False, choices=[("", "–"), *Channel.choices])


def given(cleaned: Mapping[str, Any], prefix: str, count: int) -> list[str]:
    values = (cleaned.get(f"{prefix}{number}") or "" for number in range(1, count + 1))
    return [value for value in values if value]


class PolicyForm(forms.ModelForm):
    """The instance stays as it is: the action changes it."""

    class Meta:
        model = Policy
        fields: ClassVar = [*CAPS, "quiet_from", "quiet_to", "holdout", "second_from"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("quiet_from", "quiet_to"):
            if cleaned.get(name, 0) > 23:
                self.add_error(name, _("An hour is a number from 0 to 23."))
        if not 0 <= cleaned.get("holdout", 0) <= 50:
            self.add_error("holdout", _("Give a share from 0 to 50 %."))
        return cleaned


def default_time(now: datetime) -> datetime:
    """The next full hour, where the user is."""
    local = timezone.localtime(now)
    return local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
