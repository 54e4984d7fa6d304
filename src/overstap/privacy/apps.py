"""Django registration of the context."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Configuration of the context `privacy`."""

    name = "overstap.privacy"
    label = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"
