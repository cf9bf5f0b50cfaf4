"""What can be done to many drafts or sources at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from houtai.core.work.views.bulk import Bulk
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.views.drafts import Drafts
from houtai.modules.collect.views.sources import Sources


class ManyDrafts(Bulk):
    models = [Draft]
    listing = Drafts
    queue = "collect.drafts"


class ManySources(Bulk):
    models = [Source]
    listing = Sources


@hooks.register("register_bulk_action", order=100)
class AcceptMany(ManyDrafts):
    display_name = _("Publish")
    aria_label = _("Publish the chosen drafts")
    action_type, word, action_priority = "accept", "content.accept", 10


@hooks.register("register_bulk_action", order=100)
class SkipMany(ManyDrafts):
    display_name = _("Skip")
    aria_label = _("Skip the chosen drafts")
    action_type, word, action_priority = "skip", "collect.skip", 20


@hooks.register("register_bulk_action", order=100)
class PauseMany(ManySources):
    display_name = _("Pause")
    aria_label = _("Pause the chosen sources")
    action_type, word, action_priority = "pause", "collect.pause", 10


@hooks.register("register_bulk_action", order=100)
class ResumeMany(ManySources):
    display_name = _("Resume")
    aria_label = _("Resume the chosen sources")
    action_type, word, action_priority = "resume", "collect.resume", 20


@hooks.register("register_bulk_action", order=100)
class LookMany(ManySources):
    display_name = _("Look now")
    aria_label = _("Look at the chosen sources now")
    action_type, word, action_priority = "look", "collect.refresh", 30
