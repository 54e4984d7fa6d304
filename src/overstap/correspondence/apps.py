"""Django registration of the context."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Configuration of the context `correspondence`."""

    name = "overstap.correspondence"
    label = "correspondence"
    verbose_name = "Correspondentie"
    default_auto_field = "django.db.models.BigAutoField"
