from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module

module = Module(
    name="rankings",
    label=_("Rankings"),
    about=_("What readers read now: one definition for the desk, the public, feeds and strategies."),
    icon="order",
    order=45,
    direction=SAVING,
)
