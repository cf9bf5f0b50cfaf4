from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Page

module = Module(
    name="events",
    label=_("Events"),
    about=_("What readers do out front, collected and kept."),
    icon="history",
    order=60,
    direction=SUPPORT,
    pages=[
        Page(
            name="events.arrivals",
            path="",
            view="houtai.core.events.desk.EventsPage",
            label=_("Events"),
            icon="history",
            permission="events.view_retention",
        ),
        Page(
            name="events.keys",
            path="keys/",
            view="houtai.core.events.keys.Keys",
            label=_("Keys for events"),
            icon="key",
            permission="events.view_key",
        ),
        Page(name="events.add_key", path="keys/add/", view="houtai.core.events.issuing.AddKey", menu=False),
        Page(
            name="events.revoke_key",
            path="keys/<int:pk>/revoke/",
            view="houtai.core.events.issuing.RevokeKey",
            menu=False,
        ),
    ],
    roles={
        "Managers": [
            "events.view_retention",
            "events.change_retention",
            "events.view_key",
            "events.add_key",
            "events.change_key",
        ],
        "Operators": ["events.view_retention"],
    },
)
