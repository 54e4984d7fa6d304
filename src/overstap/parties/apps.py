"""Django registration of the context."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Configuration of the context `parties`."""

    name = "overstap.parties"
    label = "parties"
    verbose_name = "Partijen"
    default_auto_field = "django.db.models.BigAutoField"
