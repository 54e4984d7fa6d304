"""Django registration of the context."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Configuration of the context `casework`."""

    name = "overstap.casework"
    label = "casework"
    verbose_name = "Dossiers"
    default_auto_field = "django.db.models.BigAutoField"
