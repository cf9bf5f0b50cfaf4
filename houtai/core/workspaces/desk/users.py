"""Wagtail's form of a user, whose row here is the shadow of an identity that others may share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import UserViewSet


class EditForm(UserEditForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        touched = {"email", "password1"} & set(self.changed_data)
        if touched and self.instance.is_shared:
            for name in touched:
                self.add_error(name, _("This person belongs to other workspaces too, and changes this in person."))
        return cleaned


class Users(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> Any:
        return EditForm if for_update else super().get_form_class(for_update)
