"""Django registration of the context."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Configuration of the context `training`."""

    name = "overstap.training"
    label = "training"
    verbose_name = "Opleidingen"
    default_auto_field = "django.db.models.BigAutoField"
