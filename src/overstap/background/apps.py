"""Django registration of the context."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """Configuration of the context `background`."""

    name = "overstap.background"
    label = "background"
    verbose_name = "Achtergrondwerk"
    default_auto_field = "django.db.models.BigAutoField"
