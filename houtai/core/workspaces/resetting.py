"""Asking for a new password by mail."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter

from houtai.core.workspaces.models import User


class ResetForm(forms.ResetPasswordForm):
    def clean_email(self) -> Any:
        """Finds who may sign in here. allauth would find identities: links made of them open nothing in a workspace."""
        email = get_adapter().clean_email(self.cleaned_data["email"].lower())
        self.users = list(User.objects.here().filter(email=email))
        return self.cleaned_data["email"]
