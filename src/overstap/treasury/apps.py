"""Django registration of the context."""

from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    """Configuration of the context `treasury`."""

    name = "overstap.treasury"
    label = "treasury"
    verbose_name = "Kassa"
    default_auto_field = "django.db.models.BigAutoField"
