"""Django registration of the context."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Configuration of the context `oversight`."""

    name = "overstap.oversight"
    label = "oversight"
    verbose_name = "Toezicht"
    default_auto_field = "django.db.models.BigAutoField"
