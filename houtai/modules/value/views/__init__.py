from houtai.modules.value.views.entries import EntryList, EntryPage
from houtai.modules.value.views.prices import PricesPage
from houtai.modules.value.views.rates import RatesPage
from houtai.modules.value.views.running import CloseNow, VerifyNow
from houtai.modules.value.views.worth import WorthPage

__all__ = ["CloseNow", "EntryList", "EntryPage", "PricesPage", "RatesPage", "VerifyNow", "WorthPage"]
