"""Django registration of the context."""

from django.apps import AppConfig


class AllotmentConfig(AppConfig):
    """Configuration of the context `allotment`."""

    name = "overstap.allotment"
    label = "allotment"
    verbose_name = "Loketten"
    default_auto_field = "django.db.models.BigAutoField"
