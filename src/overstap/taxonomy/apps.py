"""Django registration of the context."""

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """Configuration of the context `taxonomy`."""

    name = "overstap.taxonomy"
    label = "taxonomy"
    verbose_name = "Beroepen en competenties"
    default_auto_field = "django.db.models.BigAutoField"
