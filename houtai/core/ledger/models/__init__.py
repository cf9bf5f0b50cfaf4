from houtai.core.ledger.models.check import Check
from houtai.core.ledger.models.entry import Entry
from houtai.core.ledger.models.rate import Rate

__all__ = ["Check", "Entry", "Rate"]
