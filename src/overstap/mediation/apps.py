"""Django registration of the context."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    """Configuration of the context `mediation`."""

    name = "overstap.mediation"
    label = "mediation"
    verbose_name = "Bemiddeling"
    default_auto_field = "django.db.models.BigAutoField"
