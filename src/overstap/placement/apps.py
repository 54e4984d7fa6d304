"""Django registration of the context."""

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """Configuration of the context `placement`."""

    name = "overstap.placement"
    label = "placement"
    verbose_name = "Plaatsing"
    default_auto_field = "django.db.models.BigAutoField"
