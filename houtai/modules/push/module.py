from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module

module = Module(
    name="push",
    label=_("Push"),
    about=_("Articles sent to the readers who want them, by web push, e-mail and webhook."),
    icon="mail",
    order=40,
    direction=SAVING,
)
