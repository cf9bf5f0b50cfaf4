from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "houtai.core.ledger"
    label = "ledger"
