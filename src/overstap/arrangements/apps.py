"""Django registration of the context."""

from django.apps import AppConfig


class ArrangementsConfig(AppConfig):
    """Configuration of the context `arrangements`."""

    name = "overstap.arrangements"
    label = "arrangements"
    verbose_name = "Arrangementen"
    default_auto_field = "django.db.models.BigAutoField"
