"""Static pages go in and out of the public."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.modules.content.models import StaticPage


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
