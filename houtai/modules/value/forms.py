from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from babel import Locale
from babel.numbers import get_currency_precision
from django import forms
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.models import Price, Rate

CURRENCIES = Locale.parse("en").currencies
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Coins(forms.ModelForm[Any]):
    """Takes amounts as people write them, 60 or 60.50, and keeps them in minor units. amounts: field to column."""

    amounts: ClassVar[dict[str, str]] = {}

    def clean_currency(self) -> str:
        currency: str = self.cleaned_data["currency"]
        if currency not in CURRENCIES:
            raise forms.ValidationError(_("There is no such currency."))
        return currency

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for field, column in self.amounts.items():
            if data.get(field) is not None and "currency" in data:
                setattr(self.instance, column, self.in_coins(field, data))
        return data

    def in_coins(self, field: str, data: dict[str, Any]) -> int:
        minor = data[field].scaleb(get_currency_precision(data["currency"]))
        if minor != minor.to_integral_value():
            self.add_error(field, _("This currency has no such small coin."))
        return int(minor)


class RateForm(Coins):
    amounts = {"amount": "per_hour"}
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
        widgets = {"since": DAY}


def module_choices() -> list[tuple[str, Any]]:
    return [(name, module.label) for name, module in catalog.optional.items()]


def sum_field(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=14, required=False, **options)


class PriceForm(Coins):
    amounts = {"built": "build", "bought": "third_party", "adapted": "adaptation"}
    module = forms.ChoiceField(label=_("Module"), choices=module_choices)
    built = sum_field(_("Cost of building it"))
    bought = sum_field(_("Price of the like elsewhere"))
    adapted = sum_field(_("Cost of adapting it"), help_text=_("What one workspace spends to use it."))
    field_order = ["module", "built", "bought", "adapted", "currency", "since", "note"]

    class Meta:
        model = Price
        fields = ["module", "currency", "since", "note"]
        help_texts = {
            "currency": _("Three letters: CNY, EUR, USD."),
            "note": _("Where the figures come from: working hours, an offer, a price list and its date."),
        }
        widgets = {"since": DAY}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("built") is None and data.get("bought") is None:
            self.add_error("built", _("Say what building it costs, what the like costs elsewhere, or both."))
        return data
