from houtai.core.ledger.models.entry import Entry
from houtai.core.ledger.models.rate import Rate

__all__ = ["Entry", "Rate"]
