"""What is asked of who accepts an invitation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models import User


class PasswordForm(forms.Form):
    """For who has an account. check: raises ValidationError for a wrong password; without it, as for who is signed in,
    nothing is asked.
    """

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, data: Any = None, *, identity: User, check: Callable[[str], bool] | None = None) -> None:
        super().__init__(data)
        self.identity, self.check = identity, check
        if check is None:
            del self.fields["password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if self.check:
            self.check(password)
        return password


class AccountForm(forms.Form):
    """For who has none yet."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters."),
    )
    again = forms.CharField(
        label=_("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, email: str) -> None:
        super().__init__(data)
        self.email = email

    @property
    def person(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("first_name", "last_name", "password")}

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if "password" in found:
            names = {name: found.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(found["password"], User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        if found.get("password") != found.get("again") and "again" in found:
            self.add_error("again", _("The two passwords differ."))
        return found
