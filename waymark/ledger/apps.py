"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Events, and nothing that is worked out from them."""

    name = "waymark.ledger"
    verbose_name = "Ledger"
