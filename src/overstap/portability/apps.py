"""Django registration of the context."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    """Configuration of the context `portability`."""

    name = "overstap.portability"
    label = "portability"
    verbose_name = "Meenemen"
    default_auto_field = "django.db.models.BigAutoField"
