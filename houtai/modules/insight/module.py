from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module

module = Module(
    name="insight",
    label=_("Insight"),
    about=_("How many read what, where they come from, and what has changed."),
    icon="view",
    order=60,
    direction=SUPPORT,
)
