from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module

module = Module(
    name="events",
    label=_("Events"),
    about=_("What readers do out front, collected and kept."),
    icon="view",
    order=60,
    direction=SUPPORT,
)
