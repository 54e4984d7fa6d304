"""Django registration of the context."""

from django.apps import AppConfig


class BrokerageConfig(AppConfig):
    """Configuration of the context `brokerage`."""

    name = "overstap.brokerage"
    label = "brokerage"
    verbose_name = "Makelaardij"
    default_auto_field = "django.db.models.BigAutoField"
