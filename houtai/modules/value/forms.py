from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import get_currency_precision
from django import forms
from django.utils.translation import gettext_lazy as _

from houtai.core.ledger.models import Rate

CURRENCIES = Locale.parse("en").currencies


class RateForm(forms.ModelForm[Rate]):
    """Takes the amount as people write it, 60 or 60.50, and keeps it in minor units."""

    amount = forms.DecimalField(label=_("Amount per hour"), min_value=Decimal("0.01"), max_digits=12)
    field_order = ["role", "amount", "currency", "since", "assumed", "note"]

    class Meta:
        model = Rate
        fields = ["role", "currency", "since", "assumed", "note"]
        help_texts = {
            "currency": _("Three letters: CNY, EUR, USD."),
            "assumed": _("Tick this when nobody knows for sure. Money from it is then an estimate."),
            "note": _("Where the figure comes from: payroll, a contract, a survey."),
        }
        widgets = {"since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_currency(self) -> str:
        currency: str = self.cleaned_data["currency"]
        if currency not in CURRENCIES:
            raise forms.ValidationError(_("There is no such currency."))
        return currency

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if "amount" in data and "currency" in data:
            minor = data["amount"].scaleb(get_currency_precision(data["currency"]))
            if minor != minor.to_integral_value():
                self.add_error("amount", _("This currency has no such small coin."))
            self.instance.per_hour = int(minor)
        return data
