"""Static pages are written and deleted, and go in and out of the public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.api.unfit import Unfit
from houtai.modules.content.actions.deleting import BringBack, Delete
from houtai.modules.content.actions.listed import Add, Change, Remove
from houtai.modules.content.models import StaticPage


class AddPage(Add):
    name = "content.add_page"
    label = _("Add a static page")
    subject = "content.staticpage"
    permission = "content.add_staticpage"
    inverse = "content.remove_page"


class ChangePage(Change):
    """Its text comes as HTML; readers see it at once where the page is public."""

    name = "content.change_page"
    label = _("Change a static page")
    subject = "content.staticpage"
    permission = "content.change_staticpage"
    inverse = "content.change_page"
    fields = ("title", "slug", "body", "shown", "place")

    def apply(self, target: StaticPage, changes: Mapping[str, Any], *, user: Any) -> None:
        for name, value in changes.items():
            setattr(target, name, value)
        try:
            target.full_clean()
        except ValidationError as error:
            raise Unfit.form(error.message_dict) from error
        target.save()


class RemovePage(Remove):
    name = "content.remove_page"
    label = _("Remove a static page again")
    subject = "content.staticpage"
    permission = "content.add_staticpage"


class DeletePage(Delete):
    name = "content.delete_page"
    label = _("Delete a static page")
    about = _("Its page and addresses are gone for readers. It can be brought back.")
    subject = "content.staticpage"
    permission = "content.delete_staticpage"
    inverse = "content.bring_back_page"


class BringBackPage(BringBack):
    """Public again where it was."""

    name = "content.bring_back_page"
    label = _("Bring a static page back")
    subject = "content.staticpage"
    permission = "content.delete_staticpage"
    inverse = "content.delete_page"


class OnPage(Action):
    subject = "content.staticpage"
    permission = "content.change_staticpage"
    public: ClassVar[bool]

    def perform(self, target: StaticPage, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.public = self.public
        target.save(update_fields=["public", "changed"])
        return {}


class PublishPage(OnPage):
    name = "content.publish_page"
    label = _("Publish")
    about = _("Readers see it at its address, and what is changed in it from then on at once.")
    inverse = "content.withdraw_page"
    icon = "upload"
    from_states = frozenset({"draft"})
    public = True


class WithdrawPage(OnPage):
    name = "content.withdraw_page"
    label = _("Unpublish")
    inverse = "content.publish_page"
    icon = "download"
    from_states = frozenset({"published"})
    public = False
