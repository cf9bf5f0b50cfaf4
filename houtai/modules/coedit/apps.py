from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class CoeditConfig(AppConfig):
    name = "houtai.modules.coedit"
    label = "coedit"
    verbose_name = _("Writing together")

    def ready(self) -> None:
        from wagtail import hooks

        from houtai.core.text import shared
        from houtai.core.workspaces.archive.arriving import lookers
        from houtai.core.workspaces.archive.places import named_in
        from houtai.modules.coedit.models import arriving, history, holding, renumbering
        from houtai.modules.coedit.models.room import edited_here
        from houtai.modules.coedit.sockets import rights

        written = [model for model in apps.get_models() if edited_here(model)]
        for model in written:
            post_delete.connect(close_rooms, sender=model, dispatch_uid=f"coedit.rooms.{model._meta.label}")
        rights.watch(written)
        shared.register(holding)
        hooks.register("register_log_actions", history.register)
        lookers.append(arriving.look_over)
        for label in ("coedit.writer", "coedit.comment"):
            named_in(label, renumbering.renumbered)


def close_rooms(sender: Any, instance: Any, **_more: Any) -> None:
    """The rooms of what is deleted go with it; who is in them is told."""
    from houtai.modules.coedit.models import Room

    Room.objects.filter(kind=sender._meta.label_lower, key=str(instance.pk)).delete()
