from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Job

module = Module(
    name="workspaces",
    label=_("Workspaces"),
    icon="site",
    order=1,
    direction=SUPPORT,
    about=_("Databases, members, and background work."),
    schedule=[Job(name="workspaces.tidy", cron="20 3 * * *", task="houtai.core.workspaces.timed.tidy_up")],
)
