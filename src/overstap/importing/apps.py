"""Django registration of the context."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Configuration of the context `importing`."""

    name = "overstap.importing"
    label = "importing"
    verbose_name = "Inlezen"
    default_auto_field = "django.db.models.BigAutoField"
