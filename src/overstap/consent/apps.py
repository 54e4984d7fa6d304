"""Django registration of the context."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Configuration of the context `consent`."""

    name = "overstap.consent"
    label = "consent"
    verbose_name = "Toestemming"
    default_auto_field = "django.db.models.BigAutoField"
