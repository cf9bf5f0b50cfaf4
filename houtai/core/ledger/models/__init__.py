from houtai.core.ledger.models.check import Check
from houtai.core.ledger.models.entry import Entry
from houtai.core.ledger.models.price import Price
from houtai.core.ledger.models.rate import Rate

__all__ = ["Check", "Entry", "Price", "Rate"]
