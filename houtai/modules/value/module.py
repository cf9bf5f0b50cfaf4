from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.value import metrics
from houtai.modules.value.views.panel import WorthSoFar

VIEWS = "houtai.modules.value.views"
SEE = "ledger.view_entry"
PRICES = ["ledger.view_price", "ledger.add_price"]

module = Module(
    name="value",
    label=pgettext_lazy("module", "Value"),
    about=_("What Houtai saved, earned and cost, how sure that is, and how it was measured."),
    icon="table",
    order=90,
    direction=SUPPORT,
    metrics=[metrics.TouchPerDecision, metrics.Reuse],
    panels=[WorthSoFar],
    pages=[
        Page(name="value.worth", path="", view=f"{VIEWS}.WorthPage", label=_("Worth"), icon="table", permission=SEE),
        Page(
            name="value.entries",
            path="entries/",
            view=f"{VIEWS}.EntryList",
            label=_("Ledger"),
            icon="list-ul",
            permission=SEE,
        ),
        Page(name="value.entry", path="entries/<int:pk>/", view=f"{VIEWS}.EntryPage", menu=False),
        Page(
            name="value.rates",
            path="rates/",
            view=f"{VIEWS}.RatesPage",
            label=_("Rates"),
            icon="cog",
            permission="ledger.view_rate",
        ),
        Page(name="value.prices", path="prices/", view=f"{VIEWS}.PricesPage", menu=False),
        Page(name="value.close", path="close/", view=f"{VIEWS}.CloseNow", menu=False),
        Page(name="value.verify", path="verify/", view=f"{VIEWS}.VerifyNow", menu=False),
    ],
    schedule=[
        Job(name="value.close", cron="10 0 * * *", task="houtai.modules.value.tasks.close_days"),
        Job(name="value.verify", cron="40 0 * * *", task="houtai.modules.value.tasks.verify_daily"),
    ],
    roles={
        "Managers": [SEE, "ledger.close_entry", "ledger.view_rate", "ledger.add_rate", *PRICES],
        "Viewers": [SEE, "ledger.view_rate"],
    },
)
