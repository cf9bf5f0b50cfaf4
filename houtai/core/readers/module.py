from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Job

module = Module(
    name="readers",
    label=_("Readers"),
    about=_("The people we reach: profiles, tags, consent and audiences."),
    icon="group",
    order=30,
    direction=SUPPORT,
    schedule=[
        Job(name="readers.follow", cron="* * * * *", task="houtai.core.readers.tasks.follow"),
        Job(name="readers.refresh", cron="*/5 * * * *", task="houtai.core.readers.tasks.refresh_audiences"),
    ],
)
