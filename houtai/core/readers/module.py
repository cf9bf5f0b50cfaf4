from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module

module = Module(
    name="readers",
    label=_("Readers"),
    about=_("The people we reach: profiles, tags, consent and audiences."),
    icon="group",
    order=30,
    direction=SUPPORT,
)
