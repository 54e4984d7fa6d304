"""Django registration of the context."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Configuration of the context `payments`."""

    name = "overstap.payments"
    label = "payments"
    verbose_name = "Betalingen"
    default_auto_field = "django.db.models.BigAutoField"
