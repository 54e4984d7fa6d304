"""Django registration of the context."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Configuration of the context `audit`."""

    name = "overstap.audit"
    label = "audit"
    verbose_name = "Spoor"
    default_auto_field = "django.db.models.BigAutoField"
