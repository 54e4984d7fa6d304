"""Django registration of the context."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Configuration of the context `publication`."""

    name = "overstap.publication"
    label = "publication"
    verbose_name = "Beleid"
    default_auto_field = "django.db.models.BigAutoField"
