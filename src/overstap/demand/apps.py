"""Django registration of the context."""

from django.apps import AppConfig


class DemandConfig(AppConfig):
    """Configuration of the context `demand`."""

    name = "overstap.demand"
    label = "demand"
    verbose_name = "Vraag naar werk"
    default_auto_field = "django.db.models.BigAutoField"
