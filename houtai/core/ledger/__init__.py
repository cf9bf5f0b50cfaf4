"""The value ledger: entries, their evidence and rates. It pulls from the metrics; nothing below writes entries."""
